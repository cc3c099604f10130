package io.esteira.operations;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.zaxxer.hikari.HikariDataSource;
import io.esteira.EsteiraApplication;
import io.esteira.plant.Plant;
import io.esteira.plant.PlantSettings;
import io.esteira.plant.PlantSize;
import io.esteira.support.TestDatabase;
import io.esteira.support.TestFolder;
import io.esteira.support.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A hub whose traces are collected: between it and its Protheus stands one who keeps what is asked. */
@Execution(ExecutionMode.SAME_THREAD)
class ObservedHubTests {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SPANS = "/v1/traces";

    private static final WireMockServer PROTHEUS = new WireMockServer(options().dynamicPort());
    private static final WireMockServer COLLECTOR = new WireMockServer(options().dynamicPort());
    private static HikariDataSource database;
    private static Plant plant;
    private static ConfigurableApplicationContext hub;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        plant = Plant.start(PlantSettings.in(TestFolder.create("observed"))
                .withSize(PlantSize.SMALL)
                .withDatabase(database.getJdbcUrl(), "csw_observed")
                .withPorts(0, 0)
                .withWorking(false));
        PROTHEUS.start();
        PROTHEUS.stubFor(any(anyUrl())
                .willReturn(aResponse().proxiedFrom(plant.protheusUri().toString())));
        COLLECTOR.start();
        COLLECTOR.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
        hub = new SpringApplicationBuilder(EsteiraApplication.class, TestTokens.class)
                .profiles("test")
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + database.getJdbcUrl(),
                        "--spring.datasource.username=" + database.getUsername(),
                        "--spring.datasource.password=" + database.getPassword(),
                        "--esteira.adapters.csw.enabled=false",
                        "--esteira.adapters.pcp.enabled=false",
                        "--esteira.adapters.mqtt.enabled=false",
                        "--esteira.adapters.protheus.base-url=" + PROTHEUS.baseUrl(),
                        "--esteira.adapters.protheus.user=" + plant.protheusUser(),
                        "--esteira.adapters.protheus.password=" + plant.protheusPassword(),
                        "--management.tracing.sampling.probability=1",
                        "--management.opentelemetry.tracing.export.schedule-delay=200ms",
                        "--management.opentelemetry.tracing.export.otlp.endpoint=" + COLLECTOR.baseUrl() + SPANS);
    }

    @AfterAll
    static void stop() {
        hub.close();
        COLLECTOR.stop();
        PROTHEUS.stop();
        plant.close();
        database.close();
    }

    @Test
    void aPostingIsOneTraceFromWhoeverSendsItToTheErp() {
        String trace = newTrace();
        String delivery = post(trace);
        await().atMost(SOON).until(() -> stateOf(delivery).equals("DELIVERED"));

        assertThat(requestsOf(trace)).isNotEmpty().allSatisfy(request -> assertThat(request.getHeader("traceparent"))
                .matches("00-" + trace + "-[0-9a-f]{16}-01"));
        assertThat(requestsOf(trace))
                .anyMatch(request -> request.getMethod().value().equals("POST"));
        awaitSpans(trace, "deliver to protheus", "http post");
        assertThat(jdbc().sql("select count(*) from hub.audit_entry where trace_id = ?")
                        .param(trace)
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void linesOfTheLogHaveTheKeysOfTraces() {
        try (Lines lines = Lines.ofTheHub()) {
            post(newTrace());

            await().atMost(SOON).untilAsserted(() -> assertThat(lines.of("route", "protheus.postings"))
                    .isNotEmpty()
                    .allSatisfy(line -> {
                        assertThat(line.path("traceId").asString()).hasSize(32);
                        assertThat(line.path("source").asString()).isEqualTo("protheus");
                        assertThat(line.path("company").asString()).isEqualTo("LATICINIO");
                        assertThat(line.path("run").asString()).isNotEmpty();
                    }));
        }
    }

    @Test
    void aPollIsOneTraceFromTheSourceToTheLastStatement() {
        String trace = await().atMost(SOON)
                .until(() -> jdbc().sql("""
                                        select split_part(b.traceparent, '-', 2) from hub.inbox_batch b
                                          join hub.stream s on s.id = b.stream_id
                                         where s.entity = 'orders' and b.traceparent is not null limit 1
                                        """).query(String.class).list(), traces -> !traces.isEmpty())
                .getFirst();

        awaitSpans(trace, "poll protheus.orders", "ask protheus", "sql inbox", "map");
        assertThat(requestsOf(trace)).isNotEmpty();
    }

    @Test
    void aFailureNamesTheTraceThatItBelongsTo() {
        String trace = newTrace();
        jdbc().sql("alter table hub.downtime_reason rename to downtime_reason_away")
                .update();
        try {
            JsonNode answer = ask(trace, "{ downtimeReasons(first: 1) { nodes { id } } }", Map.of());
            assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INTERNAL");
            assertThat(answer.at("/errors/0/extensions/traceId").asString()).isEqualTo(trace);
        } finally {
            jdbc().sql("alter table hub.downtime_reason_away rename to downtime_reason")
                    .update();
        }
    }

    @Test
    void anErpThatIsAwayTakesNeitherLifeNorReadiness() {
        PROTHEUS.stubFor(any(anyUrl()).atPriority(1).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        try {
            await().atMost(SOON).until(() -> health("").contains("\"DEGRADED\""));
            assertThat(health("/liveness")).contains("\"UP\"");
            assertThat(health("/readiness")).contains("\"UP\"");
        } finally {
            PROTHEUS.getStubMappings().stream()
                    .filter(stub -> Objects.equals(stub.getPriority(), 1))
                    .forEach(PROTHEUS::removeStub);
        }
    }

    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static List<LoggedRequest> requestsOf(String trace) {
        return PROTHEUS.findAll(anyRequestedFor(anyUrl())).stream()
                .filter(request -> request.containsHeader("traceparent")
                        && request.getHeader("traceparent").contains(trace))
                .toList();
    }

    /** The collector gets them in Protocol Buffers, where names are texts and the trace's id is 16 bytes. */
    private static void awaitSpans(String trace, String... names) {
        String id = latin(HexFormat.of().parseHex(trace));
        await().atMost(SOON).untilAsserted(() -> {
            String spans = String.join(
                    "",
                    COLLECTOR.findAll(postRequestedFor(urlEqualTo(SPANS))).stream()
                            .map(request -> latin(request.getBody()))
                            .filter(body -> body.contains(id))
                            .toList());
            assertThat(spans).contains(names);
        });
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(database);
    }

    private static String stateOf(String delivery) {
        return jdbc().sql("select state from hub.delivery where public_id = ?::uuid")
                .param(delivery)
                .query(String.class)
                .single();
    }

    /** The delivery's id. */
    private static String post(String trace) {
        String number = await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> jdbc().sql("""
                        select o.number
                          from hub.production_order o join hub.order_step s on s.order_id = o.id and s.sequence = 10
                         where o.status in ('RELEASED', 'IN_PROGRESS') and not o.posting_blocked and s.status <> 'COMPLETED'
                           and o.quantity - s.good_in_erp - s.good_pending - s.scrap_in_erp > 10
                           and exists (select 1 from hub.stream r join hub.stream_state t on t.stream_id = r.id
                                       where r.entity = 'postings' and t.last_success_at is not null)
                         order by o.id limit 1
                        """).query(String.class).single(), Objects::nonNull);
        UUID random = UUID.randomUUID();
        long high = System.currentTimeMillis() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff;
        String id = new UUID(high, random.getLeastSignificantBits()).toString();
        JsonNode answer = ask(trace, """
                mutation($id: ID!, $key: String!, $order: String!) {
                  postProduction(input: {id: $id, idempotencyKey: $key, company: "LATICINIO", orderNumber: $order,
                                         sequence: 10, good: "1"}) { __typename }
                }
                """, Map.of("id", id, "key", id, "order", number));
        assertThat(answer.at("/data/postProduction/__typename").asString())
                .as(answer.toString())
                .isEqualTo("PostProductionPayload");
        return jdbc().sql("select public_id::text from hub.delivery where trace_id = ?")
                .param(trace)
                .query(String.class)
                .single();
    }

    private static JsonNode ask(String trace, String document, Map<String, String> variables) {
        return Objects.requireNonNull(client().post()
                .uri("/graphql")
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("query", document, "variables", variables))
                .retrieve()
                .body(JsonNode.class));
    }

    private static String health(String group) {
        return client().get()
                .uri("/actuator/health" + group)
                .exchangeForRequiredValue(
                        (request, answer) -> new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static RestClient client() {
        return RestClient.builder()
                .baseUrl("http://localhost:" + hub.getEnvironment().getRequiredProperty("local.server.port"))
                .defaultHeaders(headers -> headers.setBearerAuth(TestTokens.token("operator", "*")))
                .build();
    }

    /** What is logged meanwhile, as the structured format of the documentation writes it. */
    private static final class Lines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

        private final StructuredLogEncoder encoder = new StructuredLogEncoder();
        private final Queue<JsonNode> lines = new ConcurrentLinkedQueue<>();
        private final Logger logger;

        private Lines(LoggerContext context) {
            logger = context.getLogger("io.esteira");
            encoder.setContext(context);
            encoder.setFormat("logstash");
            encoder.start();
            setContext(context);
            start();
            logger.addAppender(this);
        }

        static Lines ofTheHub() {
            return new Lines((LoggerContext) LoggerFactory.getILoggerFactory());
        }

        List<JsonNode> of(String key, String value) {
            return lines.stream()
                    .filter(line -> line.path(key).asString("").equals(value))
                    .toList();
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(JsonMapper.shared().readTree(encoder.encode(event)));
        }

        @Override
        public void close() {
            logger.detachAppender(this);
            stop();
            encoder.stop();
        }
    }
}
