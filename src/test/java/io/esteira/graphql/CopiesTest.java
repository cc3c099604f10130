package io.esteira.graphql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import io.esteira.platform.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.ExecutionGraphQlResponse;

/** Whoever begins with an empty copy and takes changes again and again holds what the list holds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopiesTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String ITEMS = """
            query ($since: String, $first: Int, $where: ItemWhere) {
              itemsChanges(since: $since, first: $first, where: $where) {
                restart nodes { id code description routingSteps { operation } } removed cursor hasMore } }""";

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    /** A copy of the items for which a condition holds, and how far it has come. */
    private final class Copy {

        final Map<String, Object> rows = new TreeMap<>();
        private final Map<String, Object> where;

        @Nullable
        String cursor;

        int restarts;

        Copy(Map<String, Object> where) {
            this.where = where;
        }

        boolean take(int first) {
            Map<String, Object> variables = new HashMap<>(Map.of("first", first, "where", where));
            variables.put("since", cursor);
            ExecutionGraphQlResponse response = contract.ask(ITEMS, variables);
            assertThat(response.getErrors()).isEmpty();
            if (Boolean.TRUE.equals(response.field("itemsChanges.restart").getValue())) {
                rows.clear();
                restarts++;
            }
            List<String> removed =
                    requireNonNull(response.field("itemsChanges.removed").getValue());
            removed.forEach(rows::remove);
            List<Map<String, Object>> nodes =
                    requireNonNull(response.field("itemsChanges.nodes").getValue());
            assertThat(nodes.size()).isLessThanOrEqualTo(first);
            nodes.forEach(row -> rows.put((String) requireNonNull(row.get("id")), row));
            cursor = response.field("itemsChanges.cursor").getValue();
            return Boolean.TRUE.equals(response.field("itemsChanges.hasMore").getValue());
        }

        void takeAll(int first) {
            boolean more = true;
            while (more) {
                more = take(first);
            }
        }
    }

    private Map<String, Object> list(Map<String, Object> where) {
        ExecutionGraphQlResponse response = contract.ask(
                "query ($where: ItemWhere) { items(first: 500, where: $where) { nodes { id code description routingSteps { operation } } } }",
                Map.of("where", where));
        Map<String, Object> rows = new TreeMap<>();
        List<Map<String, Object>> nodes =
                requireNonNull(response.field("items.nodes").getValue());
        nodes.forEach(row -> rows.put((String) requireNonNull(row.get("id")), row));
        return rows;
    }

    private static Map<String, Object> named(String prefix) {
        return Map.of("code", Map.of("startsWith", prefix));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void copyThatFollowsHoldsWhatTheListHolds(long seed) throws SQLException {
        Random random = new Random(seed);
        String prefix = "F" + seed + "-";
        Map<String, Object> where = Map.of("code", Map.of("startsWith", prefix), "description", Map.of("ne", "hidden"));
        Copy whole = new Copy(named(prefix));
        Copy part = new Copy(where);
        try (Connection one = open(false);
                Connection two = open(false)) {
            for (int i = 0; i < 150; i++) {
                change(random.nextBoolean() ? one : two, random, prefix, i);
                if (random.nextInt(4) == 0) {
                    (random.nextBoolean() ? one : two).commit();
                }
                if (random.nextInt(3) == 0) {
                    whole.take(1 + random.nextInt(7));
                    part.take(1 + random.nextInt(40));
                }
            }
            one.commit();
            two.commit();
        }

        assertThat(list(where)).isNotEmpty();
        eventually(() -> {
            whole.takeAll(5);
            part.takeAll(500);
            assertThat(whole.rows).isEqualTo(list(named(prefix)));
            assertThat(part.rows).isEqualTo(list(where));
        });
        assertThat(whole.restarts).isEqualTo(1);
    }

    /** Changes wait for older transactions of the whole server, such as those of tests beside this one. */
    private static void eventually(ThrowingRunnable holds) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).untilAsserted(holds);
    }

    private Connection open(boolean autoCommit) throws SQLException {
        Connection connection = contract.pool.getConnection();
        connection.setAutoCommit(autoCommit);
        return connection;
    }

    /** Rows of one's own, so that the two transactions do not wait for each other. */
    private static void change(Connection connection, Random random, String prefix, int i) throws SQLException {
        String mine = prefix + connection.hashCode() + "-%";
        switch (random.nextInt(5)) {
            case 0, 1 -> run(connection, """
                            with n as (
                              insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                              select gen_random_uuid(), c.id, 'csw', replace(?, '%', '') || ?, 'x', 'PRODUCT', true, now()
                              from hub.company c where c.code = 'MATRIZ' returning *)
                            insert into hub.change_log (entity, row_id, company_id, kind) select 'item', id, company_id, 'I' from n""", mine, i);
            case 2 -> run(connection, """
                            with b as (select * from hub.item where code like ? order by code limit 1 offset ?), n as (
                              update hub.item i set description = case when i.id % 3 = 0 then 'hidden' else 'y' || i.id end from b where i.id = b.id)
                            insert into hub.change_log (entity, row_id, company_id, kind, before)
                            select 'item', id, company_id, 'U', to_jsonb(b) from b""", mine, random.nextInt(5));
            case 3 -> run(connection, """
                            with b as (select * from hub.item where code like ? order by code desc limit 1 offset ?), n as (
                              update hub.item i set deleted_at = now() from b where i.id = b.id)
                            insert into hub.change_log (entity, row_id, company_id, kind, before)
                            select 'item', id, company_id, 'D', to_jsonb(b) from b""", mine, random.nextInt(5));
            default -> run(connection, """
                            with b as (select * from hub.item where code like ? order by code limit 1 offset ?), n as (
                              insert into hub.routing_step (public_id, company_id, source, item_id, routing, sequence, operation, observed_at)
                              select gen_random_uuid(), company_id, source, id, '', (random() * 1000000)::int, gen_random_uuid()::text, now() from b
                              returning id, company_id)
                            insert into hub.change_log (entity, row_id, company_id, kind)
                            select 'routing_step', id, company_id, 'I' from n""", mine, random.nextInt(5));
        }
    }

    private static void run(Connection connection, String sql, String mine, int number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, mine);
            statement.setInt(2, number);
            statement.executeUpdate();
        }
    }

    @Test
    void rowsThatAreNoMoreAreToldByTheirIds() {
        contract.sql.sql("""
                        insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                        select gen_random_uuid(), c.id, 'csw', 'gone-1', 'x', 'PRODUCT', true, now() from hub.company c where c.code = 'MATRIZ'""").update();
        Copy copy = new Copy(named("gone-"));
        copy.takeAll(10);
        assertThat(copy.rows).hasSize(1);

        contract.sql.sql("""
                        with b as (delete from hub.item where code = 'gone-1' returning *)
                        insert into hub.change_log (entity, row_id, company_id, kind, before)
                        select 'item', id, company_id, 'D', to_jsonb(b) from b""").update();
        eventually(() -> {
            copy.takeAll(10);
            assertThat(copy.rows).isEmpty();
        });
        assertThat(copy.restarts).isEqualTo(1);
    }

    @Test
    void aCopyOfSeveralPagesGoesOnWhereThePageBeforeHasEnded() {
        Map<String, Object> where = named("0");
        assertThat(list(where)).hasSizeGreaterThan(3);
        Copy copy = new Copy(where);
        int pages = 1;
        while (copy.take(2)) {
            pages++;
        }

        assertThat(copy.rows).isEqualTo(list(where));
        assertThat(pages).isEqualTo((copy.rows.size() + 1) / 2);
        assertThat(copy.restarts).isOne();
    }

    @Test
    void rowsThatOthersPointToComeWithTheCopy() {
        String rows = "{ nodes { id number item { code } } }";
        contract.as(Role.PLANNER, "MATRIZ", "LATICINIO");
        Object listed = orders("productionOrders(first: 500) " + rows);
        Object copied = orders("productionOrdersChanges(first: 500) " + rows);
        contract.as(Role.IT, "MATRIZ", "LATICINIO");

        assertThat(listed).asInstanceOf(LIST).isNotEmpty();
        assertThat(copied).asInstanceOf(LIST).containsExactlyInAnyOrderElementsOf((List<?>) listed);
    }

    private Object orders(String field) {
        ExecutionGraphQlResponse response = contract.ask("{ orders: " + field + " }", Map.of());
        assertThat(response.getErrors()).isEmpty();
        return requireNonNull(response.field("orders.nodes").getValue());
    }

    @Test
    void otherRightsOrAnotherConditionBeginANewCopy() {
        Copy copy = new Copy(named("0"));
        copy.takeAll(500);
        String cursor = requireNonNull(copy.cursor);

        ExecutionGraphQlResponse other = contract.ask(ITEMS, Map.of("since", cursor, "where", named("1")));
        ExecutionGraphQlResponse fewer =
                contract.as(Role.ANALYST, "LATICINIO").ask(ITEMS, Map.of("since", cursor, "where", named("0")));
        contract.as(Role.IT, "MATRIZ", "LATICINIO");
        ExecutionGraphQlResponse same = contract.ask(ITEMS, Map.of("since", cursor, "where", named("0")));

        assertThat(other.field("itemsChanges.restart").<Boolean>getValue()).isTrue();
        assertThat(fewer.field("itemsChanges.restart").<Boolean>getValue()).isTrue();
        assertThat(same.field("itemsChanges.restart").<Boolean>getValue()).isFalse();
        assertThat(same.field("itemsChanges.nodes").<List<Object>>getValue()).isEmpty();
    }

    @Test
    void changesOfOtherCompaniesAreNotTold() {
        Copy all = new Copy(named("secret-"));
        all.takeAll(500);
        contract.as(Role.ANALYST, "LATICINIO");
        Copy copy = new Copy(named("secret-"));
        copy.takeAll(500);
        String cursor = requireNonNull(copy.cursor);

        contract.sql.sql("""
                        with n as (
                          insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                          select gen_random_uuid(), c.id, 'csw', n.code, 'x', 'PRODUCT', true, now()
                          from hub.company c, unnest(array['secret-1', 'secret-2']) as n (code) where c.code = 'MATRIZ'
                          returning *)
                        insert into hub.change_log (entity, row_id, company_id, kind) select 'item', id, company_id, 'I' from n""").update();
        contract.sql.sql("""
                        with b as (delete from hub.item where code = 'secret-2' returning *)
                        insert into hub.change_log (entity, row_id, company_id, kind, before)
                        select 'item', id, company_id, 'D', to_jsonb(b) from b""").update();
        contract.as(Role.IT, "MATRIZ", "LATICINIO");
        eventually(() -> {
            all.takeAll(500);
            assertThat(all.rows).hasSize(1);
        });

        ExecutionGraphQlResponse response =
                contract.as(Role.ANALYST, "LATICINIO").ask(ITEMS, Map.of("since", cursor, "where", named("secret-")));
        contract.as(Role.IT, "MATRIZ", "LATICINIO");
        assertThat(response.field("itemsChanges.nodes").<List<Object>>getValue())
                .isEmpty();
        assertThat(response.field("itemsChanges.removed").<List<Object>>getValue())
                .isEmpty();
    }

    @Test
    void whatTheLogDoesNotTellIsCopiedAnewEachTime() {
        List<Boolean> restarts = new ArrayList<>();
        String cursor = null;
        for (int i = 0; i < 3; i++) {
            Map<String, Object> variables = new HashMap<>();
            variables.put("since", cursor);
            ExecutionGraphQlResponse response = contract.ask(
                    "query ($since: String) { equipmentChanges(since: $since) { restart cursor } }", variables);
            restarts.add(response.field("equipmentChanges.restart").getValue());
            cursor = response.field("equipmentChanges.cursor").getValue();
        }

        assertThat(restarts).containsExactly(true, true, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since: \"?\"",
                "since: \"\"",
                "since: \"W10\"",
                "since: \"WyIxIiwiLTEiLCIwIiwiMCJd\"",
                "first: 0",
                "first: 501",
                "first: -1"
            })
    void whatCannotBeIsRefusedBeforeAnySql(String arguments) {
        contract.counting.drain();

        ExecutionGraphQlResponse response = contract.ask("{ itemsChanges(" + arguments + ") { cursor } }");

        assertThat(Contract.code(response)).isIn("BAD_USER_INPUT", "PAGE_LIMIT");
        assertThat(contract.counting.drain()).isEmpty();
    }

    @Test
    void takesOneStatement() {
        Copy copy = new Copy(named("0"));
        copy.takeAll(500);
        contract.counting.drain();

        copy.take(10);

        assertThat(contract.counting.drain()).hasSize(1);
    }
}
