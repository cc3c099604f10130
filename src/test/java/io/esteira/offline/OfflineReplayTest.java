package io.esteira.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.platform.Company;
import io.esteira.support.Factory;
import io.esteira.support.HubTest;
import io.esteira.support.TestFolder;
import io.esteira.support.TestTokens;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Two hundred operations of a shift without a line, sent over one that is cut again and again, by an app that dies now and then. */
class OfflineReplayTest extends HubTest {

    private static final long SEED = 20_261_123;
    private static final int OPERATIONS = 200;
    private static final String COMPANY = "LATICINIO";
    private static final String MACHINE = "PAPEL-1";
    private static final String PREFIX = "OFF-";
    private static final Map<String, BigDecimal> ORDERS = new TreeMap<>(Map.of(
            PREFIX + 1, new BigDecimal("400"),
            PREFIX + 2, new BigDecimal("150"),
            PREFIX + 3, new BigDecimal("60"),
            PREFIX + 4, new BigDecimal("30")));
    private static final Duration LONGEST = Duration.ofSeconds(50);

    @Autowired
    private DataSource dataSource;

    @LocalServerPort
    private int port;

    private final Random random = new Random(SEED);
    private int deaths;

    @BeforeEach
    void plant() {
        short id = jdbc.sql("select id from hub.company where code = ?")
                .param(COMPANY)
                .query(Short.class)
                .single();
        Company company = new Company(id, COMPANY, COMPANY, ZoneId.of("America/Sao_Paulo"));
        ORDERS.forEach((number, quantity) ->
                new Factory(dataSource).order(company, "paper", number, quantity.toPlainString()));
        jdbc.sql(
                        "insert into hub.equipment (public_id, company_id, source, code, name) values (gen_random_uuid(), ?, 'paper', ?, ?)")
                .params(id, MACHINE, MACHINE)
                .update();
    }

    private static OfflineApp.Copied copied() {
        ObjectNode where = (ObjectNode)
                JsonMapper.shared().readTree("{\"order\": {\"number\": {\"startsWith\": \"" + PREFIX + "\"}}}");
        return new OfflineApp.Copied(
                "postingsChanges",
                "Posting",
                "id good scrap state scrapReasons { reason quantity } order { number } step { sequence }",
                where);
    }

    /** The first token has ended while the app was offline. */
    private HubLine line(int port) {
        AtomicBoolean stale = new AtomicBoolean(true);
        return new HubLine(
                URI.create("http://127.0.0.1:" + port + "/graphql"),
                () -> stale.getAndSet(false)
                        ? TestTokens.tokenUntil(Instant.now().minusSeconds(600), "leader", COMPANY)
                        : TestTokens.token("leader", COMPANY));
    }

    /** An app dies before, within or after what it writes, now and then. */
    private int bytesUntilDeath(int length) {
        return random.nextInt(20) == 0 ? random.nextInt(length + 1) : Integer.MAX_VALUE;
    }

    private interface Work {

        /** @return whether it is done */
        boolean by(OfflineApp app);
    }

