package io.esteira.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which hub {@code ./esteira} works on, and what it tells it. In place of Java stands a script that shows what it was given. */
class CommandScriptTest {

    @TempDir
    Path dir;

    @BeforeEach
    void copyTheScript() throws IOException {
        Files.copy(SiteFiles.ROOT.resolve("esteira"), dir.resolve("esteira"));
        write(".mvn/find-jdk.sh", "JAVA_HOME=" + dir + "/jdk; export JAVA_HOME\n");
        write("jdk/bin/java", "#!/bin/sh\necho \"arguments: $*\"\nenv\n");
        write("src/target/esteira.jar", "");
        write("src/target/esteira-demo.jar", "");
        assertThat(dir.resolve("jdk/bin/java").toFile().setExecutable(true)).isTrue();
    }

    private void write(String file, String text) throws IOException {
        Path path = dir.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String run(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder script =
                new ProcessBuilder("sh", dir.resolve("esteira").toString(), "doctor", "csw").redirectErrorStream(true);
        script.environment().keySet().removeIf(name -> name.startsWith("ESTEIRA_") || name.startsWith("SPRING_"));
        script.environment().putAll(environment);
        Process process = script.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void withoutASiteItIsTheDemo() throws Exception {
        assertThat(run(Map.of())).contains("esteira-demo.jar doctor csw");
    }

    @Test
    void aSiteIsLookedAtAsItsFileDescribesIt() throws Exception {
        // given
        write(".env", """
                # A comment: ESTEIRA_COMMENT=1
                ESTEIRA_ADAPTERS_CSW_URL=jdbc:Cache://csw:1972/CONSISTEM?a=b   # the old server
                ESTEIRA_ADAPTERS_CSW_TESTQUERY="select 1"
                ESTEIRA_ADAPTERS_CSW_USER=
                ESTEIRA_COMPANIES_0_NAME=Matriz Confecções\r
                ESTEIRA_LAST=no line end""");

        // when
        String said = run(Map.of());

        // then
        assertThat(said.lines())
                .contains(
                        "ESTEIRA_ADAPTERS_CSW_URL=jdbc:Cache://csw:1972/CONSISTEM?a=b",
                        "ESTEIRA_ADAPTERS_CSW_TESTQUERY=select 1",
                        "ESTEIRA_ADAPTERS_CSW_USER=",
                        "ESTEIRA_COMPANIES_0_NAME=Matriz Confecções",
                        "ESTEIRA_LAST=no line end")
                .noneMatch(line -> line.startsWith("ESTEIRA_COMMENT"));
        assertThat(said).contains("/esteira.jar doctor csw");
    }

    @Test
    void noValueIsACommand() throws Exception {
        // given
        write(".env", """
                ESTEIRA_A='p$HOME`touch %1$s/ran`$(touch %1$s/ran)"\\'
                ESTEIRA_B=`touch %1$s/ran`$(touch %1$s/ran);touch %1$s/ran
                ESTEIRA_C;touch %1$s/ran=x
                """.formatted(dir));

        // when
        String said = run(Map.of());

        // then
        assertThat(dir.resolve("ran")).doesNotExist();
        assertThat(said.lines())
                .contains("ESTEIRA_A=p$HOME`touch %1$s/ran`$(touch %1$s/ran)\"\\".formatted(dir))
                .noneMatch(line -> line.startsWith("ESTEIRA_C"));
    }

    @Test
    void aBlankPasswordLeavesTheSecretToItsFile() throws Exception {
        // given
        write(".env", """
                ESTEIRA_DATABASE_PASSWORD=
                ESTEIRA_ADAPTERS_CSW_PASSWORD=''
                ESTEIRA_ADAPTERS_MQTT_PASSWORD=word
                """);

        // when, then
        assertThat(run(Map.of()).lines())
                .contains("ESTEIRA_ADAPTERS_MQTT_PASSWORD=word")
                .noneMatch(line -> line.startsWith("ESTEIRA_DATABASE") || line.startsWith("ESTEIRA_ADAPTERS_CSW"));
    }

    @Test
    void whatIsSetAlreadyOutranksTheFile() throws Exception {
        // given
        write(".env", "ESTEIRA_ADAPTERS_CSW_USER=file\n");

        // then
        assertThat(run(Map.of("ESTEIRA_ADAPTERS_CSW_USER", "typed")).lines())
                .contains("ESTEIRA_ADAPTERS_CSW_USER=typed");
    }

    @Test
    void theDemoThatIsAskedForKnowsNothingOfTheSite() throws Exception {
        // given
        write(".env", "ESTEIRA_ADAPTERS_CSW_USER=file\n");

        // when
        String said = run(Map.of("SPRING_PROFILES_ACTIVE", "demo"));

        // then
        assertThat(said).contains("esteira-demo.jar doctor csw").doesNotContain("ESTEIRA_ADAPTERS_CSW_USER");
    }
}
