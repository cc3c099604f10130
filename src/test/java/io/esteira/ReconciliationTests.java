package io.esteira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** What was changed behind the hub's back is named, row by row. The simulated CSW is the source; no change mark of it is touched. */
class ReconciliationTests extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String ENDED_LINE = """
            from tco.OrdemProdTamanhos s join tco.OrdemProd op on op.codEmpresa = s.codEmpresa and op.numeroOP = s.numeroOP
             where s.codEmpresa = '1' and op.situacao <> 3""";

    private static final String RECONCILE = """
            mutation($company: String!, $source: String, $entity: String) {
              reconcile(company: $company, source: $source, entity: $entity) {
                __typename
                ... on ReconcilePayload { asked { reconciliation { id state route { routeId } } } }
                ... on ReconcileRefused { code field message messagePt }
              }
            }
            """;
    private static final String FOUND = """
            query($id: ID!) {
              reconciliation(id: $id) {
                id state step message messagePt occasion askedBy rowsRead sourceRows hubRows differenceCount inFlightCount uncheckedCount
                months { month sourceRows hubRows sourceChecksum hubChecksum equal }
                differences(first: 100) { nodes { kind place reason sourceKey state firstSeenAt healedAt fields { field sourceValue hubValue } } }
              }
            }
            """;

    @LocalServerPort
    private int port;

    private record Line(String order, String colour, String size, String pieces) {
        String key() {
            return order + "|" + colour + "|" + size;
        }
    }

    @BeforeEach
    void firstSyncHasEnded() {
        await().atMost(SOON).untilAsserted(() -> assertThat(count("""
                        select count(*) from hub.stream s join hub.stream_state t on t.stream_id = s.id
                         where s.source = 'csw' and t.last_success_at is not null
                           and s.company_id = (select id from hub.company where code = 'MATRIZ')
                        """)).isEqualTo(20));
    }

    @Test
    void namesTheQuantityThatWasChangedAndTheRowThatWasDeletedBehindTheHubsBack() {
        List<Line> lines = endedLines();
        Line changed = lines.getFirst();
        Line deleted = lines.getLast();
        JsonNode before = reconciled("order-lines");
        assertThat(nodes(before)).isEmpty();
        assertThat(before.at("/months/0/equal").asBoolean()).isTrue();
        assertThat(before.at("/sourceRows").asString())
                .isEqualTo(before.at("/hubRows").asString())
                .isEqualTo(String.valueOf(
                        sourceCount("select count(*) from tco.OrdemProdTamanhos where codEmpresa = '1'")));

        setPieces(changed, "4711");
        Map<String, Object> row = delete(deleted);
        try {
            JsonNode found = reconciled("order-lines");

            assertThat(found.at("/differenceCount").asString()).isEqualTo("2");
            assertThat(found.at("/askedBy").asString()).isNotBlank();
            assertThat(names(found))
                    .containsExactlyInAnyOrder(
                            "DIFFERENT " + changed.key() + " OPEN", "MISSING_IN_SOURCE " + deleted.key() + " OPEN");
            JsonNode quantity = nodes(found).stream()
                    .filter(node -> node.get("kind").asString().equals("DIFFERENT"))
                    .findFirst()
                    .orElseThrow()
                    .get("fields");
            assertThat(quantity.size()).isOne();
            assertThat(quantity.at("/0/field").asString()).isEqualTo("qtdepecasprogramadas");
            assertThat(quantity.at("/0/sourceValue").asString()).startsWith("4711");
            assertThat(new BigDecimal(quantity.at("/0/hubValue").asString())).isEqualByComparingTo(changed.pieces());
            assertThat(found.at("/months/0/equal").asBoolean()).isFalse();
            assertThat(Long.parseLong(found.at("/hubRows").asString())
                            - Long.parseLong(found.at("/sourceRows").asString()))
                    .isOne();

            JsonNode again = reconciled("order-lines");
            assertThat(names(again)).isEqualTo(names(found));
            assertThat(nodes(again))
                    .extracting(node -> node.get("firstSeenAt").asString())
                    .containsExactlyInAnyOrderElementsOf(nodes(found).stream()
                            .map(node -> node.get("firstSeenAt").asString())
                            .toList());
        } finally {
            setPieces(changed, changed.pieces());
            insert(row);
        }
        assertThat(nodes(reconciled("order-lines"))).isEmpty();
        assertThat(count("""
                        select count(*) from hub.reconciliation_difference
                         where source_key in (?, ?) and state = 'HEALED' and healed_at is not null
                        """, changed.key(), deleted.key())).isEqualTo(2);
        assertThat(count("""
                        select count(*) from hub.reconciliation_difference where source_key in (?, ?) and state = 'SEEN_AGAIN'
                        """, changed.key(), deleted.key())).isEqualTo(2);
        assertThat(count("select count(*) from hub.reconciliation_row")).isZero();
    }

    /** Where each run shows all rows, only a route that rests does not see what is done to them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "LATICINIO; protheus; items; protheus.sb1t10; b1_cod; b1_desc",
                "LATICINIO; protheus; postings; protheus.sh6t10; r_e_c_n_o_; h6_observa",
                "MATRIZ; pcp; windows; pcp.calendario_plano_fases; codfase; datafim",
                "MATRIZ; csw; phases; tcp.FasesProducao; codFase; nome",
            })
    void namesBothInEachSource(String company, String source, String entity, String table, String key, String column) {
        await().atMost(SOON).until(() -> count("""
                        select count(*) from hub.stream_state t join hub.stream s on s.id = t.stream_id
                         where s.source = ? and s.entity = ? and s.company_id = (select id from hub.company where code = ?)
                           and t.last_success_at is not null
                        """, source, entity, company) == 1);
        rest(company, source, entity, "infinity");
        String condition =
                switch (source) {
                    case "csw" -> " where codEmpresa = '1' and codFase::text = ?";
                    case "protheus" ->
                        " where " + key + "::text = ?" + (entity.equals("postings") ? " and h6_tipo = 'P'" : "");
                    default ->
                        " where codfase::text = ? and plano in (select codigo from pcp.\"Plano\" where \"codEmpresa\" = '1')";
                };
        List<String> keys = source().queryForList(
                        "select distinct " + key + "::text from " + table + condition.replace("= ?", "<> ?"),
                        String.class,
                        "");
        String changed = keys.getFirst();
        String deleted = keys.getLast();
        String before = sourceText("select min(" + column + "::text) from " + table + condition, changed);
        Map<String, Object> row =
                source().queryForMap("select to_jsonb(t)::text as row from " + table + " t" + condition, deleted);
        try {
            source().update("update " + table + " set " + column + " = '2099-01-02'" + condition, changed);
            source().update("delete from " + table + condition, deleted);

            JsonNode found = reconciled(company, source, entity);

            assertThat(found.at("/differenceCount").asString())
                    .as(found.toString())
                    .isEqualTo("2");
            assertThat(nodes(found))
                    .extracting(node -> node.get("kind").asString(), node -> node.get("state")
                            .asString())
                    .containsExactlyInAnyOrder(tuple("DIFFERENT", "OPEN"), tuple("MISSING_IN_SOURCE", "OPEN"));
            assertThat(nodes(found))
                    .allSatisfy(node -> assertThat(node.get("sourceKey").asString())
                            .containsAnyOf(changed.strip(), deleted.strip()));
        } finally {
            source().update("update " + table + " set " + column + " = ?" + condition, before, changed);
            source().update(
                            "insert into " + table + " select * from jsonb_populate_record(null::" + table
                                    + ", ?::jsonb)",
                            row.get("row"));
            rest(company, source, entity, null);
        }
    }

    @Test
    void whatASourceHandsOverByItselfIsNotComparable() {
        jdbc.sql("""
                        insert into hub.stream (company_id, source, entity)
                        select id, 'mqtt', 'telemetry-of-test' from hub.company where code = 'MATRIZ' on conflict do nothing
                        """).update();
        try {
            JsonNode asked = mutate("it", Map.of("company", "MATRIZ", "source", "mqtt", "entity", "telemetry-of-test"));
            JsonNode ended = ended(asked.at("/asked/0/reconciliation/id").asString());

            assertThat(ended.get("state").asString()).isEqualTo("NOT_COMPARABLE");
            assertThat(ended.get("messagePt").asString()).startsWith("A origem entrega");
        } finally {
            jdbc.sql("delete from hub.reconciliation where source = 'mqtt'").update();
            jdbc.sql("delete from hub.stream where entity = 'telemetry-of-test'")
                    .update();
        }
    }

    @Test
    void waitsUntilTheMaintenanceOfItsSourceIsOver() throws InterruptedException {
        jdbc.sql("""
                        insert into hub.maintenance_window (company_id, source, starts_at, ends_at, reason, created_by)
                        select id, 'pcp', now(), now() + interval '1 hour', 'Test', 'test' from hub.company where code = 'EXEMPLO'
                        """).update();
        String id;
        try {
            id = mutate("it", Map.of("company", "EXEMPLO", "source", "pcp", "entity", "windows"))
                    .at("/asked/0/reconciliation/id")
                    .asString();
            Thread.sleep(2_500);
            assertThat(
                            count(
                                    "select count(*) from hub.reconciliation where source = 'pcp' and entity = 'windows' and state = 'QUEUED'"))
                    .isOne();
        } finally {
            jdbc.sql("delete from hub.maintenance_window where created_by = 'test'")
                    .update();
        }
        assertThat(ended(id).at("/state").asString()).isEqualTo("DONE");
    }

    @Test
    void mendsWhatItNames() {
        List<Line> lines = endedLines();
        Line changed = lines.get(1);
        Line deleted = lines.get(lines.size() - 2);
        setPieces(changed, "4712");
        Map<String, Object> row = delete(deleted);
        try {
            JsonNode found = reconciled("order-lines");
            assertThat(nodes(found)).hasSize(2);
            mend(found);
        } finally {
            setPieces(changed, changed.pieces());
            insert(row);
        }
        JsonNode found = reconciled("order-lines");
        assertThat(names(found))
                .containsExactlyInAnyOrder(
                        "DIFFERENT " + changed.key() + " OPEN", "MISSING_HERE " + deleted.key() + " OPEN");
        mend(found);
    }

    private void mend(JsonNode found) {
        JsonNode healed = heal("it", found.get("id").asString());
        assertThat(healed.get("readAnew").asBoolean()).isTrue();
        assertThat(names(ended(healed.at("/reconciliation/id").asString())))
                .allSatisfy(name -> assertThat(name).endsWith("IN_FLIGHT"));
        assertThat(nodes(reconciled("order-lines"))).isEmpty();
    }

    @Test
    void mendsNothingForThoseWhoMayNot() {
        String id = reconciled("collections").get("id").asString();

        assertThat(heal("leader", id).get("code").asString()).isEqualTo("FORBIDDEN");
        assertThat(heal("it", UUID.randomUUID().toString()).get("code").asString())
                .isEqualTo("RECONCILIATION_NOT_FOUND");
    }

    private void rest(String company, String source, String entity, @Nullable String until) {
        jdbc.sql("""
                        update hub.stream_state set rests_until = :until::timestamptz
                         where stream_id = (select s.id from hub.stream s join hub.company c on c.id = s.company_id
                                             where (c.code, s.source, s.entity) = (:company, :source, :entity))
                        """)
                .param("until", until, Types.VARCHAR)
                .param("company", company)
                .param("source", source)
                .param("entity", entity)
                .update();
        // A run that has begun goes on to its end.
        await().atMost(SOON).until(() -> count("""
                        select count(*) from hub.sync_run r join hub.stream s on s.id = r.stream_id
                         where r.outcome = 'RUNNING' and (s.source, s.entity) = (?, ?)
                        """, source, entity) == 0);
    }

    @Test
    void rowsThatPeopleWorkOnMeanwhileAreNoDifferences() {
        AtomicBoolean working = new AtomicBoolean(true);
        Thread people = Thread.ofVirtual().start(() -> {
            for (int n = 0; working.get(); n++) {
                source().update(
                                "update tco.OrdemProd set codPrioridadeOP = ? where codEmpresa = '1' and situacao = 3",
                                1 + n);
                pause();
            }
        });
        try {
            JsonNode found = reconciled("orders");

            assertThat(names(found)).allSatisfy(name -> assertThat(name).endsWith("IN_FLIGHT"));
            assertThat(found.at("/differenceCount").asString()).isEqualTo("0");
            assertThat(found.at("/months").findValues("equal"))
                    .isNotEmpty()
                    .allSatisfy(equal -> assertThat(equal.asBoolean()).isTrue());
        } finally {
            working.set(false);
            await().atMost(SOON).until(() -> !people.isAlive());
        }
    }

    @ParameterizedTest
    @CsvSource({"MATRIZ, csw, 20", "MATRIZ, pcp, 9", "EXEMPLO, pcp, 9", "LATICINIO, protheus, 8"})
    void aWholeSourceIsComparedAndEachRouteIsTheSame(String company, String source, int routes) {
        JsonNode asked =
                mutate("it", Map.of("company", company, "source", source)).get("asked");
        assertThat(asked.size()).isEqualTo(routes);

        for (JsonNode each : asked.valueStream().toList()) {
            JsonNode done = ended(each.at("/reconciliation/id").asString());
            assertThat(done.at("/state").asString()).as(done.toString()).isEqualTo("DONE");
            assertThat(done.at("/uncheckedCount").asString()).isEqualTo("0");
            assertThat(nodes(done)).as(() -> each + " " + done).allSatisfy(node -> assertThat(
                            node.get("reason").asString(""))
                    .isEqualTo("QUARANTINED"));
        }
    }

    @Test
    void namesWhatIsNotInTheHubAsItsRecordSays() {
        List<Long> lines = jdbc.sql("""
                        select l.id from hub.order_line l join hub.company c on c.id = l.company_id
                         where c.code = 'MATRIZ' and l.source = 'csw' and l.deleted_at is null order by l.id limit 2
                        """).query(Long.class).list();
        Long changed = lines.getFirst();
        Long deleted = lines.getLast();
        BigDecimal planned = jdbc.sql("select planned from hub.order_line where id = ?")
                .param(changed)
                .query(BigDecimal.class)
                .single();
        plan(changed, planned.add(BigDecimal.ONE));
        jdbc.sql("update hub.order_line set deleted_at = now() where id = ?")
                .param(deleted)
                .update();
        try {
            JsonNode found = reconciled("order-lines");

            assertThat(nodes(found))
                    .extracting(
                            node -> node.get("kind").asString(),
                            node -> node.get("place").asString(),
                            node -> node.at("/fields/0/field").asString())
                    .containsExactlyInAnyOrder(
                            tuple("DIFFERENT", "CANONICAL", "planned"),
                            tuple("MISSING_HERE", "CANONICAL", "deleted_at"));
            assertThat(count("select count(*) from hub.order_line where id = ? and deleted_at is not null", deleted))
                    .isOne();

            // when
            JsonNode healed = heal("it", found.get("id").asString());

            // then
            assertThat(healed.get("remapped").asInt()).isEqualTo(2);
            assertThat(healed.get("readAnew").asBoolean()).isFalse();
            assertThat(nodes(ended(healed.at("/reconciliation/id").asString()))).isEmpty();
        } finally {
            plan(changed, planned);
            jdbc.sql("update hub.order_line set deleted_at = null where id = ?")
                    .param(deleted)
                    .update();
        }
        assertThat(nodes(reconciled("order-lines"))).isEmpty();
    }

    private void plan(Long line, BigDecimal pieces) {
        jdbc.sql("update hub.order_line set planned = ? where id = ?")
                .params(pieces, line)
                .update();
    }

    @Test
    void isNotAskedForByOthersNorOfWhatIsNotThere() {
        assertThat(mutate("leader", Map.of("company", "MATRIZ")).at("/code").asString())
                .isEqualTo("FORBIDDEN");
        assertThat(mutate("it", Map.of("company", "NENHUMA")).at("/code").asString())
                .isEqualTo("COMPANY_NOT_FOUND");
        assertThat(mutate("it", Map.of("company", "MATRIZ", "source", "csw", "entity", "'; drop table hub.stream; --"))
                        .at("/code")
                        .asString())
                .isEqualTo("ROUTE_NOT_FOUND");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode reconciled(String entity) {
        return reconciled("MATRIZ", "csw", entity);
    }

    private JsonNode reconciled(String company, String source, String entity) {
        JsonNode asked = mutate("it", Map.of("company", company, "source", source, "entity", entity));
        JsonNode done = ended(asked.at("/asked/0/reconciliation/id").asString());
        assertThat(done.at("/state").asString()).as(done.toString()).isEqualTo("DONE");
        return done;
    }

    private JsonNode ended(String id) {
        Supplier<JsonNode> look = () -> graphql("it", FOUND, Map.of("id", id)).at("/data/reconciliation");
        await().atMost(SOON).until(() -> !List.of("QUEUED", "RUNNING")
                .contains(look.get().get("state").asString()));
        return look.get();
    }

    private JsonNode heal(String role, String id) {
        return graphql(role, """
                mutation($id: ID!) {
                  healReconciliation(id: $id) {
                    ... on HealReconciliationPayload { remapped readAnew reconciliation { id } }
                    ... on ReconcileRefused { code }
                  }
                }
                """, Map.of("id", id)).at("/data/healReconciliation");
    }

    private JsonNode mutate(String role, Map<String, ?> variables) {
        return graphql(role, RECONCILE, variables).at("/data/reconcile");
    }

    private static List<JsonNode> nodes(JsonNode reconciliation) {
        return reconciliation.at("/differences/nodes").valueStream().toList();
    }

    private static List<String> names(JsonNode reconciliation) {
        return nodes(reconciliation).stream()
                .map(node -> node.get("kind").asString() + " "
                        + node.get("sourceKey").asString() + " "
                        + node.get("state").asString())
                .sorted()
                .toList();
    }

    private static List<Line> endedLines() {
        return source().query(
                        "select trim(s.numeroOP) as op, s.codSortimento, s.seqTamanho, s.qtdePecasProgramadas "
                                + ENDED_LINE + " order by 1, 2, 3",
                        (row, n) -> new Line(
                                row.getString(1).strip(),
                                row.getString(2).strip(),
                                row.getString(3).strip(),
                                row.getString(4).strip()));
    }

    private static void setPieces(Line line, String pieces) {
        assertThat(source().update("""
                                update tco.OrdemProdTamanhos set qtdePecasProgramadas = ?::numeric
                                 where codEmpresa = '1' and trim(numeroOP) = ? and codSortimento::text = ? and seqTamanho::text = ?
                                """, pieces, line.order(), line.colour(), line.size()))
                .isOne();
    }

    private static Map<String, Object> delete(Line line) {
        String where =
                " where codEmpresa = '1' and trim(numeroOP) = ? and codSortimento::text = ? and seqTamanho::text = ?";
        Map<String, Object> row = source().queryForMap(
                        "select to_jsonb(t)::text as row from tco.OrdemProdTamanhos t" + where,
                        line.order(),
                        line.colour(),
                        line.size());
        assertThat(source().update(
                                "delete from tco.OrdemProdTamanhos" + where, line.order(), line.colour(), line.size()))
                .isOne();
        return row;
    }

    private static void insert(Map<String, Object> row) {
        source().update(
                        "insert into tco.OrdemProdTamanhos select * from jsonb_populate_record(null::tco.OrdemProdTamanhos, ?::jsonb)",
                        row.get("row"));
    }

    private JsonNode graphql(String role, String query, Map<String, ?> variables) {
        return Objects.requireNonNull(RestClient.create("http://localhost:" + port)
                .post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(TestTokens.token(role, "*")))
                .body(Map.of("query", query, "variables", variables))
                .retrieve()
                .body(JsonNode.class));
    }
}
