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
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

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
        } catch (DataAccessException | IllegalStateException e) {
            List<GraphQLError> errors =
                    Objects.requireNonNull(failures.resolveException(e).block());
            return errors.getFirst();
        }
        throw new AssertionError("it did not fail");
    }
}
