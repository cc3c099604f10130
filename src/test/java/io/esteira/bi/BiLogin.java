package io.esteira.bi;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A login of the database as a site makes one for a BI tool, with one session; roles are the whole server's, so names are its own. */
final class BiLogin implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    final String name;
    private final JdbcClient admin;
    private final Connection session;

    private BiLogin(String name, JdbcClient admin, Connection session) {
        this.name = name;
        this.admin = admin;
        this.session = session;
    }

    /** A login that may read the views, granted these companies. */
    static BiLogin of(HikariDataSource database, String... companies) {
        return of(database, true, companies);
    }

    /** A login like any other of the server. */
    static BiLogin stranger(HikariDataSource database) {
        return of(database, false);
    }

    private static BiLogin of(HikariDataSource database, boolean reader, String... companies) {
        JdbcClient admin = JdbcClient.create(database);
        String name = "bi_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        admin.sql("create role " + name + " login").update();
        if (reader) {
            admin.sql("grant esteira_bi to " + name).update();
        }
        for (String company : companies) {
            admin.sql(
                            "insert into hub.bi_grant (role_name, company_id) select ?::name, c.id from hub.company c where c.code = ?")
                    .params(name, company)
                    .update();
        }
        try {
            String url = database.getJdbcUrl().replaceAll("\\?.*", "");
            return new BiLogin(name, admin, DriverManager.getConnection(url, name, ""));
        } catch (SQLException e) {
            throw new IllegalStateException(name, e);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column, as text. */
    List<String> texts(String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        }
    }

    String text(String sql) throws SQLException {
        return texts(sql).getFirst();
    }

    /** What the server has said besides while it answered. */
    List<String> notices(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
            List<String> notices = new ArrayList<>();
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                notices.add(String.valueOf(warning.getMessage()));
            }
            return notices;
        }
    }

    @Override
    public void close() throws SQLException {
        // What it owns must be gone before the role can go.
        execute("discard all");
        session.close();
        admin.sql("delete from hub.bi_grant where role_name = ?::name")
                .param(name)
                .update();
        admin.sql("drop role " + name).update();
    }
}