    /** Has apps work, each with what the one before has left behind. */
    private OfflineApp untilDone(Path file, HubLine line, Work work) {
        Instant end = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(end)) {
            try {
                OfflineApp app = new OfflineApp(file, line, copied(), this::bytesUntilDeath, random);
                if (work.by(app)) {
                    return app;
                }
            } catch (Journal.Died died) {
                deaths++;
            }
        }
        throw new AssertionError("not done within " + LONGEST.toSeconds() + " s");
    }

    @Test
    void whatWasDoneOfflineIsDoneOnceAndInOrder() throws IOException {
        Shift shift = new Shift(SEED, COMPANY, ORDERS, MACHINE).work(OPERATIONS);
        Path file = TestFolder.create("app").resolve("journal");
        try (CuttingProxy proxy = new CuttingProxy(port, SEED);
                HubLine line = line(proxy.port());
                HubLine direct = line(port)) {
            OfflineApp offline = new OfflineApp(file, line, copied(), Journal.Fate.KIND, random);
            shift.operations().forEach(offline::queue);

            // when the line is back, as bad as it is
            OfflineApp app = untilDone(file, line, each -> {
                each.sendAll();
                each.catchUp();
                return isWhole(each, direct);
            });

            // then
            assertThat(app.queued()).isEqualTo(OPERATIONS);
            assertThat(app.outcomes())
                    .containsExactlyElementsOf(
                            shift.expected().stream().map(List::of).toList());
            assertEachEffectOnce(shift);
            assertThat(proxy.met()).isEqualTo(EnumSet.allOf(CuttingProxy.Fate.class));
            assertThat(deaths).isPositive();
            assertThat(line.cuts()).isGreaterThan(10);
            assertThat(line.renewals()).isEqualTo(1);

            // and when others go on posting, and the app is told of it over the same line
            postDirectly(direct, 30);
            OfflineApp told = untilDone(file, line, each -> {
                each.follow(() -> isWhole(each, direct));
                return isWhole(each, direct);
            });
            assertThat(told.copy()).hasSize(shift.posted().size() + 30);
        }
    }

    private void assertEachEffectOnce(Shift shift) {
        Map<String, List<UUID>> inOrder = new TreeMap<>();
        shift.posted().forEach((id, posted) -> inOrder.computeIfAbsent(
                        posted.order() + "/" + posted.step(), step -> new ArrayList<>())
                .add(id));
        Map<String, List<UUID>> actual = new TreeMap<>();
        jdbc.sql("""
                        select o.number || '/' || s.sequence as step, p.public_id as id
                        from hub.posting p
                        join hub.order_step s on s.id = p.step_id
                        join hub.production_order o on o.id = p.order_id
                        where o.number like 'OFF-%' order by p.id""").query(row -> {
            actual.computeIfAbsent(row.getString("step"), step -> new ArrayList<>())
                    .add(row.getObject("id", UUID.class));
        });
        assertThat(actual).isEqualTo(inOrder);
        shift.posted().forEach((id, posted) -> assertThat(
                        jdbc.sql("""
                                select p.good || ' ' || p.scrap || ' ' || p.state || ' ' ||
                                  (select count(*) from hub.delivery d where d.posting_id = p.id) || ' ' ||
                                  (select count(*) from hub.audit_entry a where a.subject = p.public_id::text)
                                from hub.posting p where p.public_id = ?""").param(id).query(String.class).single())
                .isEqualTo(posted.good() + " " + posted.scrap()
                        + (shift.reversed().contains(id) ? " REVERSED 1 2" : " ACCEPTED 1 1")));
        assertThat(pending()).isEqualTo(shift.pending());
        assertThat(uuids("""
                        select t.public_id from hub.downtime t join hub.equipment e on e.id = t.equipment_id
                        where e.code = '%s' order by t.id""".formatted(MACHINE))).containsExactlyElementsOf(shift.stops());
        assertThat(uuids("""
                        select t.public_id from hub.downtime t join hub.equipment e on e.id = t.equipment_id
                        where e.code = '%s' and t.state = 'REVERSED'""".formatted(MACHINE))).containsExactlyInAnyOrderElementsOf(shift.endedStops());
        assertThat(uuids("""
                        select j.public_id from hub.delay_justification j join hub.production_order o on o.id = j.order_id
                        where o.number like 'OFF-%' order by j.id""")).containsExactlyElementsOf(shift.justified());
    }

    private Map<String, BigDecimal> pending() {
        Map<String, BigDecimal> pending = new TreeMap<>();
        jdbc.sql("""
                        select o.number || '/' || s.sequence as step, s.good_pending + s.scrap_pending as pending
                        from hub.order_step s join hub.production_order o on o.id = s.order_id
                        where o.number like 'OFF-%' and s.good_pending + s.scrap_pending <> 0""").query(row -> {
            pending.put(row.getString("step"), row.getBigDecimal("pending").stripTrailingZeros());
        });
        return pending;
    }

    private List<UUID> uuids(String sql) {
        return jdbc.sql(sql).query(UUID.class).list();
    }

    /** A copy lags behind transactions that are still open, of whomever. */
    private static boolean isWhole(OfflineApp app, HubLine direct) {
        return new HashSet<>(app.copy()).equals(new HashSet<>(listed(direct)));
    }

    /** The list that the copy is of, as it is now. */
    private static List<JsonNode> listed(HubLine direct) {
        OfflineApp.Copied copied = copied();
        ObjectNode variables = JsonMapper.shared().createObjectNode();
        variables.set("where", copied.where());
        JsonNode nodes = direct.ask(
                        "query ($where: PostingWhere) { postings(first: 500, where: $where) { nodes { %s } } }"
                                .formatted(copied.fields()),
                        variables)
                .path("postings")
                .path("nodes");
        List<JsonNode> rows = new ArrayList<>();
        nodes.forEach(rows::add);
        return rows;
    }

    private static void postDirectly(HubLine direct, int postings) {
        for (int i = 0; i < postings; i++) {
            String id = new UUID(0x0190_0000_0000_7000L, 0x9000_0000_0000_0000L | i).toString();
            ObjectNode variables = JsonMapper.shared().createObjectNode();
            variables
                    .putObject("input")
                    .put("id", id)
                    .put("idempotencyKey", "desk/" + id)
                    .put("company", COMPANY)
                    .put("orderNumber", PREFIX + 1)
                    .put("sequence", 10)
                    .put("good", "0.5");
            direct.ask(
                    "mutation ($input: PostProductionInput!) { postProduction(input: $input) { __typename } }",
                    variables);
        }
    }
}
