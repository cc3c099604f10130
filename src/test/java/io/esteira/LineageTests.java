package io.esteira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.esteira.canonical.LoggedUpdate;
import io.esteira.query.Catalog;
import io.esteira.query.GlobalId;
import io.esteira.query.LoggedType;
import io.esteira.query.ReadRefused;
import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** A number is led back to the record that it comes from. */
class LineageTests extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ASK = """
            query($id: ID!, $changes: Int! = 100) {
              lineage(id: $id, changes: $changes) {
                type company moreChanges
                keys { source key }
                records {
                  latest source entity sourceKey observedAt receivedAt mappedAt mapperVersion payload editedPayload goneAt
                  route { routeId company } run { state startedAt } quarantine { code state }
                }
                changes { at kind source sourceKey fields { name before after } }
                acts { at actor action }
              }
            }
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private Catalog catalog;

    @Autowired
    private GraphQlSource schema;

    private record Row(String id, long internal) {}

    private Optional<Row> find(String type, String which) {
        return jdbc.sql("""
                        select t.id, t.public_id from hub.%s t %s limit 1
                        """.formatted(catalog.logged(type).table(), which))
                .query((row, n) -> {
                    UUID id = row.getObject("public_id", UUID.class);
                    return new Row(new GlobalId(type, id).text(), row.getLong("id"));
                })
                .optional();
    }

    private Row phase() {
        return find(
                        "Phase",
                        "join hub.company c on c.id = t.company_id where c.code = 'MATRIZ' and t.source = 'csw' order by t.id")
                .orElseThrow();
    }

    private JsonNode ask(String role, Map<String, ?> variables, String... companies) {
        return Objects.requireNonNull(RestClient.create("http://127.0.0.1:" + port)
                .post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .header("Authorization", "Bearer " + TestTokens.token(role, companies))
                .body(Map.of("query", ASK, "variables", variables))
                .retrieve()
                .body(JsonNode.class));
    }

    private JsonNode lineage(Row row) {
        JsonNode answer = ask(
                "admin",
                Map.of("id", row.id()),
                jdbc.sql("select code from hub.company")
                        .query(String.class)
                        .list()
                        .toArray(String[]::new));
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/lineage");
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asString("");
    }

    private void firstSyncHasEnded() {
        await().atMost(SOON).until(() -> count("""
                        select count(*) from hub.phase p join hub.company c on c.id = p.company_id where c.code = 'MATRIZ' and p.source = 'csw'
                        """) > 0);
    }

    @Test
    void aPhaseLeadsToItsRecordRunRouteAndMapper() {
        firstSyncHasEnded();
        Row phase = phase();

        JsonNode found = lineage(phase);

        assertThat(found.at("/type").asString()).isEqualTo("Phase");
        assertThat(found.at("/company").asString()).isEqualTo("MATRIZ");
        JsonNode record = found.at("/records/0");
        String key = jdbc.sql("""
                        select r.source_key from hub.phase p join hub.inbox_record r on r.id = p.inbox_id where p.id = ?
                        """).param(phase.internal()).query(String.class).single();
        assertThat(record.at("/latest").asBoolean()).isTrue();
        assertThat(record.at("/sourceKey").asString()).isEqualTo(key);
        assertThat(record.at("/route/routeId").asString()).isEqualTo("csw.phases");
        assertThat(record.at("/run/state").asString()).isEqualTo("SUCCEEDED");
        assertThat(record.at("/mapperVersion").asInt()).isOne();
        assertThat(record.at("/payload").asString()).startsWith("{");
        assertThat(found.at("/changes")
                        .valueStream()
                        .toList()
                        .getLast()
                        .at("/kind")
                        .asString())
                .isEqualTo("INSERTED");
    }

    @Test
    void aChangeTellsWhatItWasAndWhatItBecameByTheContractsNames() {
        firstSyncHasEnded();
        Row phase = phase();
        String name = text("select name from hub.phase where id = ?", phase.internal());
        change(phase, "name", name + " 2");
        change(phase, "name", name);

        List<JsonNode> changes = lineage(phase).at("/changes").valueStream().toList();

        assertThat(changes.subList(0, 2))
                .extracting(
                        change -> change.at("/fields/0/name").asString(),
                        change -> change.at("/fields/0/before").asString(),
                        change -> change.at("/fields/0/after").asString())
                .containsExactly(tuple("name", name + " 2", name), tuple("name", name, name + " 2"));
        JsonNode one =
                ask("it", Map.of("id", phase.id(), "changes", 1), "MATRIZ").at("/data/lineage");
        assertThat(one.at("/changes").size()).isOne();
        assertThat(one.at("/changes/0/fields/0/after").asString()).isEqualTo(name);
        assertThat(one.at("/moreChanges").asBoolean()).isTrue();
    }

    @Test
    void aReferenceThatChangedIsToldByIdsThatClientsKnow() {
        await().atMost(SOON)
                .until(() -> find("ProductionOrder", "where t.current_phase_id is not null and t.source = 'csw'")
                        .isPresent());
        Row order = find("ProductionOrder", "where t.current_phase_id is not null and t.source = 'csw' order by t.id")
                .orElseThrow();
        UUID was = jdbc.sql("""
                        select p.public_id from hub.phase p join hub.production_order o on o.current_phase_id = p.id where o.id = ?
                        """).param(order.internal()).query(UUID.class).single();
        long phase = count("select current_phase_id from hub.production_order where id = ?", order.internal());
        change(order, "current_phase_id", null);
        change(order, "current_phase_id", phase);

        JsonNode told = lineage(order)
                .at("/changes")
                .valueStream()
                .flatMap(change -> change.at("/fields").valueStream())
                .filter(field -> field.at("/name").asString().equals("currentPhase"))
                .findFirst()
                .orElseThrow();

        assertThat(told.at("/after").asString()).isEqualTo(new GlobalId("Phase", was).text());
    }

    /** Of each type whose changes are kept: a list that leaves one out would be found here. */
    @Test
    void rowsOfAllTypesAreLedBack() {
        firstSyncHasEnded();
        SoftAssertions softly = new SoftAssertions();
        int asked = 0;
        for (LoggedType type : types()) {
            Optional<Row> row = find(type.type(), "order by t.id desc");
            if (row.isPresent()) {
                asked++;
                JsonNode found = lineage(row.get());
                softly.assertThat(found.at("/type").asString("none")).isEqualTo(type.type());
                softly.assertThat(found.at("/changes")
                                .valueStream()
                                .flatMap(change -> change.at("/fields").valueStream())
                                .map(field -> field.at("/name").asString()))
                        .as(type.type())
                        .noneMatch(name -> name.contains("_"));
            }
        }
        softly.assertAll();
        assertThat(asked).isGreaterThan(15);
    }

    private List<LoggedType> types() {
        List<LoggedType> types = new ArrayList<>();
        schema.schema().getAllTypesAsList().forEach(type -> {
            try {
                types.add(catalog.logged(type.getName()));
            } catch (ReadRefused e) {
                // Its changes are not kept.
            }
        });
        return types;
    }

    @Test
    void whatPeopleDidIsTold() {
        firstSyncHasEnded();
        Row phase = phase();
        jdbc.sql("""
                        insert into hub.audit_entry (actor, action, company_id, subject)
                        select 'ana', 'phase.look', company_id, public_id::text from hub.phase where id = ?
                        """).param(phase.internal()).update();
        assertThat(lineage(phase).at("/acts/0/actor").asString()).isEqualTo("ana");
    }

    @Test
    void rowsOfOtherCompaniesAreNotThere() {
        firstSyncHasEnded();
        Row phase = phase();

        JsonNode answer = ask("it", Map.of("id", phase.id()), "LATICINIO");

        assertThat(answer.at("/data/lineage").isNull()).isTrue();
        assertThat(answer.has("errors")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "leader", "planner", "analyst", "integration"})
    void onlyItReadsPayloads(String role) {
        assertThat(code(ask(role, Map.of("id", new GlobalId("Phase", UUID.randomUUID()).text()))))
                .isEqualTo("FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "' or 1=1 --",
                "UGhhc2U6",
                "Um91dGU6MDE5MzhlMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw",
                "Um9"
            })
    void whatIsNoIdOfSuchARowIsRefused(String id) {
        assertThat(code(ask("it", Map.of("id", id)))).isEqualTo("BAD_USER_INPUT");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 501})
    void howManyChangesHasBounds(int changes) {
        assertThat(code(ask("it", Map.of("id", new GlobalId("Phase", UUID.randomUUID()).text(), "changes", changes))))
                .isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void changesAreFoundByTheirRow() {
        String plan = String.join("\n", jdbc.sql("""
                        explain select before from hub.change_log where entity = 'phase' and row_id = 1 order by tx desc, seq desc limit 100
                        """).query(String.class).list());
        assertThat(Pattern.compile("Index Scan (using|on) change_log_row")
                        .matcher(plan)
                        .results()
                        .map(MatchResult::group))
                .as(plan)
                .isNotEmpty();
    }

    private String text(String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).query(String.class).single();
    }

    /** As a mapping of the same record would. */
    private void change(Row row, String column, @Nullable Object value) {
        jdbc.sql(LoggedUpdate.of(catalogTable(row), column + " = :value", "t.id = :id"))
                .param("value", value, value instanceof String ? Types.VARCHAR : Types.BIGINT)
                .param("id", row.internal())
                .update();
    }

    private String catalogTable(Row row) {
        return catalog.logged(GlobalId.parse(row.id()).type()).table();
    }
}
