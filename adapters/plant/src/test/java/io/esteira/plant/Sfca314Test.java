package io.esteira.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.plant.ProtheusClient.Answer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Sfca314Test extends WritingOnPlant {

    private static final String PATH = "/ProductionAppointment/v1/sfca314";

    private static String order;
    private static String machine;
    private static String last;
    private static String lastMachine;

    @BeforeAll
    static void chooseOrder() {
        order = tables.sql("""
                        select rtrim(c2_op) from protheus.sc2t10 where c2_filial = 'D MG 01' and c2_datrf = '' and c2_tpop = 'F'
                          and c2_status = 'N' and c2_blqapon <> '1'
                          and not exists (select from protheus.sh6t10 where h6_op = c2_op) order by c2_op limit 1""").query(String.class).single();
        machine = operation("g2_recurso", "g2_operac");
        last = operation("g2_operac", "g2_operac desc");
        lastMachine = operation("g2_recurso", "g2_operac desc");
    }

    private static String operation(String column, String first) {
        return tables.sql("select rtrim(" + column
                        + ") from protheus.sg2t10 join protheus.sc2t10 on g2_produto = c2_produto"
                        + " and g2_filial = c2_filial where c2_filial = 'D MG 01' and c2_op = ?::char(14) order by "
                        + first
                        + " limit 1")
                .param(order)
                .query(String.class)
                .single();
    }

    private static Map<String, Object> report(String quantity, String document) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("appointmentType", "4");
        body.put("ProductionOrderNumber", order);
        body.put("ActivityID", "10");
        body.put("Split", "01");
        body.put("MachineCode", machine);
        body.put("ApprovedQuantity", quantity);
        body.put("StartReportDateTime", "20/05/2026");
        body.put("StartReportTime", "08:00");
        body.put("EndReportDateTime", "20/05/2026");
        body.put("EndReportTime", "09:00");
        body.put("DocumentCode", document);
        return body;
    }

    private static int rows(String document) {
        return PlantTest.count(tables, "protheus.cyvt10 where cyv_nrdo = '" + document + "'::char(16)");
    }

    @Test
    void aReportIsARowOfCyvAndNoneOfSh6() throws IOException {
        int before = PlantTest.count(tables, "protheus.sh6t10");

        Answer answer = client.postTo(PATH, report("0,25", "DOC000001"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("Status").asString()).contains("sucesso");
        assertThat(answer.json().get("OpClose").asBoolean()).isFalse();
        assertThat(answer.json().has("idAppointment")).isFalse();
        assertThat(rows("DOC000001")).isOne();
        assertThat(PlantTest.count(tables, "protheus.sh6t10")).isEqualTo(before);
        assertThat(plant.ledger().count("protheus.sfca314")).isPositive();
    }

    @Test
    void aReportOfTheLastOperationMovesTheOrder() throws IOException {
        Map<String, Object> body = report("0.5", "DOC000002");
        body.put("ActivityID", last);
        body.put("MachineCode", lastMachine);

        assertThat(client.postTo(PATH, body).status()).isEqualTo(200);

        assertThat(PlantTest.count(tables, "protheus.sc2t10 where c2_op = '" + order + "'::char(14) and c2_quje = 0.5"))
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "appointmentType, 3, Tipo de apontamento",
        "StartEndReport, I, Tipo de apontamento",
        "ProductionOrderNumber, '', Ordem de producao nao informada",
        "MachineCode, '', Nao foi informada a maquina",
        "Split, '', Nao foi informado o split",
        "Split, 02, Desdobramento nao cadastrado",
        "ActivityID, '', Nao foi informado o ID",
        "ActivityID, 99, Operacao nao cadastrada",
        "EndReportTime, '', Hora invalida"
    })
    void whatIsMissingOrWrongIsRefused(String field, String value, String said) throws IOException {
        Map<String, Object> body = report("0.1", "DOC000003");
        body.put(field, value);

        Answer answer = client.postTo(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(said);
        assertThat(rows("DOC000003")).isZero();
    }
}
