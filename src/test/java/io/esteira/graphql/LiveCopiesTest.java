package io.esteira.graphql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import graphql.ExecutionResult;
import io.esteira.platform.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.graphql.ExecutionGraphQlResponse;
import reactor.core.publisher.BaseSubscriber;

/** Copies that are told their changes instead of asking for them lack nothing, however often the line is cut. */
@Execution(ExecutionMode.SAME_THREAD)
class LiveCopiesTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String FOLLOW = """
            subscription ($since: String, $first: Int, $where: ProductionOrderWhere) {
              productionOrdersChanges(since: $since, first: $first, where: $where) {
                restart nodes { id number goodPending status } removed cursor hasMore } }""";

    private final Contract contract = new Contract();

    @BeforeEach
    void start() {
        contract.changes.start();
    }

    @AfterEach
    void close() {
        contract.close();
    }

    /** A client whose line is cut: what was on its way is lost, what was taken stays. Thread-safe. */
    private final class Client {

        private final Map<String, Object> where;
        private final Map<String, Object> rows = new TreeMap<>();
        private final List<Map<String, Object>> taken = new CopyOnWriteArrayList<>();
        private @Nullable String cursor;
        private @Nullable Line line;
        private final List<Throwable> failures = new CopyOnWriteArrayList<>();
        private int restarts;

        Client(Map<String, Object> where) {
            this.where = where;
        }

        private final class Line extends BaseSubscriber<ExecutionResult> {

            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(1);
            }

            @Override
            protected void hookOnNext(ExecutionResult result) {
                take(this, requireNonNull(result.<Map<String, Map<String, Object>>>getData()));
                request(1);
            }

            @Override
            protected void hookOnError(Throwable thrown) {
                failures.add(thrown);
            }
        }

        synchronized void connect(int first) {
            Map<String, Object> variables = new HashMap<>(Map.of("first", first, "where", where));
            variables.put("since", cursor);
            ExecutionGraphQlResponse response = contract.ask(FOLLOW, variables);
            Publisher<ExecutionResult> told =
                    requireNonNull(response.getExecutionResult().getData(), () -> response.getErrors()
                            .toString());
            line = new Line();
            told.subscribe(line);
        }

        synchronized void cut() {
            requireNonNull(line).cancel();
            line = null;
        }

        @SuppressWarnings("unchecked")
        private synchronized void take(Line from, Map<String, Map<String, Object>> told) {
            if (from != line) {
                return;
            }
            Map<String, Object> part = requireNonNull(told.get("productionOrdersChanges"));
            taken.add(part);
            if (Boolean.TRUE.equals(part.get("restart"))) {
                rows.clear();
                restarts++;
            }
            ((List<String>) requireNonNull(part.get("removed"))).forEach(rows::remove);
            ((List<Map<String, Object>>) requireNonNull(part.get("nodes")))
                    .forEach(row -> rows.put((String) requireNonNull(row.get("id")), row));
            cursor = (String) part.get("cursor");
        }

        synchronized Map<String, Object> rows() {
            return new TreeMap<>(rows);
        }
    }

    private Map<String, Object> list(Map<String, Object> where) {
        ExecutionGraphQlResponse response = contract.ask(
                "query ($where: ProductionOrderWhere) { productionOrders(first: 500, where: $where) {"
                        + " nodes { id number goodPending status } } }",
                Map.of("where", where));
        Map<String, Object> rows = new TreeMap<>();
        List<Map<String, Object>> nodes =
                requireNonNull(response.field("productionOrders.nodes").getValue());
        nodes.forEach(row -> rows.put((String) requireNonNull(row.get("id")), row));
        return rows;
    }

    private static Map<String, Object> open(String prefix) {
        return Map.of("number", Map.of("startsWith", prefix), "status", Map.of("ne", "CLOSED"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whoeverGoesOnByTheLastCursorHoldsWhatTheListHolds(long seed) throws SQLException {
        Random random = new Random(seed);
        String prefix = "L" + seed + "-";
        Client client = new Client(open(prefix));
        try (Connection one = transaction();
                Connection two = transaction()) {
            client.connect(3);
            for (int i = 0; i < 150; i++) {
                Connection any = random.nextBoolean() ? one : two;
                change(any, random, prefix + (any == one ? "a" : "b"), i);
                if (random.nextInt(3) == 0) {
                    any.commit();
                    contract.changes.changed();
                }
                if (random.nextInt(6) == 0) {
                    client.cut();
                    client.connect(1 + random.nextInt(20));
                }
            }
            one.commit();
            two.commit();
            contract.changes.changed();
        }

        assertThat(list(open(prefix))).isNotEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(client.rows()).isEqualTo(list(open(prefix))));
        assertThat(client.failures).isEmpty();
        assertThat(client.restarts).isLessThanOrEqualTo(2);
        client.cut();
    }

    private Connection transaction() throws SQLException {
        Connection connection = contract.pool.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** Of orders of one's own, so that the two transactions do not wait for each other. */
    private static void change(Connection connection, Random random, String prefix, int i) throws SQLException {
        int which = random.nextInt(8);
        switch (random.nextInt(5)) {
            case 0, 1 -> run(connection, """
                            with n as (
                              insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
                                reported_status, source_status, posting_blocked, observed_at)
                              select gen_random_uuid(), i.company_id, 'csw', v.number, v.number, i.id, 'RELEASED', 'RELEASED', '1', false, now()
                              from (values (? || '-' || ?)) v (number), hub.item i join hub.company c on c.id = i.company_id
                              where c.code = 'MATRIZ' and i.code = '0001' returning *)
                            insert into hub.change_log (entity, row_id, company_id, kind)
                            select 'production_order', id, company_id, 'I' from n""", prefix, i);
            case 2 -> run(connection, """
                            with b as (select * from hub.production_order where number like ? || '%' order by number limit 1 offset ?), n as (
                              update hub.production_order o set status = case o.status when 'CLOSED' then 'RELEASED' else 'CLOSED' end
                              from b where o.id = b.id)
                            insert into hub.change_log (entity, row_id, company_id, kind, before)
                            select 'production_order', b.id, b.company_id, 'U', to_jsonb(b) from b""", prefix, which);
            case 3 -> run(connection, """
                            with b as (select * from hub.production_order where number like ? || '%' order by number limit 1 offset ?), n as (
                              update hub.production_order o set good_pending = o.good_pending + 1 from b where o.id = b.id)
                            insert into hub.change_log (entity, row_id, company_id, kind, before)
                            select 'production_order', b.id, b.company_id, 'U', to_jsonb(b) from b""", prefix, which);
            default -> run(connection, """
                            with b as (select * from hub.production_order where number like ? || '%' order by number desc limit 1 offset ?), n as (
                              update hub.production_order o set deleted_at = now() from b where o.id = b.id)
                            insert into hub.change_log (entity, row_id, company_id, kind, before)
                            select 'production_order', b.id, b.company_id, 'D', to_jsonb(b) from b""", prefix, which);
        }
    }

    private static void run(Connection connection, String sql, String prefix, int number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, prefix);
            statement.setInt(2, number);
            statement.executeUpdate();
        }
    }

    private void touch(String company, String number) {
        contract.sql.sql("""
                        with o as (
                          update hub.production_order o set good_pending = o.good_pending + 1
                          from hub.company c where c.id = o.company_id and c.code = ? and o.number = ?
                          returning o.id, o.company_id)
                        insert into hub.change_log (entity, row_id, company_id, kind)
                        select 'production_order', o.id, o.company_id, 'U' from o""").params(company, number).update();
        contract.changes.changed();
    }

    @Test
    void theFirstPartSaysThatOneIsToldFromNowOn() {
        Client client = new Client(open("nothing-"));
        client.connect(10);
        await().atMost(SOON).until(() -> client.taken.size() == 1);

        client.cut();
        client.connect(10);

        await().atMost(SOON).until(() -> client.taken.size() == 2);
        assertThat(client.taken.getLast())
                .containsEntry("restart", false)
                .containsEntry("nodes", List.of())
                .containsEntry("removed", List.of());
    }

    @Test
    void changesOfOtherCompaniesAreNotTold() {
        contract.as(Role.OPERATOR, "MATRIZ");
        Client client = new Client(open("000123"));
        client.connect(10);
        await().atMost(SOON).until(() -> client.rows().size() == 1);

        touch("LATICINIO", "000123");
        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> client.taken.size() == 1);
        touch("MATRIZ", "000123");

        await().atMost(SOON).until(() -> client.taken.size() == 2);
        assertThat(client.rows()).hasSize(1).hasToString(list(open("000123")).toString());
    }

    @Test
    void whatTheCopyDoesNotHoldIsToldToBeForgotten() {
        Client client = new Client(open("000124"));
        client.connect(10);
        await().atMost(SOON).until(() -> client.rows().size() == 1);

        touch("MATRIZ", "000123");

        await().atMost(SOON).until(() -> client.taken.size() == 2);
        assertThat((List<?>) client.taken.getLast().get("removed")).hasSize(1);
        assertThat(client.rows()).hasSize(1);
    }
}
