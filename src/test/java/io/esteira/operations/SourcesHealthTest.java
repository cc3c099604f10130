package io.esteira.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.inbox.SyncProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

class SourcesHealthTest {

    @Test
    void isDownWhileTheDatabaseIsAwayInsteadOfFailing() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(JdbcClient.class, () -> JdbcClient.create(new AwayDatabase()));
            context.registerBean(SyncProgress.class);
            context.registerBean(SourcesHealth.class);
            context.refresh();

            Health health = Objects.requireNonNull(
                    context.getBean(HealthIndicator.class).health());

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        }
    }

    private static final class AwayDatabase extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLException("no route to host", "08001");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
