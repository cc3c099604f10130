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

    private static final String ORDER = """
            with o as (
              insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status, reported_status,
                source_status, routing, posting_blocked, observed_at)
              select gen_random_uuid(), company_id, source, '7', '7', id, 'RELEASED', 'RELEASED', '', '01', false, now() from hub.item
              returning id, company_id)
            insert into hub.change_log (entity, row_id, company_id, kind) select 'production_order', id, company_id, 'I' from o""";
    private static final String ROUTING = """
            with r as (
              insert into hub.routing_step (public_id, company_id, source, item_id, routing, sequence, operation, observed_at)
              select gen_random_uuid(), company_id, source, id, '01', 10, '01', now() from hub.item returning id, company_id)
            insert into hub.change_log (entity, row_id, company_id, kind) select 'routing_step', id, company_id, 'I' from r""";
    private static final String ROUTING_VANISHES = """
            with r as (update hub.routing_step set deleted_at = now() returning id, company_id)
            insert into hub.change_log (entity, row_id, company_id, kind) select 'routing_step', id, company_id, 'D' from r""";
    private static final String POSTING = """
            with o as (select id from hub.production_order where number = '7' for no key update)
            insert into hub.posting (public_id, company_id, order_id, step_id, posted_on, good, scrap, rework, completes, origin,
              in_erp, created_by, created_at)
            select gen_random_uuid(), s.company_id, o.id, s.id, current_date, 1, 0, 0, false, 'HUB', false, 'maria', now()
            from o join hub.order_step s on s.order_id = o.id""";

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
            lines = meanwhile(LINE);
            steps.commit();
        }
        lines.join();

        // then none has undone what the other has found
        assertThat(factory.order(order).get("current_phase_id")).isNotNull();
        assertThat(factory.order(order).get("quantity")).isEqualTo(new BigDecimal("60"));
    }

    @Test
    void haveTheStepsOfARoutingThatIsMergedWithTheOrderAtOnce() throws SQLException {
        // given an order that is just being merged
        factory.order(factory.company("MATRIZ"), "protheus", "000123", "0");
        CompletableFuture<Void> routing;
        try (Connection order = begin(ORDER)) {
            facts.derive(order);

            // when its routing is merged before that is committed
            routing = meanwhile(ROUTING);
            order.commit();
        }
        routing.join();

        // then one of them has seen the other
        assertThat(liveSteps()).isOne();
    }

    @Test
    void keepAStepOnWhichSomebodyPostsWhileItsRoutingVanishes() throws SQLException {
        // given an order with a step, and a posting on it that is not committed
        factory.order(factory.company("MATRIZ"), "protheus", "000123", "0");
        merge(ORDER);
        merge(ROUTING);
        CompletableFuture<Void> vanishing;
        try (Connection posting = begin(POSTING)) {

            // when the step leaves the routing meanwhile
            vanishing = meanwhile(ROUTING_VANISHES);
            posting.commit();
        }
        vanishing.join();

        // then it stays
        assertThat(liveSteps()).isOne();
    }

    private long liveSteps() {
        return factory.jdbc()
                .sql("select count(*) from hub.order_step s join hub.production_order o on o.id = s.order_id "
                        + "where o.number = '7' and s.deleted_at is null")
                .query(Long.class)
                .single();
    }

    private CompletableFuture<Void> meanwhile(String change) {
        CompletableFuture<Void> merging = CompletableFuture.runAsync(() -> merge(change));
        await().until(() -> merging.isDone() || oneWaits());
        return merging;
    }

    private Connection begin(String change) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
        return connection;
    }

    private void merge(String change) {
        try (Connection connection = begin(change)) {
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
