package io.esteira.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.doctor.Diagnosis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorReportTest {

    @Test
    void whatIsSuggestedCanBePastedIntoTheFileOfVariables() {
        // given
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("A", "jdbc:IRIS://host:1972/CSW?a=b;c");
        settings.put("B", "$share/hub/plant/+/t");
        settings.put("C", "plant/#");
        settings.put("D", "D MG 01");
        settings.put("E", "it's");

        // when
        String report = new DoctorReport(false).of("mqtt", new Diagnosis(List.of(), settings));

        // then
        assertThat(report.lines())
                .contains(
                        "A=jdbc:IRIS://host:1972/CSW?a=b;c",
                        "B='$share/hub/plant/+/t'",
                        "C='plant/#'",
                        "D='D MG 01'",
                        "E=\"it's\"");
    }
}
