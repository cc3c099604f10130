package io.esteira.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.CounterSink;
import io.esteira.adapter.Inbox;
import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.SourceRecord;
import io.esteira.platform.Alerts;
import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a running hub tells Prometheus, held against the dashboard and the alert rules that ask for it. */
class MetricsTests extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path FILES = Path.of("../observability");
    private static final String ALERT = "OBSERVED";

    /** All that tags may be named: each has few values, whatever the hub is asked for and by whom. */
    private static final Set<String> BOUNDED =
            Set.of("route", "source", "company", "entity", "outcome", "state", "mode", "phase", "kind", "code", "le");

    @LocalServerPort
    private int port;

    @Autowired
    private Inbox inbox;

    @Autowired
    private CounterSink counters;

    @Autowired
    private Alerts alerts;

    @Autowired
    private StateGauges gauges;

    /** The meters are of the hub, which all tests share. */
    private static boolean posted;

    /** What happens in a plant anyhow, so that there is something to tell of. */
    @BeforeEach
    void somethingOfEach() {
        String key = "observed-" + UUID.randomUUID();
        byte[] payload = "?".getBytes(StandardCharsets.UTF_8);
        inbox.quarantine(
                new SourceRecord("mqtt", "LATICINIO", "telemetry", key, null, Instant.now(), payload),
                new Issue(IssueCode.UNREADABLE, "payload", "is no reading"));
        counters.accept(List.of(new CounterSink.CounterReading(
                "mqtt", "LATICINIO", "OBSERVED", "Observed", "1", Instant.now(), 1, 0, "")));
        alerts.raise(null, ALERT, "metrics", new Alerts.Words("something", "alguma coisa"));
        ask("it", "{ productionOrders(first: 1) { nodes { id } } }", Map.of());
        if (!posted) {
            post();
            posted = true;
        }
        jdbc.sql("""
                        insert into hub.inbox_batch (stream_id, record_count, next_at)
                        select max(id), 0, now() + interval '1 hour' from hub.stream
                        """).update();
        // One that waits for a person; of a posting that the ERP has shown, so that no reading closes it.
        String held = """
                update hub.delivery set state = 'HELD', reason_code = 'OBSERVED'
                 where id = (select max(d.id) from hub.delivery d join hub.posting p on p.id = d.posting_id
                             where d.state = 'DELIVERED' and p.in_erp)
                """;
        await().atMost(SOON).until(() -> jdbc.sql(held).update() == 1);
        gauges.read();
    }

    @AfterEach
    void over() {
        alerts.end(ALERT, "metrics");
        jdbc.sql("delete from hub.inbox_batch where record_count = 0 and mapped_at is null")
                .update();
        jdbc.sql("update hub.delivery set state = 'DELIVERED', reason_code = null where reason_code = 'OBSERVED'")
                .update();
        jdbc.sql("delete from hub.quarantine where source_key like 'observed-%'")
                .update();
    }

    @Test
    void onlyItAndAdminMayRead() {
        assertThat(status("/actuator/prometheus", null)).isEqualTo(401);
        assertThat(status("/actuator/prometheus", "operator")).isEqualTo(403);
        assertThat(status("/actuator/prometheus", "analyst")).isEqualTo(403);
        assertThat(status("/actuator/prometheus", "integration")).isEqualTo(403);
        assertThat(status("/actuator/prometheus", "it")).isEqualTo(200);
        assertThat(status("/actuator/prometheus", "admin")).isEqualTo(200);
        assertThat(status("/actuator/metrics", "admin")).isEqualTo(404);
    }

    @Test
    void theDashboardAndTheRulesAskForNothingThatTheHubDoesNotTell() {
        Map<String, String> expressions = expressions();

        assertThat(expressions).hasSizeGreaterThan(40);
        MetricNames told = told();
        assertThat(expressions).allSatisfy((where, expression) -> {
            assertThat(MetricNames.asked(expression)).as(where).isNotEmpty();
            assertThat(told.unknown(expression)).as(expression).isEmpty();
        });
    }

    @Test
    void allThatTheHubTellsOfItselfIsShown() {
        Set<String> asked = new TreeSet<>();
        expressions().values().forEach(expression -> asked.addAll(MetricNames.asked(expression)));

        assertThat(families(asked)).containsAll(families(ofTheHub(told())));
    }

    @Test
    void tagsAreBounded() {
        MetricNames told = told();

        assertThat(ofTheHub(told)).hasSizeGreaterThan(25).allSatisfy(metric -> {
            assertThat(BOUNDED).as(metric).containsAll(told.labels(metric));
            told.labels(metric).stream().filter(label -> !label.equals("le")).forEach(label -> assertThat(
                            told.values(metric, label))
                    .as(metric + " " + label)
                    .hasSizeLessThan(100)
                    .allSatisfy(value -> assertThat(value).matches("[A-Za-z_.-]+")));
        });
    }

    @Test
    void scrapesReadNothingFromTheDatabase() {
        // Read anew by each, it would be as young each time.
        await().atMost(SOON).until(() -> {
            double first = ageOfTheFigures();
            return first < ageOfTheFigures();
        });
    }

    private double ageOfTheFigures() {
        return scrape().lines()
                .filter(line -> line.startsWith("esteira_state_age_seconds "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private static Set<String> ofTheHub(MetricNames told) {
        Set<String> own = new TreeSet<>(told.all());
        own.removeIf(name -> !name.startsWith("esteira_"));
        return own;
    }

    /** Without what makes series of one metric several. */
    private static Set<String> families(Set<String> names) {
        Set<String> families = new TreeSet<>();
        names.forEach(name -> families.add(name.replaceFirst("_seconds_(count|sum|max|bucket)$", "_seconds")));
        return families;
    }

    /** By where they stand. */
    private static Map<String, String> expressions() {
        Map<String, String> found = new TreeMap<>();
        JsonNode dashboard = JsonMapper.shared().readTree(read("grafana/esteira.json"));
        dashboard.path("panels").forEach(panel -> panel.path("targets")
                .forEach(target -> found.put(
                        "panel " + panel.path("title").asString() + " "
                                + target.path("refId").asString(),
                        target.path("expr").asString().replace("$__rate_interval", "5m"))));
        dashboard.at("/templating/list").forEach(variable -> {
            if (variable.path("type").asString().equals("query")) {
                String query = variable.path("definition").asString();
                found.put(
                        "variable " + variable.path("name").asString(),
                        query.replaceFirst("label_values\\((.*), (\\w+)\\)", "max by ($2) ($1)"));
            }
        });
        for (Map<String, Object> rule : rules()) {
            found.put("rule " + rule.get("alert"), String.valueOf(rule.get("expr")));
        }
        return found;
    }

    @Test
    void eachRuleSaysWhatIsWrongAndHowGraveItIs() {
        assertThat(rules()).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(String.valueOf(rule.get("labels"))).matches("\\{severity=(warning|critical)}");
            assertThat(String.valueOf(rule.get("annotations"))).contains("summary=", "description=");
            assertThat(String.valueOf(rule.get("for"))).matches("\\d+m");
        });
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rules() {
        Map<String, Object> file =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(read("prometheus/esteira-alerts.yaml"));
        List<Map<String, Object>> rules = new ArrayList<>();
        ((List<Map<String, Object>>) Objects.requireNonNull(file.get("groups")))
                .forEach(group -> rules.addAll((List<Map<String, Object>>) Objects.requireNonNull(group.get("rules"))));
        return rules;
    }

    private static String read(String file) {
        try {
            return Files.readString(FILES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MetricNames told() {
        return MetricNames.of(scrape());
    }

    private String scrape() {
        return Objects.requireNonNull(client("it")
                .get()
                .uri("/actuator/prometheus")
                .accept(MediaType.TEXT_PLAIN)
                .retrieve()
                .body(String.class));
    }

    private int status(String path, @Nullable String role) {
        return client(role).get().uri(path).exchangeForRequiredValue((request, answer) -> answer.getStatusCode()
                .value());
    }

    private RestClient client(@Nullable String role) {
        return RestClient.builder()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> {
                    if (role != null) {
                        headers.setBearerAuth(TestTokens.token(role, "*"));
                    }
                })
                .build();
    }

    /** A posting that an ERP refuses or takes, whichever: it is brought there. */
    private void post() {
        String number = await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> jdbc.sql("""
                        select o.number
                          from hub.production_order o join hub.order_step s on s.order_id = o.id and s.sequence = 10
                         where o.source = 'protheus' and o.status in ('RELEASED', 'IN_PROGRESS') and not o.posting_blocked
                           and s.status <> 'COMPLETED' and o.quantity - s.good_in_erp - s.good_pending - s.scrap_in_erp > 10
                           and exists (select 1 from hub.stream r join hub.stream_state t on t.stream_id = r.id
                                       where r.source = 'protheus' and r.entity = 'postings' and t.last_success_at is not null)
                         order by o.id limit 1
                        """).query(String.class).single(), Objects::nonNull);
        UUID random = UUID.randomUUID();
        long high = System.currentTimeMillis() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff;
        String id = new UUID(high, random.getLeastSignificantBits()).toString();
        JsonNode answer = ask("operator", """
                mutation($id: ID!, $key: String!, $order: String!) {
                  postProduction(input: {id: $id, idempotencyKey: $key, company: "LATICINIO", orderNumber: $order,
                                         sequence: 10, good: "1"}) { __typename }
                }
                """, Map.of("id", id, "key", id, "order", number));
        assertThat(answer.at("/data/postProduction/__typename").asString())
                .as(answer.toString())
                .isEqualTo("PostProductionPayload");
    }

    private JsonNode ask(String role, String document, Map<String, String> variables) {
        return Objects.requireNonNull(client(role)
                .post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("query", document, "variables", variables))
                .retrieve()
                .body(JsonNode.class));
    }
}
