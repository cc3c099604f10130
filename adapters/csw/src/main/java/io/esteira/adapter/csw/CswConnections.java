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
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.util.ClassUtils;

/**
 * Opens connections by whatever driver the site has, and bounds how long each waits for the network. Older drivers refuse calls that
 * JDBC leaves to them, in whatever way; the hub can live without those, so a refusal of one of them is passed over. Thread-safe.
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

    /** States by which drivers say that they do not know a call. */
    private static final Pattern NOT_KNOWN = Pattern.compile("0A.*|HYC00|IM001");

    /** States by which a connection is lost. */
    private static final String LOST = "08";

    /** How much longer than for a statement the network is waited for, so that the statement is given up first. */
    private static final Duration BEYOND_STATEMENT = Duration.ofSeconds(5);

    private final CswProperties properties;
    private final Duration silence;
    private volatile boolean bounded;

    /** @param queryTimeout of the queries that run on the connections */
    CswConnections(CswProperties properties, Duration queryTimeout) {
        this.properties = properties;
        this.silence = longestSilence(queryTimeout);
    }

    /** For how long a connection waits for the network, where the driver knows such a bound. */
    static Duration longestSilence(Duration queryTimeout) {
        return queryTimeout.plus(BEYOND_STATEMENT);
    }

    /** Whether the driver is known to bound the network: if not, it could wait for ever on a line that is cut. */
    boolean areBounded() {
        return bounded;
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
        Connection connection = tolerant(Connection.class, open(login));
        connection.setNetworkTimeout(Runnable::run, (int) silence.toMillis());
        bounded = connection.getNetworkTimeout() > 0;
        return connection;
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
                if (OPTIONAL.contains(method.getName()) && isRefusal(method, e.getCause())) {
                    LOG.debug("the driver of CSW refuses {}", method.getName());
                    return instead(method);
                }
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        /** What only tunes may fail in whatever words, unless the connection is lost; whether one is alive has to be told. */
        private static boolean isRefusal(Method method, @Nullable Throwable failure) {
            return switch (failure) {
                case SQLFeatureNotSupportedException refused -> true;
                case AbstractMethodError refused -> true;
                case UnsupportedOperationException refused -> true;
                case SQLException refused -> {
                    String state = String.valueOf(refused.getSQLState());
                    yield NOT_KNOWN.matcher(state).matches()
                            || !method.getName().equals("isValid") && !state.startsWith(LOST);
                }
                case null, default -> false;
            };
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
