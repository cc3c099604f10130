package io.esteira.adapter.csw;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's driver is like: pads text as CHAR columns do, gives dates as time stamps in text, refuses what JDBC calls
 * optional, and says why in its own words. Beneath is PostgreSQL: {@code jdbc:Vendor://host:port/database}.
 */
public class VendorDriver implements Driver {

    static final String URL = "jdbc:Vendor:";

    private static final Set<String> REFUSED = Set.of(
            "setReadOnly",
            "isReadOnly",
            "setTransactionIsolation",
            "getTransactionIsolation",
            "setNetworkTimeout",
            "getNetworkTimeout",
            "isValid",
            "setMaxRows",
            "setFetchSize",
            "setQueryTimeout",
            "getQueryTimeout");

    /** A statement that holds such text gets no answer, whatever time-outs are set; blank for none. */
    private static volatile String hangsOn = "";

    private static volatile CountDownLatch released = new CountDownLatch(0);

    /** Until the end of the test that wants it. */
    static AutoCloseable hangingOn(String text) {
        released = new CountDownLatch(1);
        hangsOn = text;
        return () -> {
            hangsOn = "";
            released.countDown();
        };
    }

    private static void hang() {
        boolean done = false;
        while (!done) {
            try {
                released.await();
                done = true;
            } catch (InterruptedException e) {
                // As a driver that waits on its socket.
            }
        }
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        if (!"csw".equals(info.getProperty("password"))) {
            throw new SQLException(
                    "[Vendor JDBC] Communication error: Access Denied, password " + info.getProperty("password"));
        }
        return wrapped(
                Connection.class, DriverManager.getConnection("jdbc:postgresql:" + url.substring(URL.length()), info));
    }

    /** How it says that it does not know a call. */
    protected SQLException refusal(String method) {
        return new SQLFeatureNotSupportedException(method);
    }

    private <T> T wrapped(Class<T> type, T target) {
        Class<?>[] interfaces = {type};
        return type.cast(
                Proxy.newProxyInstance(VendorDriver.class.getClassLoader(), interfaces, (proxy, method, arguments) -> {
                    if (REFUSED.contains(method.getName())) {
                        throw refusal(method.getName());
                    }
                    if (method.getName().equals("prepareStatement") && hangs(arguments)) {
                        hang();
                    }
                    Object result;
                    try {
                        result = method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof SQLException failure ? inVendorsWords(failure) : e.getCause();
                    }
                    return switch (result) {
                        case PreparedStatement statement -> wrapped(PreparedStatement.class, statement);
                        case ResultSet rows -> wrapped(ResultSet.class, rows);
                        case String text
                        when target instanceof ResultSet rows
                                && method.getName().equals("getString") -> padded(rows, arguments, text);
                        case null, default -> result;
                    };
                }));
    }

    private static boolean hangs(Object[] arguments) {
        return !hangsOn.isEmpty() && String.valueOf(arguments[0]).contains(hangsOn);
    }

    private static SQLException inVendorsWords(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            case "42P01" -> new SQLException("[SQLCODE: <-30>:<Table or view not found>]", "S0002", 30);
            case "42501" -> new SQLException("[SQLCODE: <-99>:<Privilege violation>]", "42000", 99);
            default -> failure;
        };
    }

    private static String padded(ResultSet rows, Object[] arguments, String text) throws SQLException {
        if (!(arguments[0] instanceof Integer column)) {
            return text;
        }
        int type = rows.getMetaData().getColumnType(column);
        if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return text + " 00:00:00.0";
        }
        return type == Types.VARCHAR || type == Types.CHAR ? text + " ".repeat(Math.max(0, 40 - text.length())) : text;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(URL);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
