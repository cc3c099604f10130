package io.esteira.canonical;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * While it is open, each statement of the connection is planned for the tables as they are. The driver would have the server
 * keep plans, and one that was made while a table was empty takes minutes on the first full page.
 */
record FreshPlans(PGConnection connection, int before) implements AutoCloseable {

    static FreshPlans on(Connection connection) {
        try {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            FreshPlans plans = new FreshPlans(postgres, postgres.getPrepareThreshold());
            postgres.setPrepareThreshold(0);
            return plans;
        } catch (SQLException e) {
            throw new IllegalStateException("not a connection to PostgreSQL", e);
        }
    }

    @Override
    public void close() {
        connection.setPrepareThreshold(before);
    }
}
