package io.esteira.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadSamplesTests {

    @TempDir
    Path folder;

    @Test
    void writesAMissingExpectationAndFailsOnce() throws Throwable {
        sample("sound", "{\"name\":\"Corte\"}");

        assertThatThrownBy(this::run).hasMessageContaining("read it, then run again");

        assertThat(folder.resolve("phases/sound.expected.json")).hasContent("""
                {
                  "is" : "Mapped",
                  "changes" : [ {
                    "is" : "PhaseChange",
                    "ref" : "001",
                    "code" : "001",
                    "name" : "Corte"
                  } ]
                }
                """);
        run();
    }

    @Test
    void failsWhenTheMapperSaysSomethingElse() throws IOException {
        sample("poison", "{\"name\":\"\"}");
        Files.writeString(folder.resolve("phases/poison.expected.json"), "{}\n");

        assertThatThrownBy(this::run).isInstanceOf(AssertionError.class).hasMessageContaining("MISSING_FIELD");
    }

    private void sample(String name, String payload) throws IOException {
        Files.createDirectories(folder.resolve("phases"));
        Files.writeString(
                folder.resolve("phases").resolve(name + ".json"),
                "{\"company\":\"MATRIZ\",\"sourceKey\":\"001\",\"payload\":" + payload + "}");
    }

    private void run() throws Throwable {
        for (DynamicTest test :
                new PayloadSamples(folder, List.of(new ListSource())).tests().toList()) {
            test.getExecutable().execute();
        }
    }
}
