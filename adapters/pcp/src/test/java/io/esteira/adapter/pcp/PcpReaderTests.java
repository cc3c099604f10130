package io.esteira.adapter.pcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PcpReaderTests {

    private static List<SourceRecord> read(PcpProperties properties, String company, String entity) {
        try (PcpServers servers = new PcpServers(properties)) {
            PcpQuery query = PcpQuery.all(properties).stream()
                    .filter(each -> each.entity().equals(entity))
                    .findFirst()
                    .orElseThrow();
            List<SourceRecord> records = new ArrayList<>();
            new PcpReader(query, servers, properties, Clock.systemUTC())
                    .read(new ReadRequest(company, ReadMode.SNAPSHOT, null))
                    .forEachRemaining((Page page) -> records.addAll(page.records()));
            return records;
        }
    }

    @Test
    void eachCompanyHasItsOwnPlansWithWhatIsLinkedToThem() {
        List<SourceRecord> plans = read(PcpPlant.ofExample(), PcpPlant.EXAMPLE, "plans");

        assertThat(plans).extracting(SourceRecord::sourceKey).containsExactly("VER25");
        assertThat(new String(plans.getFirst().payload(), StandardCharsets.UTF_8))
                .contains("\"lote\": \"25O06A\"", "\"tipos_nota\": [\"1\"]", "\"colecoes\": [\"VERAO 2025\"]");
    }

    @Test
    void aLotThatIsLinkedTwiceIsOne() {
        PcpPlant.admin().update("""
                insert into pcp."LoteporPlano" (plano, lote, nomelote, "codEmpresa", "cons_Pcp_faltaProg")
                values ('VER25', '25O06A', 'PREV VERAO 2025', '9', true)""");
        try {
            List<SourceRecord> plans = read(PcpPlant.ofExample(), PcpPlant.EXAMPLE, "plans");

            assertThat(new String(plans.getFirst().payload(), StandardCharsets.UTF_8))
                    .containsOnlyOnce("25O06A")
                    .contains("\"cons_Pcp_faltaProg\": true");
        } finally {
            PcpPlant.admin().update("delete from pcp.\"LoteporPlano\" where \"cons_Pcp_faltaProg\"");
        }
    }

    @Test
    void capacitiesComeWithTheirSubcontractorsNicknameAndPhase() {
        assertThat(payloads("capacities")).hasSize(2).anySatisfy(payload -> assertThat(payload)
                .contains(
                        "\"codfaccionista\": \"1\"",
                        "\"apelidofaccionista\": \"UM\"",
                        "\"codfase\": \"429\"",
                        "\"Capacidade/dia\": 15",
                        "\"leadTime\": 7",
                        "\"linhas\": 1"));
    }

    @Test
    void rowsThatDifferAreOneRecordThatSaysSo() {
        PcpPlant.admin().update("insert into pcp.leadtime_categorias values ('429', 'CAMISETA ', 9, null)");
        PcpPlant.admin().update("insert into pcp.leadtime_categorias values ('429', 'CAMISETA', 8, 10)");
        try {
            assertThat(payloads("lead-times")).singleElement().satisfies(payload -> assertThat(payload)
                    .contains("\"linhas\": 2"));
        } finally {
            PcpPlant.admin().update("delete from pcp.leadtime_categorias");
            PcpPlant.admin().update("insert into pcp.leadtime_categorias values ('429', 'CAMISETA', 8, 10)");
        }
    }

    @Test
    void aStatusKeepsItsKeyWhenItBecomesHistory() {
        List<SourceRecord> before = read(PcpPlant.ofExample(), PcpPlant.EXAMPLE, "statuses");
        PcpPlant.admin()
                .update(
                        "update pcp.\"StatusTerceirizadoOP\" set \"statusAtualizacao\" = 'Historico' where numeroop = '000905-001' and status = 'Costurando'");
        try {
            List<SourceRecord> after = read(PcpPlant.ofExample(), PcpPlant.EXAMPLE, "statuses");

            assertThat(after)
                    .hasSize(2)
                    .extracting(SourceRecord::sourceKey)
                    .isEqualTo(before.stream().map(SourceRecord::sourceKey).toList());
            assertThat(payloads("statuses"))
                    .allSatisfy(payload -> assertThat(payload).contains("\"atual\": false"));
        } finally {
            PcpPlant.admin()
                    .update(
                            "update pcp.\"StatusTerceirizadoOP\" set \"statusAtualizacao\" = 'atual' where numeroop = '000905-001' and status = 'Costurando'");
        }
    }

    private static List<String> payloads(String entity) {
        return read(PcpPlant.ofExample(), PcpPlant.EXAMPLE, entity).stream()
                .map(record -> new String(record.payload(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void whatWasSavedIsReadFromTheSecondServer() {
        PcpProperties properties = PcpPlant.properties(
                PcpPlant.url(),
                PcpPlant.url() + "&ApplicationName=second",
                PcpPlant.password(),
                100,
                Map.of("9", PcpPlant.EXAMPLE),
                false,
                true);

        assertThat(read(properties, PcpPlant.EXAMPLE, "saved-targets"))
                .extracting(SourceRecord::sourceKey)
                .hasSize(6)
                .contains("VER25|2025-10-22|409");
    }

    @Test
    void whatIsReadOnceIsNotReadAgainInAHubsLife() {
        PcpProperties once = PcpPlant.properties(
                PcpPlant.url(), "", PcpPlant.password(), 100, Map.of("9", PcpPlant.EXAMPLE), true, false);

        assertThat(PcpQuery.all(once))
                .extracting(PcpQuery::entity)
                .containsExactly(
                        "plans",
                        "windows",
                        "days-off",
                        "justifications",
                        "capacities",
                        "lead-times",
                        "responsibles",
                        "statuses");
        try (PcpServers servers = new PcpServers(once)) {
            PcpReader reader = new PcpReader(PcpQuery.all(once).getFirst(), servers, once, Clock.systemUTC());
            assertThat(reader.cadence().toDays()).isGreaterThan(10_000);
            assertThat(reader.snapshotCadence()).isEqualTo(reader.cadence());
        }
    }
}
