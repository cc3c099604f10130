package io.esteira.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.plant.ProtheusClient.Answer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossAppointmentTest extends WritingOnPlant {

    private static final String PATH = "/ProductionAppointment/v1/lossAppointment";

    private static String order;

    @BeforeAll
    static void chooseOrder() {
        order = order("c2_datrf = '' and c2_tpop = 'F'");
    }

    private static String order(String condition) {
        return tables.sql("select rtrim(c2_op) from protheus.sc2t10 where c2_filial = 'D MG 01' and " + condition
                        + " order by c2_op limit 1")
                .query(String.class)
                .single();
    }

    @BeforeEach
    void calm() {
        plant.setParameter("MV_A685OPE", "0");
    }

    private static Map<String, Object> loss(String order, String quantity) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("BC_OP", order);
        body.put("BC_OPERAC", "10");
        body.put("BC_QUANT", quantity);
        body.put("BC_MOTIVO", "07");
        body.put("BC_DATA", "20/05/2026");
        return body;
    }

    private static int losses() {
        return PlantTest.count(tables, "protheus.sbct10");
    }

    @Test
    void aLossIsARowOfSbcAndAFactOfTheLedger() throws IOException {
        long before = plant.ledger().last();

        Answer answer = client.postTo(PATH, loss(order, "1,5"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(PlantTest.count(
                        tables,
                        "protheus.sbct10 where bc_quant = 1.5 and bc_motivo = '07' and bc_data = '20260520' and bc_op = '"
                                + order + "'"))
                .isEqualTo(1);
        assertThat(plant.ledger().after(before))
                .extracting(LedgerEntry::kind)
                .containsExactly("protheus.sbc", "protheus.lossAppointment");
    }

    @ParameterizedTest
    @CsvSource({
        "BC_OP,'',Ordem",
        "BC_OP,999999,Ordem",
        "BC_QUANT,0,Quantidade",
        "BC_MOTIVO,7,Motivo",
        "BC_OPERAC,99,Operacao"
    })
    void aLossThatIsNotSoundIsRefused(String field, String value, String word) throws IOException {
        int before = losses();
        Map<String, Object> body = loss(order, "1");
        body.put(field, value);

        Answer answer = client.postTo(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detailedMessage").asString()).contains(word);
        assertThat(losses()).isEqualTo(before);
    }

    @Test
    void aClosedOrderTakesLossesOnlyWhereTheParameterSaysSo() throws IOException {
        String closed = order("c2_datrf <> ''");

        assertThat(client.postTo(PATH, loss(closed, "1")).text()).contains("A250ENCERR");

        plant.setParameter("MV_A685OPE", "1");
        assertThat(client.postTo(PATH, loss(closed, "1")).status()).isEqualTo(200);
    }

    @Test
    void f08ABusyServerIsInTheLedgerAsARequestWithoutEffect() throws IOException {
        long before = plant.ledger().last();
        plant.faults().arm(Fault.once(FaultKind.F08).on("lossAppointment"));

        assertThat(client.postTo(PATH, loss(order, "1")).status()).isEqualTo(503);

        assertThat(plant.ledger().after(before))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail().get("committed")).hasToString("false"));
    }
}
