package io.esteira.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.support.HubTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verbs of IT as a script types them, on a hub that has read its plant. */
class VerbsTests extends HubTest {

    private static final String ROUTE = "csw.collections";

    @Autowired
    private ApplicationContext context;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Commands.line(verb -> verb.applyAsInt(context))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private JsonNode json(String... arguments) {
        assertThat(run(arguments)).as(err.toString()).isZero();
        return JsonMapper.shared().readTree(out.toString());
    }

    @AfterEach
    void resume() {
        run("routes", "resume", ROUTE, "--company", "MATRIZ");
    }

    @Test
    void routesAreListedForPeopleAndForScripts() {
        assertThat(run("routes", "--company", "MATRIZ", "--source", "csw")).isZero();
        assertThat(out.toString().lines().findFirst().orElseThrow())
                .startsWith("company  route")
                .contains("circuit");
        assertThat(out.toString()).contains("MATRIZ   csw.orders").doesNotContain("pcp.");

        JsonNode routes = json("routes", "--company", "MATRIZ", "--source", "csw", "--json");
        assertThat(routes.findValuesAsString("route")).contains(ROUTE, "csw.orders");
        assertThat(routes.findValuesAsString("circuit")).containsOnly("CLOSED");
    }

    @Test
    void aRouteIsPausedResumedAndRunAndTheAuditLogNamesTheAccount() {
        String actor = System.getProperty("user.name");
        assertThat(run("routes", "pause", ROUTE, "--company", "MATRIZ"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("PAUSED");
        assertThat(run("routes", "run", ROUTE, "--company", "MATRIZ")).isOne();
        assertThat(err.toString()).contains("A rota está pausada").contains("The route is paused");
        assertThat(run("routes", "resume", ROUTE, "--company", "MATRIZ")).isZero();
        assertThat(run("routes", "run", ROUTE, "--company", "MATRIZ", "--everything"))
                .isZero();
        assertThat(run("backfill", ROUTE, "--company", "MATRIZ", "--from", "2025-01-01"))
                .isZero();

        assertThat(jdbc.sql("select distinct action from hub.audit_entry where actor = ? and action like 'route.%'")
                        .param(actor)
                        .query(String.class)
                        .list())
                .contains("route.pause", "route.resume", "route.run", "route.backfill");
    }

    @Test
    void runsAreListedTheLastOneFirst() {
        JsonNode runs = json("runs", "--route", ROUTE, "--company", "MATRIZ", "--most", "3", "--json");

        assertThat(runs.size()).isBetween(1, 3);
        assertThat(runs.findValuesAsString("route")).containsOnly(ROUTE);
    }

    /** One that nothing is wrong with, so that the replay can bring it home. */
    private String hold() {
        await().atMost(Duration.ofSeconds(60)).until(() -> count("""
                        select count(*) from hub.inbox_record r join hub.stream s on s.id = r.stream_id join hub.company c on c.id = s.company_id
                         where (c.code, s.source, s.entity) = ('MATRIZ', 'csw', 'collections')
                        """) > 0);
        return jdbc.sql("""
                        insert into hub.quarantine (company_id, source, entity, source_key, inbox_id, code, field, message)
                        select s.company_id, s.source, s.entity, r.source_key, r.id, 'TEST', 'name', 'of the test'
                          from hub.inbox_record r join hub.stream s on s.id = r.stream_id join hub.company c on c.id = s.company_id
                         where (c.code, s.source, s.entity) = ('MATRIZ', 'csw', 'collections') order by r.id limit 1
                        returning public_id::text
                        """).query(String.class).single();
    }

    @Test
    void quarantinedRecordsAreCountedShownAndReplayed() {
        String id = hold();
        JsonNode counted = json("quarantine", "--source", "csw", "--entity", "collections", "--json");
        assertThat(counted.findValuesAsString("latest")).containsExactly(id);

        JsonNode shown = json("quarantine", "show", id, "--json");
        assertThat(shown.get(0).get("payload").asString()).startsWith("{");

        String[] all = {"quarantine", "replay", "--company", "MATRIZ", "--entity", "collections", "--code", "TEST"};
        String[] counting =
                Stream.concat(Stream.of(all), Stream.of("--dry-run")).toArray(String[]::new);
        assertThat(run(counting)).as(err.toString()).isZero();
        assertThat(out.toString().strip()).isEqualTo("1 encontrados/matching, 1 reprocessáveis/replayable");
        assertThat(run(all)).as(err.toString()).isZero();
        assertThat(count(
                        "select count(*) from hub.quarantine where public_id = ? and state = 'RESOLVED'",
                        UUID.fromString(id)))
                .isOne();
    }

    @Test
    void aDiscardTellsHowManyAndIsRefusedWhereOthersAreThere() {
        assertThat(run(
                        "quarantine",
                        "discard",
                        "--company",
                        "MATRIZ",
                        "--source",
                        "csw",
                        "--entity",
                        "orders",
                        "--reason",
                        "Teste",
                        "--count",
                        "4711"))
                .isOne();
        assertThat(err.toString()).startsWith("esteira: ");
    }

    @Test
    void deliveriesAndAlertsAreListed() {
        assertThat(json("deliveries", "--json").isArray()).isTrue();
        assertThat(json("alerts", "--json").isArray()).isTrue();
        assertThat(run("deliveries", "resend", "01938e00-0000-7000-8000-000000000000"))
                .isOne();
    }

    @Test
    void checkTellsWhatIsToBeLookedAt() {
        int code = run("check", "--all", "--json");
        JsonNode found = JsonMapper.shared().readTree(out.toString());

        assertThat(code).as(out.toString()).isOne();
        assertThat(found.findValuesAsString("area"))
                .contains("route", "quarantine")
                .doesNotContain("orphan", "batch");
        JsonNode orders = found.valueStream()
                .filter(row -> row.get("subject").asString().equals("MATRIZ csw.orders"))
                .findFirst()
                .orElseThrow();
        assertThat(orders.get("rows").asLong()).isPositive();
    }

    @Test
    void checkTellsApartThatTheHubCannotWork() {
        CommandLine line = new CommandLine(new CheckCommand(verb -> {
                    throw new IllegalStateException("Nothing listens");
                }))
                .setErr(new PrintWriter(err, true));

        assertThat(line.execute()).isEqualTo(3);
        assertThat(err.toString()).contains("Nothing listens");
    }

    @Test
    void badInputIsNotUnderstood() {
        assertThat(run("routes", "pause", "csw.nothing")).isEqualTo(2);
        assertThat(run("routes", "pause", "'; drop table hub.stream; --")).isEqualTo(2);
        assertThat(run("routes", "pause", "csw.orders", "--company", "MATRIZ", "--until", "tomorrow"))
                .isEqualTo(2);
        assertThat(run("backfill", ROUTE)).isEqualTo(2);
        assertThat(run("backfill", ROUTE, "--company", "MATRIZ", "--from", "01/11/2026"))
                .isEqualTo(2);
        assertThat(run("quarantine", "show", "x")).isEqualTo(2);
        assertThat(run("quarantine", "replay")).isEqualTo(2);
        assertThat(run("quarantine", "replay", "--company", "NENHUMA")).isOne();
        assertThat(run("nothing")).isEqualTo(2);
    }
}
