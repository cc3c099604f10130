package io.esteira.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.plant.ProtheusClient.Answer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class Mata681Test extends WritingOnPlant {

    @BeforeEach
    void calm() {
        plant.setParameter("MV_APPENMO", "1");
        plant.setParameter("DUPLICATES", "1");
        plant.setParameter("MV_ULMES", "");
        plant.setParameter("MV_PERCPRM", "0");
    }

    /** An order of 100 that nobody has touched. */
    private static String freshOrder(String number) {
        int rows = tables.sql("""
                        insert into protheus.sc2t10 (c2_filial, c2_num, c2_item, c2_sequen, c2_itemgrd, c2_op, c2_produto,
                          c2_local, c2_um, c2_cc, c2_quant, c2_quje, c2_perda, c2_emissao, c2_datpri, c2_datprf, c2_datrf,
                          c2_prior, c2_tpop, c2_status, c2_tppr, c2_roteiro, c2_revisao, c2_pedido, c2_itempv, c2_blqapon,
                          c2_obs, c2_diasoci, c2_seqpai)
                        select c2_filial, ?, c2_item, c2_sequen, c2_itemgrd, ? || '01001', 'PA0170000', c2_local, c2_um, c2_cc,
                          100, 0, 0, c2_emissao, c2_datpri, c2_datprf, '', c2_prior, 'F', 'N', c2_tppr, c2_roteiro, c2_revisao,
                          c2_pedido, c2_itempv, '2', c2_obs, c2_diasoci, c2_seqpai
                        from protheus.sc2t10 where c2_op = '00012301001' and c2_filial = 'D MG 01'""").params(number, number).update();
        assertThat(rows).isEqualTo(1);
        return number + "01001";
    }

    private static Map<String, Object> appointment(String order, String operation, Object quantity, String partTotal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("appointmentType", "3");
        body.put("ProductionOrderNumber", order);
        body.put("ActivityCode", operation);
        body.put("Part_Total", partTotal);
        body.put("ApprovedQuantity", quantity);
        body.put("StartReportDateTime", "20/05/2026");
        body.put("StartReportTime", "08:00");
        body.put("EndReportDateTime", "20/05/2026");
        body.put("EndReportTime", "09:30");
        body.put("ReportDateTime", "20/05/2026");
        body.put("Comments", "ESTEIRA 0ABCD1234");
        return body;
    }

    private static int reports(String order) {
        return PlantTest.count(tables, "protheus.sh6t10 where d_e_l_e_t_ = '' and h6_op = '" + order + "'");
    }

    @Test
    void anEarlierOperationLeavesTheOrderAlone() throws IOException {
        String order = freshOrder("B00001");

        Answer answer = client.post(appointment(order, "10", "12,5", "P"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("OpClose").asBoolean()).isFalse();
        assertThat(answer.json().get("ReportQuantity").decimalValue()).isEqualByComparingTo("87.5");
        assertThat(answer.json().get("idAppointment").asString()).startsWith("D MG 01PA017000001");
        assertThat(answer.json().get("Comments").asString()).isEqualTo("ESTEIRA 0ABCD1234");
        Map<String, Object> row = tables.sql("select * from protheus.sh6t10 where h6_op = ?::char(14)")
                .param(order)
                .query()
                .singleRow();
        assertThat((String) row.get("h6_observa"))
                .startsWith("ESTEIRA 0ABCD1234")
                .hasSize(60);
        assertThat((BigDecimal) row.get("h6_qtdprod")).isEqualByComparingTo("12.5");
        assertThat(row.get("h6_tempo")).isEqualTo("001:30");
        assertThat(row.get("s_t_a_m_p_")).isNotNull();
        assertThat(produced(order)).isEqualByComparingTo("0");
    }

    private static BigDecimal produced(String order) {
        return tables.sql("select c2_quje from protheus.sc2t10 where c2_op = ?::char(14)")
                .param(order)
                .query(BigDecimal.class)
                .single();
    }

    @Test
    void theLastOperationMovesStockAndClosesTheOrder() throws IOException {
        String order = freshOrder("B00002");
        Map<String, Object> body = appointment(order, "40", 98, "T");
        body.put("ScrapQuantity", "2");

        Answer answer = client.post(body);

        assertThat(answer.json().get("OpClose").asBoolean()).isTrue();
        assertThat(produced(order)).isEqualByComparingTo("98");
        assertThat(PlantTest.count(
                        tables, "protheus.sd3t10 where d3_cf = 'PR0' and d3_quant = 98 and d3_op = '" + order + "'"))
                .isEqualTo(1);
        assertThat(PlantTest.count(
                        tables,
                        "protheus.sc2t10 where c2_datrf = '20260520' and c2_perda = 2 and c2_op = '" + order + "'"))
                .isEqualTo(1);
    }

    @Test
    void aPersonCanReverseAnAppointment() throws IOException {
        String order = freshOrder("B00003");
        client.post(appointment(order, "40", 100, "T"));
        long recno = tables.sql("select r_e_c_n_o_ from protheus.sh6t10 where h6_op = ?::char(14)")
                .param(order)
                .query(Long.class)
                .single();

        plant.reverseInProtheus(recno);

        assertThat(reports(order)).isZero();
        assertThat(produced(order)).isEqualByComparingTo("0");
        assertThat(PlantTest.count(tables, "protheus.sc2t10 where c2_datrf = '' and c2_op = '" + order + "'"))
                .isEqualTo(1);
        assertThat(PlantTest.count(tables, "protheus.sd3t10 where d3_cf = 'ER0' and d3_op = '" + order + "'"))
                .isEqualTo(1);
        assertThat(plant.ledger().after(0, "protheus.sh6.reversed"))
                .anyMatch(entry -> entry.key().equals("" + recno));
        assertThatThrownBy(() -> plant.reverseInProtheus(recno)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "appointmentType, 1, Tipo de apontamento",
        "ProductionOrderNumber, '', Ordem de producao nao informada",
        "ProductionOrderNumber, 99999901001, AJUDA:A250NAOOP",
        "ActivityCode, '', Operacao nao informada",
        "ActivityCode, 99, Operacao nao cadastrada",
        "Part_Total, X, Parcial ou total",
        "ApprovedQuantity, 0, Quantidade nao informada",
        "ApprovedQuantity, abc, Quantidade nao informada",
        "MachineCode, NADA, Recurso nao pertence",
        "EndReportTime, 07:00, AJUDA:A680HRINVL",
        "EndReportDateTime, 20260520, AJUDA:A680HRINVL",
        "ApprovedQuantity, 101, ultrapassa"
    })
    void whatIsWrongIsRefusedByName(String field, String value, String text) throws IOException {
        Map<String, Object> body = appointment("00012301001".replace("000123", "B00004"), "10", 1, "P");
        if (PlantTest.count(tables, "protheus.sc2t10 where c2_num = 'B00004'") == 0) {
            String unused = freshOrder("B00004");
        }
        body.put(field, value);

        Answer answer = client.post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detailedMessage").asString())
                .contains(text)
                .doesNotContain("<", ">", "/");
        assertThat(reports("B0000401001")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "c2_tpop = 'P', prevista",
        "c2_status = 'U', AJUDA:A250NAO",
        "c2_blqapon = '1', bloqueada",
        "c2_datrf = '20260101', AJUDA:A250ENCERR"
    })
    void theStateOfTheOrderDecides(String state, String text) throws IOException {
        String number = "C" + String.format(java.util.Locale.ROOT, "%05d", Math.floorMod(state.hashCode(), 99_999));
        String order = freshOrder(number);
        int rows = tables.sql("update protheus.sc2t10 set " + state + " where c2_num = '" + number + "'")
                .update();

        Answer answer = client.post(appointment(order, "10", 1, "P"));

        assertThat(rows).isEqualTo(1);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(text);
    }

    @Test
    void aTotalisedOperationAndAClosedPeriodAreRefused() throws IOException {
        String order = freshOrder("B00005");
        assertThat(client.post(appointment(order, "10", 10, "T")).status()).isEqualTo(200);

        assertThat(client.post(appointment(order, "10", 10, "P")).text())
                .contains("AJUDA:A680OPTOT")
                .contains("H6_OP :=" + order + " -- Invalido");
        plant.setParameter("MV_ULMES", "20260531");
        assertThat(client.post(appointment(order, "20", 10, "P")).text()).contains("AJUDA:FECHTO");
    }

    @Test
    void theToleranceAllowsOverProduction() throws IOException {
        String order = freshOrder("B00006");
        plant.setParameter("MV_PERCPRM", "10");

        assertThat(client.post(appointment(order, "10", 110, "P")).status()).isEqualTo(200);
        assertThat(client.post(appointment(order, "10", 1, "P")).status()).isEqualTo(400);
    }

    @Test
    void scrapAloneMayBeReported() throws IOException {
        Map<String, Object> body = appointment(freshOrder("B00007"), "10", 0, "P");
        body.put("ScrapQuantity", 3);

        assertThat(client.post(body).status()).isEqualTo(200);
    }

    @Test
    void duplicatesAreAcceptedOrRefusedBySwitch() throws IOException {
        String order = freshOrder("B00008");
        Map<String, Object> body = appointment(order, "10", 1, "P");

        assertThat(client.post(body).status()).isEqualTo(200);
        assertThat(client.post(body).status()).isEqualTo(200);
        plant.faults().arm(Fault.once(FaultKind.F12));
        assertThat(client.post(body).text()).contains("ja efetuado");
        plant.setParameter("DUPLICATES", "0");
        assertThat(client.post(body).status()).isEqualTo(400);
        assertThat(reports(order)).isEqualTo(2);
    }

    @Test
    void failuresCanBeKeptAsPending() throws IOException {
        String order = freshOrder("B00009");
        Map<String, Object> tooMuch = appointment(order, "10", 500, "P");

        plant.setParameter("MV_APPENMO", "2");
        assertThat(client.post(tooMuch).status()).isEqualTo(400);
        assertThat(pending(order)).isEqualTo(1);
        plant.setParameter("MV_APPENMO", "3");
        Answer answer = client.post(tooMuch);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("OpClose").asBoolean()).isFalse();
        assertThat(answer.json().get("idAppointment").asString()).hasSize(10);
        assertThat(pending(order)).isEqualTo(2);

        plant.setParameter("MV_APPENMO", "1");
        plant.faults().arm(Fault.once(FaultKind.F13));
        assertThat(client.post(appointment(order, "10", 5, "P")).status()).isEqualTo(200);
        plant.faults().arm(Fault.once(FaultKind.F14));
        assertThat(client.post(appointment(order, "10", 5, "P")).status()).isEqualTo(400);
        assertThat(pending(order)).isEqualTo(4);
        assertThat(reports(order)).isZero();
    }

    private static int pending(String order) {
        return PlantTest.count(tables, "protheus.t4kt10 where t4k_op = '" + order + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "F11, drop, true",
        "F11, slow, true",
        "EMPTY, committed, true",
        "EMPTY, clean, false",
        "UNREADABLE, committed, true",
        "UNREADABLE, clean, false",
        "F18, committed, true",
        "F18, clean, false",
        "F10, '', false",
        "F08, '', false",
        "F17, 500, false",
        "F17, 200, false",
        "F27, 400, false",
        "F28, '', false",
        "F29, SFC, false",
        "F30, BALANCE, false",
        "F31, SPLIT, false",
        "F32, '', false",
        "F35, drop, false"
    })
    void theLedgerKnowsWhetherAFaultyAnswerWasCommitted(FaultKind kind, String variant, boolean committed)
            throws IOException {
        String order = freshOrder(
                "D" + String.format(java.util.Locale.ROOT, "%05d", Math.floorMod((kind + variant).hashCode(), 99_999)));
        long before = plant.ledger().last();
        plant.faults().arm(Fault.once(kind).as(variant).on("mata681").late(Duration.ofSeconds(3)));

        boolean answered = answersAlright(appointment(order, "10", 1, "P"), Duration.ofMillis(1_500));

        assertThat(answered).isFalse();
        // Whoever has stopped waiting may be quicker than the plant.
        Awaitility.await()
                .until(() -> !plant.ledger().after(before, "protheus.mata681").isEmpty());
        assertThat(reports(order)).isEqualTo(committed ? 1 : 0);
        List<LedgerEntry> entries = plant.ledger().after(before, "protheus.mata681");
        assertThat(entries).singleElement().satisfies(entry -> {
            JsonNode detail = entry.detail();
            assertThat(entry.key()).isEqualTo(order);
            assertThat(detail.get("committed").asBoolean()).isEqualTo(committed);
        });
        assertThat(answersAlright(appointment(order, "10", 1, "P"), Duration.ofSeconds(20)))
                .isTrue();
    }

    private static boolean answersAlright(Map<String, Object> body, Duration patience) {
        try {
            Answer answer = client.postText(Json.write(body), patience);
            return answer.status() == 200 && answer.json().has("idAppointment");
        } catch (IOException | tools.jackson.core.JacksonException e) {
            return false;
        }
    }

    @Test
    void theClosingCanBeHiddenFromTheAnswer() throws IOException {
        plant.faults().arm(Fault.once(FaultKind.F38));

        assertThat(client.post(appointment(freshOrder("B00010"), "40", 100, "T"))
                        .json()
                        .get("OpClose")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() throws IOException {
        assertThat(client.postText("{nope", Duration.ofSeconds(5)).text()).contains("JSON");
    }
}
