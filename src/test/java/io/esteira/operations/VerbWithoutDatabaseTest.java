package io.esteira.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.EsteiraApplication;
import io.esteira.plant.embedded.Ports;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(OutputCaptureExtension.class)
class VerbWithoutDatabaseTest {

    @Test
    void aVerbWithoutADatabaseSaysSoInOneSentence(CapturedOutput output) {
        String url = "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/esteira";
        Hub hub = new Hub(
                EsteiraApplication.class,
                Map.of(
                        "spring.profiles.active",
                        "test",
                        "esteira.adapters.csw.enabled",
                        "false",
                        "esteira.adapters.pcp.enabled",
                        "false",
                        "esteira.adapters.protheus.enabled",
                        "false",
                        "spring.datasource.url",
                        url));

        assertThatThrownBy(() -> hub.use(context -> 0))
                .hasMessageContaining("Nothing listens at " + url)
                .hasMessageContaining("Nada escuta em " + url)
                .hasMessageContaining("./esteira doctor database")
                .hasMessageNotContainingAny("\n");
        assertThat(output).doesNotContain("Exception");
    }
}
