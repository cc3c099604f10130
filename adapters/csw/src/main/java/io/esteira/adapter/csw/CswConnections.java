package io.esteira.adapter.csw;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.util.ClassUtils;

/**
 * Opens connections by whatever driver the site has. Older drivers refuse calls that JDBC leaves to them; the hub can live without
 * those, so a refusal of one of them is passed over.
 */
final class CswConnections extends AbstractDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(CswConnections.class);

    /** What only tunes or guards; all else has to work. */
    private static final Set<String> OPTIONAL = Set.of(
            "setReadOnly",
            "isReadOnly",
            "setTransactionIsolation",
            "getTransactionIsolation",
            "setNetworkTimeout",
            "getNetworkTimeout",
            "setClientInfo",
            "clearWarnings",
            "isValid",
            "setFetchSize",
            "setFetchDirection",
            "setMaxRows",
            "setQueryTimeout");

    private final CswProperties properties;

    CswConnections(CswProperties properties) {
        this.properties = properties;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(properties.user(), properties.password());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return tolerant(Connection.class, open(login));
    }

    private Connection open(Properties login) throws SQLException {
        String name = properties.driver();
        if (name == null || name.isBlank()) {
            return DriverManager.getConnection(properties.url(), login);
        }
        Connection connection = driver(name).connect(properties.url(), login);
        if (connection == null) {
            throw new SQLException("the driver " + name + " does not understand this URL", "08001");
        }
        return connection;
    }

    private static Driver driver(String name) throws SQLException {
        try {
            Class<?> driver = ClassUtils.forName(name, ClassUtils.getDefaultClassLoader());
            return (Driver) driver.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new NoDriver(name, e);
        }
    }

    /** There is no such driver on the class path. */
    static final class NoDriver extends SQLException {
        private static final long serialVersionUID = 1L;

        NoDriver(String name, Throwable cause) {
            super("there is no JDBC driver " + name + ": put the vendor's jar into the folder drivers", "08001", cause);
        }
    }

    /** Bounds the connecting of drivers that ask {@link DriverManager}. */
    @Override
    public void setLoginTimeout(int seconds) {
        DriverManager.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() {
        return DriverManager.getLoginTimeout();
    }

    private static <T> T tolerant(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                CswConnections.class.getClassLoader(), new Class<?>[] {type}, new Tolerant(target)));
    }

    private static Object tolerant(Object result) {
        return switch (result) {
            case CallableStatement call -> tolerant(CallableStatement.class, call);
            case PreparedStatement prepared -> tolerant(PreparedStatement.class, prepared);
            case Statement statement -> tolerant(Statement.class, statement);
            default -> result;
        };
    }

    /** Rows do not pass through here: only connections and statements are wrapped. */
    private record Tolerant(Object target) implements InvocationHandler {

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                Object result = method.invoke(target, arguments);
                return result == null ? null : tolerant(result);
            } catch (InvocationTargetException e) {
                boolean refused = e.getCause() instanceof SQLFeatureNotSupportedException
                        || e.getCause() instanceof AbstractMethodError
                        || e.getCause() instanceof UnsupportedOperationException;
                if (refused && OPTIONAL.contains(method.getName())) {
                    LOG.debug("the driver of CSW refuses {}", method.getName());
                    return instead(method);
                }
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        /** A connection whose driver cannot tell counts as alive: the next query will show. */
        private static @Nullable Object instead(Method method) {
            return switch (method.getName()) {
                case "isValid" -> true;
                case "isReadOnly" -> false;
                case "getTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
                case "getNetworkTimeout" -> 0;
                default -> null;
            };
        }
    }
}
