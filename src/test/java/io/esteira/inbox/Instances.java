package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.EsteiraApplication;
import io.esteira.plant.Plant;
import io.esteira.plant.PlantSettings;
import io.esteira.support.HubProcess;
import io.esteira.support.HubSettings;
import io.esteira.support.TestDatabase;
import io.esteira.support.TestFolder;
import io.esteira.support.TestTokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** One database, one simulated plant, an instance of the hub in this JVM, and others beside it that read slowly. */
final class Instances implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(180);

    private static final String ROUTE = "order-lines";

    private static final String POST = """
            mutation($id: ID!, $key: String!, $order: String!) {
              postProduction(input: {id: $id, idempotencyKey: $key, company: "LATICINIO", orderNumber: $order, sequence: 10, good: "1"}) {
                __typename
                ... on PostProductionPayload { posting { reference } }
                ... on PostingRefused { code message }
              }
            }
            """;

    /** At the source, or in the hub: pieces of each open order of MATRIZ. */
    private static final String PIECES_AT_SOURCE = """
            select coalesce(string_agg(concat(number, '=', pieces), ' ' order by number), '') from (
              select trim(op.numeroOP) as number, sum(coalesce(s.qtdePecas1Qualidade, s.qtdePecasProgramadas))::bigint as pieces
                from tco.OrdemProd op join tco.OrdemProdTamanhos s on s.codEmpresa = op.codEmpresa and s.numeroOP = op.numeroOP
               where op.codEmpresa = '1' and op.situacao = 3 group by 1) t
            """;

    private static final String PIECES_IN_HUB = """
            select coalesce(string_agg(concat(trim(number), '=', quantity::bigint), ' ' order by number), '') from hub.production_order
             where source = 'csw' and company_id = (select id from hub.company where code = 'MATRIZ') and status in ('RELEASED', 'IN_PROGRESS')
            """;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final HikariDataSource database = TestDatabase.create();
    private final Plant plant;
    private final Map<String, Object> settings = new HashMap<>();
    private final ConfigurableApplicationContext here;
    private final List<HubProcess> others = new ArrayList<>();
    final JdbcClient jdbc = JdbcClient.create(database);
    private final JdbcTemplate source;

    Instances() {
        plant = Plant.start(PlantSettings.in(TestFolder.create("plant"))
                .withDatabase(database.getJdbcUrl(), database.getJdbcUrl().replaceAll(".*/(\\w+).*", "csw_of_$1"))
                .withPorts(0, 0)
                .withWorking(false));
        source = new JdbcTemplate(new DriverManagerDataSource(plant.adminJdbcUrl()));
        HubSettings.of((name, value) -> settings.put(name, value.get()), database, plant);
        settings.values().removeIf(Objects::isNull);
        settings.put("server.port", 0);
        settings.put("esteira.adapters.mqtt.enabled", false);
        settings.put("esteira.adapters.pcp.enabled", false);
        settings.put("esteira.adapters.csw.page-rows", 5);
        settings.put("esteira.inbox.lease", "4s");
        settings.put("esteira.adapters.protheus.connect-timeout", "2s");
        settings.put("esteira.adapters.protheus.write-timeout", "4s");
        settings.put("esteira.delivery.lease", "13s");
        here = new SpringApplicationBuilder(EsteiraApplication.class, TestTokens.class)
                .profiles("test")
                .run(settings.entrySet().stream()
                        .map(each -> "--" + each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new));
    }

    /** Once all has been read. */
    void ready() {
        await().atMost(SOON).untilAsserted(this::ledgerAndCanonicalAgree);
    }

    /** One more, whose readings take seconds. */
    HubProcess another() {
        Map<String, Object> slow = new HashMap<>(settings);
        slow.put("esteira.adapters.csw.rows-per-second", 150);
        HubProcess instance = HubProcess.start(slow);
        others.add(instance);
        return instance;
    }

    <T> T bean(Class<T> type) {
        return here.getBean(type);
    }

    /** Has this instance read, or leave all reading to the others. */
    void reads(boolean yes) {
        if (yes) {
            bean(HubPolling.class).start();
        } else {
            bean(HubPolling.class).stop();
        }
    }

    /** Each open order is of so many pieces more. */
    void changeSource() {
        source.update(
                "update tco.OrdemProdTamanhos set qtdePecasProgramadas = qtdePecasProgramadas + 7, qtdePecas1Qualidade = qtdePecas1Qualidade + 7");
    }

    /** A run of this instance that has stored a page and is not at its end, once there is one. */
    long runUnderWay(HubProcess instance) {
        List<Long> found = new ArrayList<>();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> found.addAll(jdbc.sql("""
                                select r.id from hub.sync_run r join hub.stream s on s.id = r.stream_id
                                 where s.entity = ? and r.outcome = 'RUNNING' and r.node like ?
                                   and exists (select 1 from hub.inbox_batch b where b.run_id = r.id)
                                """)
                        .params(ROUTE, instance.node())
                        .query(Long.class)
                        .list()));
        return found.getFirst();
    }

    /** Awaits that another run of the same stream has read all, and that the one before had come to nothing. */
    void isFinishedByAnother(long run) {
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        jdbc.sql("""
                        select count(*) from hub.sync_run r join hub.sync_run o on o.stream_id = r.stream_id and o.id > r.id
                         where r.id = ? and r.outcome = 'ABANDONED' and o.outcome = 'COMPLETE' and o.node <> r.node
                        """).param(run).query(Long.class).single())
                .as(this::sessions)
                .isPositive());
        await().atMost(SOON).untilAsserted(this::ledgerAndCanonicalAgree);
    }

    /** Who waits for whom in the database. */
    private String sessions() {
        return jdbc.sql("""
                        select format('%s of %s: %s since %s, waits for %s %s %s, blocked by %s: %s', pid, application_name, state, state_change,
                                      wait_event_type, wait_event, xact_start, pg_blocking_pids(pid), left(regexp_replace(query, '\\s+', ' ', 'g'), 200))
                          from pg_stat_activity where xact_start is not null and pid <> pg_backend_pid()
                        """).query(String.class).list().stream().collect(Collectors.joining("\n"));
    }

    void ledgerAndCanonicalAgree() {
        assertThat(jdbc.sql(PIECES_IN_HUB).query(String.class).single())
                .isEqualTo(source.queryForObject(PIECES_AT_SOURCE, String.class));
    }

    /** No two runs of a stream overlap, and none was begun before it was due. What a person asked for is due at once. */
    void noRunWasDoneTwice() {
        assertThat(jdbc.sql("""
                        select format('%s %s began at %s, before %s had ended at %s', s.entity, n.id, n.started_at, r.id, r.ended_at)
                          from hub.sync_run r
                          join hub.sync_run n on n.stream_id = r.stream_id and n.id > r.id and n.started_at < coalesce(r.ended_at, 'infinity')
                          join hub.stream s on s.id = r.stream_id
                        union all
                        select format('%s %s began at %s, too soon after %s at %s', s.entity, n.id, n.started_at, r.id, r.started_at)
                          from hub.sync_run r
                          join lateral (select * from hub.sync_run x where x.stream_id = r.stream_id and x.id > r.id order by x.id limit 1) n on true
                          join hub.stream s on s.id = r.stream_id
                         where s.source = 'csw' and s.entity = 'movements' and r.outcome = 'COMPLETE'
                           and n.started_at < r.started_at + interval '1 second'
                        """).query(String.class).list()).isEmpty();
    }

    /**
     * Posts a piece of each of some orders.
     *
     * @return the references under which Protheus has them
     */
    List<String> post(int orders) {
        List<String> numbers = jdbc.sql("""
                        select o.number from hub.production_order o join hub.order_step s on s.order_id = o.id and s.sequence = 10
                         where o.source = 'protheus' and o.status in ('RELEASED', 'IN_PROGRESS') and not o.posting_blocked
                           and s.status <> 'COMPLETED' and o.quantity - s.good_in_erp - s.good_pending - s.scrap_in_erp > 10
                         order by o.id limit ?
                        """).param(orders).query(String.class).list();
        assertThat(numbers).isNotEmpty();
        return numbers.stream().map(this::post).toList();
    }

    private String post(String order) {
        JsonNode all = Objects.requireNonNull(
                RestClient.create("http://localhost:" + here.getEnvironment().getProperty("local.server.port"))
                        .post()
                        .uri("/graphql")
                        .contentType(MediaType.APPLICATION_JSON)
                        .headers(headers -> headers.setBearerAuth(TestTokens.token("operator", "*")))
                        .body(Map.of("query", POST, "variables", Map.of("id", uuid7(), "key", uuid7(), "order", order)))
                        .retrieve()
                        .body(JsonNode.class));
        JsonNode answer = all.at("/data/postProduction");
        assertThat(answer.path("__typename").asString()).as("%s", all).isEqualTo("PostProductionPayload");
        return answer.at("/posting/reference").asString();
    }

    private static String uuid7() {
        long high = System.currentTimeMillis() << 16 | 0x7000 | RANDOM.nextInt(0x1000);
        return new UUID(high, RANDOM.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L).toString();
    }

    Plant plant() {
        return plant;
    }

    /** Awaits that each is known to be in Protheus, and looks there. */
    void areInErpOnce(List<String> references) {
        for (String reference : references) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(jdbc.sql("select in_erp from hub.posting where reference = ?")
                                    .param(reference)
                                    .query(Boolean.class)
                                    .single())
                            .as(reference)
                            .isTrue());
            assertThat(source.queryForObject(
                            "select count(*) from protheus.sh6t10 where h6_observa like ?",
                            Long.class,
                            "#" + reference + "%"))
                    .as(reference)
                    .isOne();
        }
    }

    @Override
    public void close() {
        others.forEach(HubProcess::close);
        here.close();
        plant.close();
        database.close();
    }
}
