package io.esteira.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.plant.ProtheusClient.Answer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class ProtheusReadTest {

    private static Plant plant;
    private static ProtheusClient client;

    @BeforeAll
    static void start() {
        plant = Plant.start(TestServer.settings());
        client = new ProtheusClient(plant);
    }

    @AfterAll
    static void stop() {
        plant.close();
    }

    @BeforeEach
    void calm() throws IOException {
        plant.faults().clear();
        plant.thaw();
        plant.setParameter("STAMP", "1");
        plant.setParameter("EXPIRES_IN", "3600");
        client.login();
    }

    @Test
    void aQueryAnswersPaddedTextsUnderLowerCaseKeys() throws IOException {
        Answer answer = client.query(
                "SC2",
                "C2_FILIAL,C2_NUM,C2_OP,C2_DATRF,C2_QUANT,R_E_C_N_O_,D_E_L_E_T_,C2_NONSENSE",
                "where",
                "C2_NUM = '000123'",
                "order",
                "C2_NUM");

        JsonNode item = answer.json().get("items").get(0);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(item.get("c2_filial").asString()).isEqualTo("D MG 01 ");
        assertThat(item.get("c2_num").asString()).isEqualTo("000123");
        assertThat(item.get("c2_op").asString()).isEqualTo("00012301001   ");
        assertThat(item.get("c2_quant").isNumber()).isTrue();
        assertThat(item.get("d_e_l_e_t_").asString()).isEqualTo(" ");
        assertThat(item.has("c2_nonsense")).isFalse();
    }

    @Test
    void pagesFollowEachOtherWithoutGap() throws IOException {
        int total = PlantTest.count(PlantTest.admin(plant), "protheus.sh6t10");
        List<Long> recnos = new ArrayList<>();
        boolean hasNext = true;
        for (int page = 1; hasNext; page++) {
            JsonNode body = client.query(
                            "SH6", "R_E_C_N_O_", "order", "R_E_C_N_O_", "page", "" + page, "pageSize", "70")
                    .json();
            body.get("items").forEach(item -> recnos.add(item.get("r_e_c_n_o_").asLong()));
            hasNext = body.get("hasNext").asBoolean();
            assertThat(body.get("remainingRecords").asInt()).isEqualTo(total - recnos.size());
        }
        assertThat(recnos).hasSize(total).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void keysetAndStampConditionsWork() throws IOException {
        Instant at = Instant.parse("2031-01-01T10:00:00Z");
        plant.freeze(at);
        client.login();
        plant.tick();
        plant.tick();

        JsonNode changed = client.query(
                        "SH6",
                        "H6_OP,S_T_A_M_P_",
                        "where",
                        "S_T_A_M_P_ >= '2031-01-01 10:00:00'",
                        "order",
                        "R_E_C_N_O_")
                .json();
        JsonNode beyond = client.query(
                        "SC2", "C2_NUM", "where", "C2_NUM > '000130'", "order", "C2_NUM", "pageSize", "1")
                .json();

        assertThat(changed.get("items").size()).isEqualTo(1);
        assertThat(changed.get("items").get(0).get("s_t_a_m_p_").asString()).startsWith("2031-01-01 10:00");
        assertThat(beyond.get("items").get(0).get("c2_num").asString()).isEqualTo("000131");
    }

    @Test
    void withoutRowStampsTheColumnDoesNotExist() throws IOException {
        plant.setParameter("STAMP", "0");

        assertThat(client.query("SH6", "H6_OP,S_T_A_M_P_")
                        .json()
                        .get("items")
                        .get(0)
                        .has("s_t_a_m_p_"))
                .isFalse();
        assertThat(client.query("SH6", "H6_OP", "where", "S_T_A_M_P_ > '2026-01-01'")
                        .status())
                .isEqualTo(500);
    }

    @Test
    void tablesCanBeJoined() throws IOException {
        Answer two = client.query("SC2,SB1", "C2_OP,B1_DESC", "where", "C2_PRODUTO = B1_COD");
        Answer from = client.query(
                "SC2",
                "C2_OP,B1_DESC",
                "FromQry",
                "SC2T10 SC2 INNER JOIN SB1T10 SB1 ON SB1.B1_COD = SC2.C2_PRODUTO",
                "FilialFilter",
                "false");

        assertThat(two.json().get("items").get(0).has("b1_desc")).isTrue();
        assertThat(from.json().get("items").get(0).has("b1_desc")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "SC2, '', '', 400",
        "SC2, *, '', 500",
        "SC2, C2_NUM, C2_FOO = 'x', 500",
        "SC2, C2_NUM, 1=1; delete from protheus.sc2t10, 500",
        "SC2, C2_NUM, exists (select 1 from ledger.entry), 500",
        "ZZZ, C2_NUM, '', 400"
    })
    void aBadQueryIsRefused(String tables, String fields, String where, int status) throws IOException {
        assertThat(client.query(tables, fields, "where", where).status()).isEqualTo(status);
    }

    @Test
    void theTenantDecidesTheBranch() throws IOException {
        String path = "/api/framework/v1/genericQuery?tables=SC2&fields=C2_FILIAL&pageSize=100";

        assertThat(client.get(path, "T1,D MG 01").text()).doesNotContain("D MG 02");
        assertThat(client.get(path, "T1, D MG 01").text()).contains("D MG 02").doesNotContain("D MG 01");
        plant.faults().arm(Fault.once(FaultKind.F21));
        assertThat(client.get(path, "T1,D MG 01").text()).contains("D MG 02");
    }

    @Test
    void theOrderListHasHeadersAndOneOrderIsFoundByItsKey() throws IOException {
        JsonNode list = client.get("/api/pcp/v1/productionorders?pageSize=3&order=-number")
                .json();
        JsonNode one = client.get("/api/pcp/v1/productionorders/D%20MG%2001/00012301001")
                .json();

        assertThat(list.get("items").size()).isEqualTo(3);
        assertThat(list.get("hasNext").asBoolean()).isTrue();
        assertThat(one.get("number").asString()).isEqualTo("000123");
        assertThat(one.get("startOrderDate").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(client.get("/api/pcp/v1/productionorders?number=000123")
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(1);
        assertThat(client.get("/api/pcp/v1/productionorders?number=NADA").status())
                .isEqualTo(400);
    }

    @Test
    void someOrderNumbersHaveLetters() throws IOException {
        assertThat(client.query("SC2", "C2_OP", "where", "C2_NUM >= 'A'")
                        .json()
                        .get("items")
                        .size())
                .isPositive();
    }

    @Test
    void badCredentialsAreRefusedInTheWayThatWasAskedFor() throws IOException {
        assertThat(client.login("esteira", "wrong").status()).isEqualTo(401);
        plant.faults().arm(Fault.once(FaultKind.F02).as("409"));
        assertThat(client.login("esteira", "esteira").status()).isEqualTo(409);
        assertThat(client.login("esteira", "esteira").status()).isEqualTo(200);
    }

    @Test
    void aTokenEndsWithTheClockAndByFault() throws IOException {
        plant.setParameter("EXPIRES_IN", "60");
        plant.freeze(Instant.parse("2031-01-01T10:00:00Z"));
        client.login();
        assertThat(client.query("SC2", "C2_NUM").status()).isEqualTo(200);

        plant.freeze(Instant.parse("2031-01-01T10:01:01Z"));
        assertThat(client.query("SC2", "C2_NUM").status()).isEqualTo(401);

        client.login();
        plant.faults().arm(Fault.once(FaultKind.F01).after(1).on("genericQuery"));
        assertThat(client.query("SC2", "C2_NUM", "page", "1").status()).isEqualTo(200);
        assertThat(client.query("SC2", "C2_NUM", "page", "2").status()).isEqualTo(401);
        assertThat(client.query("SC2", "C2_NUM", "page", "2").status()).isEqualTo(401);
        client.login();
        assertThat(client.query("SC2", "C2_NUM", "page", "2").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "F03, '', 202",
        "F04, '', 403",
        "F05, json, 404",
        "F05, html, 404",
        "F06, 200, 200",
        "F06, 404, 404",
        "F07, 400, 400",
        "F07, 404, 404",
        "F07, 200code400, 200",
        "F07, items, 200",
        "F08, '', 503",
        "F08, empty, 503",
        "F09, '', 428",
        "F18, '', 500",
        "F20, '', 500",
        "F22, 403, 403",
        "F27, 500, 500",
        "F35, 500, 500",
        "EMPTY, '', 200",
        "UNREADABLE, '', 200"
    })
    void aFaultHappensOnceAndIsGone(FaultKind kind, String variant, int status) throws IOException {
        Answer calm = client.query("SC2", "C2_NUM", "order", "C2_NUM");
        plant.faults().arm(Fault.once(kind).as(variant));

        Answer struck = client.query("SC2", "C2_NUM", "order", "C2_NUM");

        assertThat(struck.status()).isEqualTo(status);
        assertThat(struck.bytes()).isNotEqualTo(calm.bytes());
        assertThat(client.query("SC2", "C2_NUM", "order", "C2_NUM").bytes()).isEqualTo(calm.bytes());
    }

    @Test
    void aDroppedConnectionIsAnErrorOfTheClient() {
        plant.faults().arm(Fault.once(FaultKind.F10).times(5));

        assertThatThrownBy(() -> client.query("SC2", "C2_NUM")).isInstanceOf(IOException.class);
    }

    @Test
    void pagingCanDrift() throws IOException {
        plant.faults().arm(Fault.once(FaultKind.F23));
        String lastOfFirst = numbers(1).getLast();

        assertThat(numbers(2).getFirst()).isEqualTo(lastOfFirst);
        assertThat(numbers(2).getFirst()).isNotEqualTo(lastOfFirst);
    }

    private static List<String> numbers(int page) throws IOException {
        List<String> numbers = new ArrayList<>();
        client.query("SC2", "C2_NUM", "order", "C2_NUM", "page", "" + page)
                .json()
                .get("items")
                .forEach(item -> numbers.add(item.get("c2_num").asString()));
        return numbers;
    }

    @Test
    void textCanBeSpoilt() throws IOException {
        String[] query = {"where", "B1_DESC like '%REQUEIJÃO%'", "pageSize", "1"};
        assertThat(client.query("SB1", "B1_DESC", query).text()).contains("REQUEIJÃO");

        plant.faults().arm(Fault.once(FaultKind.F24).as("cp1252"));
        Answer cp1252 = client.query("SB1", "B1_DESC", query);
        assertThat(new String(cp1252.bytes(), Charset.forName("windows-1252"))).contains("REQUEIJÃO");
        assertThat(cp1252.text()).doesNotContain("REQUEIJÃO");
        assertThat(cp1252.contentType()).contains("utf-8");

        plant.faults().arm(Fault.once(FaultKind.F24).as("mojibake"));
        String twice = new String("Ã".getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));
        assertThat(client.query("SB1", "B1_DESC", query).text()).contains("REQUEIJ" + twice);

        plant.faults().arm(Fault.once(FaultKind.F24).as("control"));
        Answer control = client.query("SB1", "B1_DESC", query);
        assertThatThrownBy(control::json).isInstanceOf(JacksonException.class);

        plant.faults().arm(Fault.once(FaultKind.F24).as("null"));
        assertThat(client.query("SB1", "B1_DESC", query)
                        .json()
                        .get("items")
                        .get(0)
                        .get("b1_desc")
                        .isNull())
                .isTrue();
    }

    @Test
    void valuesAndEnvelopeHaveOtherDialects() throws IOException {
        String[] query = {"where", "C2_NUM = '000123'"};

        plant.faults().arm(Fault.once(FaultKind.F25).as("comma"));
        assertThat(item(client.query("SC2", "C2_QUANT", query)).get("c2_quant").asString())
                .matches(" +\\d+,\\d\\d");
        plant.faults().arm(Fault.once(FaultKind.F25).as("isodates"));
        assertThat(item(client.query("SC2", "C2_EMISSAO", query))
                        .get("c2_emissao")
                        .asString())
                .matches("\\d{4}-\\d\\d-\\d\\d");
        plant.faults().arm(Fault.once(FaultKind.F25).as("blankdates"));
        assertThat(item(client.query("SC2", "C2_DATRF", "where", "C2_DATRF = ' '"))
                        .get("c2_datrf")
                        .asString())
                .isEqualTo("  /  /  ");
        plant.faults().arm(Fault.once(FaultKind.F26).as("Items"));
        assertThat(client.query("SC2", "C2_NUM", query).json().has("Items")).isTrue();
        plant.faults().arm(Fault.once(FaultKind.F26).as("upper"));
        assertThat(item(client.query("SC2", "C2_NUM", query)).has("C2_NUM")).isTrue();
        plant.faults().arm(Fault.once(FaultKind.F26).as("bare"));
        assertThat(client.query("SC2", "C2_NUM", query).json().isArray()).isTrue();
        plant.faults().arm(Fault.once(FaultKind.F19).as("C2_QUANT"));
        assertThat(item(client.query("SC2", "C2_NUM,C2_QUANT", query)).has("c2_quant"))
                .isFalse();
    }

    private static JsonNode item(Answer answer) {
        return answer.json().get("items").get(0);
    }
}
