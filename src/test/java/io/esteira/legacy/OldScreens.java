package io.esteira.legacy;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.EsteiraApplication;
import io.esteira.calendar.CalendarDay;
import io.esteira.calendar.WorkCalendar;
import io.esteira.calendar.WorkCalendars;
import io.esteira.planning.DemandModel;
import io.esteira.planning.PlanInput;
import io.esteira.planning.Plans;
import io.esteira.plant.Plant;
import io.esteira.plant.PlantSettings;
import io.esteira.plant.PlantSize;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.support.HubSettings;
import io.esteira.support.TestDatabase;
import io.esteira.support.TestFolder;
import io.esteira.support.TestTokens;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole hub on the day of the worked example, and the old screens before it: real sockets, real keys. */
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        classes = EsteiraApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "esteira.legacy.pcp.enabled=true",
            "esteira.adapters.protheus.enabled=false",
            "esteira.adapters.mqtt.enabled=false"
        })
@ActiveProfiles("test")
@Import({TestTokens.class, OldScreens.MovableClock.class})
@DirtiesContext
abstract class OldScreens {

    static final LocalDate DAY = LocalDate.parse("2025-10-22");
    static final Instant NOON = Instant.parse("2025-10-22T12:00:00Z");
    static final JsonMapper JSON = JsonMapper.shared();
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(NOON);
    private static final InstantSource SOURCE = NOW::get;

    private static final HikariDataSource DATABASE = TestDatabase.create();
    private static final Plant PLANT = Plant.start(PlantSettings.in(TestFolder.create("plant"))
            .withSize(PlantSize.SMALL)
            .withClock(SOURCE.withZone(ZoneOffset.UTC))
            .withDatabase(DATABASE.getJdbcUrl(), "csw_of_old_screens")
            .withPorts(0, 0)
            .withOwnBroker(0)
            .withWorking(false));

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private Plans plans;

    @Autowired
    private WorkCalendars calendars;

    @Autowired
    private Companies companies;

    @Autowired
    JdbcClient jdbc;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        HubSettings.of(registry, DATABASE, PLANT);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class MovableClock {

        @Bean
        @Primary
        Clock movableClock() {
            return SOURCE.withZone(ZoneOffset.UTC);
        }
    }

    @AfterAll
    static void close() {
        PLANT.close();
    }

    static void at(Instant now) {
        NOW.set(now);
    }

    /** An answer of an address. */
    record Answer(int status, JsonNode body) {}

    Answer post(String key, String address, Map<String, ?> body) {
        return send(key, address, BodyPublishers.ofString(JSON.writeValueAsString(body)), "POST");
    }

    Answer get(String key, String addressAndQuery) {
        return send(key, addressAndQuery, BodyPublishers.noBody(), "GET");
    }

    Answer send(String key, String address, HttpRequest.BodyPublisher body, String method) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/pcp/api/" + address))
                .header("Authorization", key)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        HttpResponse<String> response = exchange(request);
        return new Answer(
                response.statusCode(), response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body()));
    }

    /** Status of what a browser asks before it lets a page of that origin call. */
    int preflight(String origin) {
        return exchange(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/pcp/api/MetasFases"))
                        .method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization,content-type")
                        .build())
                .statusCode();
    }

    JsonNode graphql(String token, String document, Map<String, ?> variables) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Authorization", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("query", document, "variables", variables))))
                .build();
        return JSON.readTree(exchange(request).body());
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A key as IT makes it: pointers {@code clientKey/id} and {@code secret}. */
    JsonNode createKey(String... opened) {
        return graphql("Bearer " + TestTokens.token("it", "*"), """
                mutation($companies: [String!]!) {
                  createClientKey(input: {name: "Painel", companies: $companies, roles: [PLANNER], expiresAt: "2026-10-22T12:00:00Z"}) {
                    ... on CreatedClientKeyPayload { secret clientKey { id } }
                  }
                }""", Map.of("companies", List.of(opened)))
                .at("/data/createClientKey");
    }

    Caller planner() {
        return Caller.hub(Set.of(companies.get("EXEMPLO").id()));
    }

    /** The plan of the worked example, with its windows and the holiday of the city; refused until its lot has been read. */
    boolean plan() {
        WorkCalendar city = new WorkCalendar(
                "BLUMENAU",
                "Blumenau",
                WorkCalendar.Scope.PLANT,
                null,
                null,
                null,
                List.of(
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO),
                LocalTime.parse("07:00"),
                LocalTime.parse("17:00"));
        calendars.save(planner(), "EXEMPLO", city);
        LocalDate birthday = LocalDate.parse("2025-11-14");
        calendars.setDays(
                planner(),
                uuid("select public_id from hub.work_calendar where code = 'BLUMENAU'"),
                birthday,
                new CalendarDay(birthday, CalendarDay.Kind.MUNICIPAL, "Aniversário da cidade", BigDecimal.ZERO));
        Plans.Answer saved = plans.save(
                planner(),
                "EXEMPLO",
                new PlanInput(
                        "VERAO25",
                        "Verão 2025",
                        LocalDate.parse("2025-06-01"),
                        LocalDate.parse("2025-09-30"),
                        LocalDate.parse("2025-10-06"),
                        LocalDate.parse("2025-12-31"),
                        DemandModel.LOT_FORECAST,
                        "BLUMENAU",
                        List.of(new PlanInput.PlanLot("25O06A", false)),
                        List.of("1"),
                        List.of("VERAO 2025"),
                        null));
        return saved instanceof Plans.Answer.Done
                && window("401", "2025-10-01", "2025-10-24")
                && window("409", "2025-10-06", "2025-11-07")
                && window("426", "2025-10-13", "2025-11-14")
                && window("429", "2025-10-20", "2025-11-28")
                && window("435", "2025-10-27", "2025-11-21")
                && window("449", "2025-10-27", "2025-12-12");
    }

    void rules(String json) {
        if (!(plans.saveRules(planner(), "EXEMPLO", DAY, JSON.readTree(json), null) instanceof Plans.Answer.Done)) {
            throw new IllegalStateException("the rules were refused: " + json);
        }
    }

    UUID planId() {
        return uuid("select public_id from hub.plan where code = 'VERAO25'");
    }

    private boolean window(String phase, String from, String to) {
        return plans.setWindow(planner(), planId(), phase, LocalDate.parse(from), LocalDate.parse(to))
                instanceof Plans.Answer.Done;
    }

    private UUID uuid(String sql) {
        return jdbc.sql(sql).query(UUID.class).single();
    }
}
