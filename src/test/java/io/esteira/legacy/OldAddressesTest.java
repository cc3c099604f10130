package io.esteira.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.planning.TargetSnapshots;
import io.esteira.support.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The old addresses answer what targets answer, in the old words; and static keys open them alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OldAddressesTest extends OldScreens {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String PHASE_FIELDS = "codFase,nomeFase,previsao,FaltaProgramar,apresentacao,plano,dataInicio,"
            + "dataFim,dias,Carga Atual,Fila,Falta Produzir,Meta Dia,Realizado,diasUteis,Meta Anterior";

    @Autowired
    private TargetSnapshots snapshots;

    private String key = "";
    private String keyId = "";

    @BeforeAll
    void plant() {
        await().atMost(SOON).until(this::plan);
        JsonNode created = createKey("EXEMPLO");
        key = created.path("secret").asString();
        keyId = created.at("/clientKey/id").asString();
        // What has not been read yet changes the numbers: they are whole once they are those of the example.
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(summer("MetasFases").path("01-Falta Programar").asString())
                    .isEqualTo("930 pcs");
            assertThat(daily(summer("MetasFases"))).containsEntry("409", 206).containsEntry("429", 62);
            assertThat(achieved()).isEqualTo(44);
            assertThat(jdbc.sql("select count(*) from hub.bill_of_material_line")
                            .query(Long.class)
                            .single())
                    .isPositive();
        });
    }

    @AfterEach
    void noon() {
        at(NOON);
    }

    private static Map<String, Object> asked(Object... more) {
        Map<String, Object> asked = new HashMap<>(Map.of("codigoPlano", "VERAO25", "codEmpresa", "9"));
        for (int i = 0; i < more.length; i += 2) {
            asked.put(more[i].toString(), more[i + 1]);
        }
        return asked;
    }

    private JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode summer(String address) {
        return ok(post(key, address, asked("ArrayTipoProducao", List.of("VERAO 2025"))));
    }

    private int achieved() {
        JsonNode week =
                ok(post(key, "MetasFases", asked("dataMovFaseIni", "2025-10-13", "dataMovFaseFim", "17/10/2025")));
        return phase(week, "429").path("Realizado").asInt();
    }

    private static Map<String, Integer> daily(JsonNode targets) {
        return targets.path("1-Detalhamento")
                .valueStream()
                .collect(Collectors.toMap(row -> row.path("codFase").asString(), row -> row.path("Meta Dia")
                        .asInt(-1)));
    }

    private static JsonNode phase(JsonNode targets, String code) {
        return targets.path("1-Detalhamento")
                .valueStream()
                .filter(row -> row.path("codFase").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static String mensagem(Answer answer) {
        assertThat(answer.body().path(0).path("status").asBoolean(true)).isFalse();
        return answer.body().path(0).path("mensagem").asString();
    }

    @Test
    void targetsOfPhasesAreThoseOfTheExample() {
        JsonNode targets = summer("MetasFases");

        assertThat(targets.propertyNames())
                .containsExactlyInAnyOrder("0-Previcao Pçs", "01-Falta Programar", "1-Detalhamento");
        assertThat(targets.path("0-Previcao Pçs").asString()).isEqualTo("2400 pcs");
        assertThat(daily(targets))
                .isEqualTo(Map.of("401", 310, "409", 206, "426", 42, "429", 62, "435", 67, "449", 48));
        JsonNode sewing = phase(targets, "429");
        assertThat(sewing.propertyNames()).containsExactlyInAnyOrder(PHASE_FIELDS.split(","));
        assertThat(sewing.path("dataInicio").asString()).isEqualTo("20/10/2025");
        assertThat(sewing.path("dias").asInt()).isEqualTo(26);
        assertThat(sewing.path("Meta Anterior").asString()).isEqualTo("-");
    }

    @Test
    void numbersAreThoseOfGraphQl() {
        String token = "Bearer " + TestTokens.token("planner", "EXEMPLO");
        String plan = graphql(token, "{ plans(where: {code: {eq: \"VERAO25\"}}) { nodes { id } } }", Map.of())
                .at("/data/plans/nodes/0/id")
                .asString();
        for (List<String> collections : List.of(List.<String>of(), List.of("VERAO 2025"))) {
            JsonNode phases = graphql(token, """
                            query($plan: ID!, $collections: [String!]) {
                              phaseTargets(plan: $plan, collections: $collections) {
                                phases { code forecast toSchedule load queue toProduce dailyTarget days
                                  categories { code forecast toSchedule load queue toProduce dailyTarget } }
                              }
                            }""", Map.of("plan", plan, "collections", collections))
                    .at("/data/phaseTargets/phases");
            JsonNode old = ok(post(key, "MetasFases", asked("ArrayTipoProducao", collections)));

            assertThat(old.path("1-Detalhamento").size()).isEqualTo(phases.size());
            phases.forEach(each -> {
                JsonNode row = phase(old, each.path("code").asString());
                assertThat(List.of(
                                "previsao",
                                "FaltaProgramar",
                                "Carga Atual",
                                "Fila",
                                "Falta Produzir",
                                "Meta Dia",
                                "dias"))
                        .extracting(field -> row.path(field).asString())
                        .isEqualTo(values(
                                each, "forecast", "toSchedule", "load", "queue", "toProduce", "dailyTarget", "days"));
                categories(each, row.path("nomeFase").asString(), collections);
            });
        }
    }

    private void categories(JsonNode phase, String name, List<String> collections) {
        JsonNode rows =
                ok(post(key, "FaltaProduzircategoria_fase", asked("nomeFase", name, "ArrayTipoProducao", collections)));
        assertThat(rows.valueStream()
                        .map(row -> values(
                                row, "categoria", "FaltaProgramar", "Carga", "Fila", "faltaProduzir", "metaDiaria")))
                .containsExactlyInAnyOrderElementsOf(phase.path("categories")
                        .valueStream()
                        .filter(part -> !part.path("toProduce").asString().equals("0"))
                        .map(part -> values(part, "code", "toSchedule", "load", "queue", "toProduce", "dailyTarget"))
                        .toList());
    }

    private static List<String> values(JsonNode row, String... fields) {
        return Arrays.stream(fields).map(field -> row.path(field).asString()).toList();
    }

    /** Fields as §1.8 of the old system's description has them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "previsaoCategoriaFase | categoria,previsao",
                "previsaoCategoriaFase_peloVendido | categoria,previsao",
                "faltaProgcategoria_fase | categoria,FaltaProgramar",
                "FaltaProduzircategoria_fase | categoria,FaltaProgramar,Carga,Fila,faltaProduzir,dias,metaDiaria",
                "FaltaProduzircategoria_fase_Vendido | categoria,FaltaProgramar,Carga,Fila,faltaProduzir,dias,metaDiaria",
                "filaResumo_fase | faseAtual,Fila",
                "filaResumo_categoria | categoria,Fila"
            })
    void addressesOfAPhaseAnswerInTheOldWords(String address, String fields) {
        JsonNode rows =
                ok(post(key, address, asked("nomeFase", "COSTURA EXTERNA", "arrayCodLoteCsw", List.of("25O06A"))));

        assertThat(rows.isArray()).isTrue();
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.propertyNames())
                .containsExactlyInAnyOrder(fields.split(",")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filtroProdutivo?codEmpresa=9 | Tipo Producao",
                "PedidosAbertoSku_plano?codEmpresa=9&codPlano=VERAO25&codSku=900001"
                        + " | codPedido,codProduto,dataEmissao,dataPrevFat,codTipoNota,nomeCliente,qtdePedida,qtdeFaturada,qtdeCancelada,saldo",
                "RetornoPorFaseDiaria?codEmpresa=9&nomeFase=COSTURA%20EXTERNA&dataInicio=2025-10-13&dataFinal=2025-10-17"
                        + " | codFase,dataBaixa,Realizado,dia",
                "realizadoFasePeriodoFase_detalhaDia?codEmpresa=9&nomeFase=COSTURA%20EXTERNA&dataInicio=2025-10-15"
                        + " | codEngenharia,numeroop,dataBaixa,Realizado,horaMov,COLECAO",
                "ConsultaCronogramaFasePlanoFase?codEmpresa=9&codigoPlano=VERAO25&codFase=429"
                        + " | plano,codFase,DataInicio,DataFim,nomeFase,dias",
                "ObterTipoOP?codEmpresa=9 | tipoOP",
                "controle_partes?codEmpresa=9"
                        + " | numeroOP,obs1,obs2,CodComponente,loteOP,codSortimento,seqTam,total_pcs,estoqueAtual,estoque Futuro"
            })
    void addressesToLookUpAnswerInTheOldWords(String address, String fields) {
        JsonNode rows = ok(get(key, address));

        assertThat(rows.isArray()).isTrue();
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.propertyNames())
                .containsExactlyInAnyOrder(fields.split(",")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LeadTimesFases | codfase,nomeFase,LeadTime(diasCorridos),LeadTime(PonderadoPorQtd),Realizado,metaLeadTime",
                "LeadTimesFaccionistas"
                        + " | codfaccionista,apelidofaccionista,LeadTime(diasCorridos),LeadTime(PonderadoPorQtd),Realizado"
            })
    void leadTimesAnswerInTheOldWords(String address, String fields) {
        JsonNode rows = ok(post(
                key,
                address + "?codEmpresa=9",
                Map.of("dataInicio", "2025-01-01", "dataFinal", "2025-12-31", "arrayTipoOP", List.of())));

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.propertyNames()).containsExactlyInAnyOrder(fields.split(","));
            assertThat(row.path("LeadTime(diasCorridos)").decimalValue()).isNotNegative();
        });
        assertThat(post(key, address + "?codEmpresa=9", Map.of("dataInicio", "2025-02-01", "dataFinal", "2025-01-31"))
                        .body()
                        .toString())
                .contains("dataFinal vem antes de dataInicio");
    }

    @Test
    void ordersOfAPhaseSayHowLongTheyAreThere() {
        JsonNode rows = ok(
                post(key, "cargaOP_fase", asked("nomeFase", "MONTAGEM", "ArrayTipoProducao", List.of("VERAO 2025"))));
        JsonNode shirts =
                ok(post(key, "cargaOP_faseCategoria", asked("nomeFase", "SEPARACAO", "categoria", "CAMISETA")));

        assertThat(rows).hasSize(1);
        assertThat(rows.path(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "numeroOP,Carga,categoria,COLECAO,descricao,codProduto,prioridade,EntFase,DiasFase,dataStartOP,Lead Time Geral"
                                .split(","));
        assertThat(values(rows.path(0), "numeroOP", "Carga", "categoria", "COLECAO", "codProduto"))
                .containsExactly("000903-001", "120", "POLO", "VERAO 2025", "010400003-0");
        assertThat(values(rows.path(0), "EntFase", "DiasFase", "dataStartOP", "Lead Time Geral"))
                .containsExactly("06/10/2025", "16", "01/10/2025", "21");
        assertThat(shirts.valueStream().map(row -> row.path("numeroOP").asString()))
                .containsExactly("000901-001", "000902-001");
    }

    @Test
    void salesAndPartsAreThoseThatCount() {
        JsonNode sales = ok(get(key, "PedidosAbertoSku_plano?codEmpresa=9&codPlano=VERAO25&codSku=900001"));
        JsonNode parts = ok(get(key, "controle_partes?codEmpresa=9"));

        assertThat(sales).hasSize(1);
        assertThat(values(sales.path(0), "codPedido", "dataPrevFat", "saldo"))
                .containsExactly("900001", "20/10/2025", "150");
        assertThat(parts).hasSize(1);
        assertThat(values(parts.path(0), "numeroOP", "CodComponente", "loteOP", "total_pcs", "estoqueAtual"))
                .containsExactly("000903-001", "900004", "25O01A/000903-001", "240", "0");
    }

    @Test
    void theRulesSayBetweenWhichPhasesPartsAreNeeded() {
        rules("{\"separationPhases\": [\"449\"]}");
        try {
            assertThat(ok(get(key, "controle_partes?codEmpresa=9"))).isEmpty();
        } finally {
            rules("{}");
        }
        assertThat(ok(get(key, "controle_partes?codEmpresa=9"))).hasSize(1);
    }

    @Test
    void achievedByDayAddsUpOverFoldedPhases() {
        JsonNode days = ok(
                get(
                        key,
                        "RetornoPorFaseDiaria?codEmpresa=9&nomeFase=COSTURA%20EXTERNA&dataInicio=2025-10-13&dataFinal=2025-10-17"));
        JsonNode wednesday =
                ok(get(key, "realizadoFasePeriodoFase_detalhaDia?codEmpresa=9&nomeFase=429&dataInicio=2025-10-15"));

        assertThat(days.valueStream().map(row -> row.path("Realizado").asString()))
                .containsExactly("40", "40", "80", "40", "20");
        assertThat(values(days.path(2), "codFase", "dataBaixa", "dia"))
                .containsExactly("429", "15/10/2025", "quarta-feira");
        assertThat(wednesday.valueStream().map(row -> row.path("numeroop").asString()))
                .containsExactlyInAnyOrder("000931-001", "000932-001");
        assertThat(achieved()).isEqualTo(44);
    }

    @Test
    void frozenTargetsAreThoseThatWereKeptLast() {
        // given
        assertThat(post(key, "MetasFases", asked("congelado", true)).body().toString())
                .contains("Ainda não há metas congeladas");
        snapshots.keep(planner(), planId());

        // when
        JsonNode frozen = ok(post(
                key,
                "MetasFases",
                asked(
                        "congelado",
                        true,
                        "ArrayTipoProducao",
                        List.of("VERAO 2025"),
                        "dataBackupMetas",
                        DAY.toString())));

        // then
        assertThat(daily(frozen)).isEqualTo(daily(summer("MetasFases")));
        assertThat(phase(frozen, "429").path("Meta Anterior").asInt()).isEqualTo(62);
        assertThat(mensagem(post(key, "MetasFases", asked("congelado", true, "modeloAnalise", "Vendas"))))
                .contains("plano inteiro");
    }

    @Test
    void bySalesThereIsLessToMake() {
        JsonNode sold = summer("MetasFasesPorVendido");

        assertThat(sold.path("0-Previcao Pçs").asString()).isEqualTo("650 pcs");
        assertThat(sold)
                .isEqualTo(ok(post(
                        key,
                        "MetasFases",
                        asked("modeloAnalise", "Vendas", "ArrayTipoProducao", List.of("VERAO 2025")))));
        assertThat(ok(post(key, "faltaProgcategoria_fase_Vendido", asked("nomeFase", "PCP"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "codigoPlano | x' or '1'='1 | O plano x' or '1'='1 não existe na empresa.",
                "codEmpresa | 4 | A empresa 4 não existe para esta chave.",
                "codEmpresa | 1 | A empresa 1 não existe para esta chave.",
                "arrayCodLoteCsw | 99X99X | O lote 99X99X não está vinculado ao plano VERAO25.",
                "ArrayTipoProducao | INVERNO 1999 | O Tipo Producao INVERNO 1999 não existe na empresa.",
                "modeloAnalise | Outro | modeloAnalise é LoteProducao ou Vendas.",
                "dataMovFaseIni | 31/02/2025 | A data em dataMovFaseIni não é válida: use AAAA-MM-DD, de 2000 a 2100."
            })
    void whatIsNotThereIsToldInARow(String parameter, String value, String message) {
        Answer answer = post(key, "MetasFases", asked(parameter, value));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(mensagem(answer)).isEqualTo(message);
    }

    @Test
    void whatNoScreenSendsIsRefused() {
        List<String> endless = Stream.generate(() -> "x").limit(501).toList();

        assertThat(post(key, "MetasFases", asked("codigoPlano", "VERAO\u000025"))
                        .status())
                .isEqualTo(400);
        assertThat(post(key, "MetasFases", asked("ArrayTipoProducao", endless)).status())
                .isEqualTo(400);
        assertThat(post(key, "MetasFases", asked("nomeFase", "x".repeat(70_000)))
                        .status())
                .isEqualTo(400);
        assertThat(post(key, "MetasFases", asked("codigoPlano", Map.of("$ne", "")))
                        .status())
                .isEqualTo(400);
        assertThat(send(key, "MetasFases", BodyPublishers.ofString("{\"codigoPlano\":"), "POST")
                        .status())
                .isEqualTo(400);
        assertThat(mensagem(post(key, "cargaOP_fase", asked()))).isEqualTo("Informe nomeFase.");
        assertThat(mensagem(post(key, "cargaOP_fase", asked("nomeFase", "NENHUMA"))))
                .isEqualTo("A fase NENHUMA não existe na empresa.");
    }

    @Test
    void aKeyOpensTheOldAddressesOfItsCompaniesAlone() {
        String other = createKey("MATRIZ").path("secret").asString();

        assertThat(mensagem(post(other, "MetasFases", asked()))).isEqualTo("A empresa 9 não existe para esta chave.");
        assertThat(ok(get(key, "filtroProdutivo")).toString()).contains("VERAO 2025");
        assertThat(graphql(key, "{ plans { totalCount } }", Map.of())
                        .path("data")
                        .isMissingNode())
                .isTrue();
        assertThat(graphql("Bearer " + key, "{ plans { totalCount } }", Map.of())
                        .path("data")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void whatIsNoGoodKeyIsRefused() {
        String revoked = createKey("EXEMPLO").path("secret").asString();
        JsonNode revocation = graphql(
                        "Bearer " + TestTokens.token("it", "EXEMPLO"),
                        "mutation($id: ID!) { revokeClientKey(id: $id) { __typename } }",
                        Map.of("id", idOf(revoked)))
                .at("/data/revokeClientKey/__typename");

        assertThat(revocation.asString()).isEqualTo("ClientKeyPayload");
        for (String wrong : List.of(
                "a44",
                "Bearer " + key,
                key + "x",
                key.substring(0, key.length() - 1) + (key.endsWith("A") ? "Q" : "A"),
                revoked,
                "Bearer " + TestTokens.token("planner", "EXEMPLO"))) {
            Answer answer = get(wrong, "filtroProdutivo?codEmpresa=9");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body().toString()).isEqualTo("{\"message\":\"Acesso negado\"}");
        }
        at(Instant.parse("2026-10-22T12:00:00Z"));
        assertThat(get(key, "filtroProdutivo?codEmpresa=9").status()).isEqualTo(401);
    }

    @Test
    void pagesOfNamedOriginsAloneMayCall() {
        assertThat(preflight("https://app.example.com")).isEqualTo(200);
        assertThat(preflight("https://other.example.com")).isEqualTo(403);
    }

    private String idOf(String secret) {
        JsonNode keys = graphql(
                        "Bearer " + TestTokens.token("it", "*"), "{ clientKeys { nodes { id lastUsedOn } } }", Map.of())
                .at("/data/clientKeys/nodes");
        assertThat(keys.toString()).doesNotContain(secret);
        return keys.path(0).path("id").asString();
    }

    @Test
    void aKeyIsKeptAsItsHashAndTellsItsLastDayOfUse() {
        ok(get(key, "filtroProdutivo?codEmpresa=9"));

        JsonNode shown = graphql(
                        "Bearer " + TestTokens.token("it", "EXEMPLO"),
                        "query($id: ID!) { clientKey(id: $id) { companies roles state lastUsedOn } }",
                        Map.of("id", keyId))
                .at("/data/clientKey");
        assertThat(shown.toString())
                .isEqualTo(
                        "{\"companies\":[\"EXEMPLO\"],\"roles\":[\"PLANNER\"],\"state\":\"VALID\",\"lastUsedOn\":\"2025-10-22\"}");
        assertThat(jdbc.sql(
                                "select count(*) from hub.audit_entry where action = 'clientKey.create' and detail::text like ?")
                        .param("%" + key + "%")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from hub.audit_entry where action = 'clientKey.create' and actor = 'it'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }
}
