package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import graphql.GraphQLError;
import io.esteira.support.TestDatabase;
import io.micrometer.tracing.Tracer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class FailuresTest {

    private final Failures failures = new Failures(Tracer.NOOP);

    @Test
    void aStatementThatTheDatabaseStopsIsNoFaultOfOurs() throws SQLException {
        GraphQLError error;
        try (HikariDataSource database = TestDatabase.create();
                Connection connection = database.getConnection()) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            jdbc.sql("set statement_timeout = '50ms'").update();
            error = errorOf(() -> jdbc.sql("select pg_sleep(5)").query().listOfRows());
        }

        assertThat(error.getExtensions()).containsOnly(Map.entry("code", "TIMEOUT"));
    }

    @Test
    void aDatabaseThatIsAwayIsToldToComeBackLater() throws SQLException {
        GraphQLError stopped;
        try (HikariDataSource database = TestDatabase.create();
                Connection connection = database.getConnection()) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            stopped = errorOf(() -> jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                    .query()
                    .listOfRows());
        }
        GraphQLError unreached = errorOf(
                () -> JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/esteira", "hub", ""))
                        .sql("select 1")
                        .query()
                        .listOfRows());
        GraphQLError full = errorOf(() -> {
            throw new UncategorizedSQLException("insert", null, new SQLException("No space left on device", "53100"));
        });

        assertThat(List.of(stopped, unreached, full))
                .allSatisfy(error -> assertThat(error.getExtensions()).containsOnly(Map.entry("code", "UNAVAILABLE")));
    }

    @Test
    void aDatabaseThatLeavesWithinATransactionIsAwayAsWell() {
        GraphQLError error;
        try (HikariDataSource database = TestDatabase.create()) {
            JdbcClient jdbc = JdbcClient.create(database);
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
            error = errorOf(() ->
                    transaction.executeWithoutResult(status -> jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                            .query()
                            .listOfRows()));
        }

        assertThat(error.getExtensions()).containsOnly(Map.entry("code", "UNAVAILABLE"));
    }

    @Test
    void whatIsOurFaultTellsItsTraceAndNothingElse() {
        GraphQLError error = errorOf(() -> {
            throw new IllegalStateException("jdbc:postgresql://secret");
        });

        assertThat(error.getExtensions()).containsEntry("code", "INTERNAL").containsKey("traceId");
        assertThat(error.getMessage()).doesNotContain("secret");
    }

    private GraphQLError errorOf(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            List<GraphQLError> errors =
                    Objects.requireNonNull(failures.resolveException(e).block());
            return errors.getFirst();
        }
        throw new AssertionError("it did not fail");
    }
}
