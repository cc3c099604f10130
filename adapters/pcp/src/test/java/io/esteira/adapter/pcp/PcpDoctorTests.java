package io.esteira.adapter.pcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PcpDoctorTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static Finding finding(Diagnosis diagnosis, String subject) {
        return diagnosis.findings().stream()
                .filter(each -> each.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsTheRowsOfEachTable() {
        Diagnosis diagnosis = new PcpDoctor(PcpPlant.ofExample()).diagnose(SOON);

        assertThat(diagnosis.isUsable()).isTrue();
        assertThat(finding(diagnosis, "plans 9").rows()).isEqualTo(1);
        assertThat(finding(diagnosis, "capacities 9").rows()).isEqualTo(2);
        assertThat(finding(diagnosis, "lead-times 9").rows()).isEqualTo(1);
        assertThat(finding(diagnosis, "responsibles 9").rows()).isEqualTo(2);
        assertThat(finding(diagnosis, "statuses 9").rows()).isEqualTo(2);
        assertThat(finding(diagnosis, "windows 9").company()).isEqualTo(PcpPlant.EXAMPLE);
        assertThat(diagnosis.settings()).containsEntry("ESTEIRA_ADAPTERS_PCP_PASSWORD", "***");
    }

    @Test
    void aWrongDatabaseOrServerIsTold() {
        for (String url : List.of(PcpPlant.url().replace("/csw?", "/none?"), "jdbc:postgresql://127.0.0.1:1/PCP")) {
            PcpProperties properties = PcpPlant.properties(url, "pcp", 9, Map.of("9", PcpPlant.EXAMPLE));
            Diagnosis diagnosis = new PcpDoctor(properties, Duration.ofSeconds(1)).diagnose(SOON);

            assertThat(finding(diagnosis, "connection").verdict()).isEqualTo(Verdict.MISSING);
        }
    }

    @Test
    void aTableThatIsNotThereIsTold() {
        PcpPlant.admin().execute("alter table pcp.\"CadastroFeriados\" rename to \"Feriados\"");
        try {
            Finding finding = finding(new PcpDoctor(PcpPlant.ofExample()).diagnose(SOON), "days-off 9");

            assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
            assertThat(finding.sentence()).contains("CadastroFeriados", "sql-folder");
        } finally {
            PcpPlant.admin().execute("alter table pcp.\"Feriados\" rename to \"CadastroFeriados\"");
        }
    }
}
