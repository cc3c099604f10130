package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.platform.Company;
import io.esteira.support.Factory;
import io.esteira.support.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Facts of an order whose parts are merged at the same time, as the first reading of a source does. */
class OrderFactsTest {

    private static final String STEP = """
            with s as (
              insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, phase_id, observed_at)
              select gen_random_uuid(), o.company_id, o.source, o.id, 20, '02', p.id, now()
              from hub.production_order o, hub.phase p where p.code = 'COSTURA' returning id, company_id)
            insert into hub.change_log (entity, row_id, company_id, kind) select 'order_step', id, company_id, 'I' from s""";
    private static final String LINE = """
            with n as (
              insert into hub.order_line (public_id, company_id, source, order_id, line_key, planned, observed_at)
              select gen_random_uuid(), o.company_id, o.source, o.id, 'P', 60, now() from hub.production_order o
              returning id, company_id)
            insert into hub.change_log (entity, row_id, company_id, kind) select 'order_line', id, company_id, 'I' from n""";

    private final HikariDataSource database = TestDatabase.create();
    private final Factory factory = new Factory(database);
    private final OrderFacts facts = new OrderFacts();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void followFromStepsAndLinesThatAreMergedAtOnce() throws SQLException {
        // given an order that stands at a step which is just being merged
        Company company = factory.company("MATRIZ");
        long order = factory.order(company, "csw", "000123", "0", List.of(new Factory.Step(10, "01", "COSTURA")));
        factory.jdbc()
                .sql("update hub.production_order set quantity = null, current_sequence = 20")
                .update();

        CompletableFuture<Void> lines;
        try (Connection steps = begin(STEP)) {
            facts.derive(steps);

            // when its lines are merged before that is committed
            lines = CompletableFuture.runAsync(this::mergeLines);
            await().until(() -> lines.isDone() || oneWaits());
            steps.commit();
        }
        lines.join();

        // then none has undone what the other has found
        assertThat(factory.order(order).get("current_phase_id")).isNotNull();
        assertThat(factory.order(order).get("quantity")).isEqualTo(new BigDecimal("60"));
    }

    private Connection begin(String change) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
        return connection;
    }

    private void mergeLines() {
        try (Connection connection = begin(LINE)) {
            facts.derive(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean oneWaits() {
        return factory.jdbc()
                .sql(
                        "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }
}
