package io.esteira.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.plant.Plant;
import io.esteira.plant.PlantSettings;
import io.esteira.support.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import picocli.CommandLine;

/** The verb as a person types it: it starts nothing but what it looks at. */
@Execution(ExecutionMode.SAME_THREAD)
class DoctorCommandTest {

    @TempDir
    static Path dir;

    private static HikariDataSource database;
    private static Plant plant;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        plant = Plant.start(PlantSettings.in(dir)
                .withDatabase(database.getJdbcUrl(), "csw_of_doctor")
                .withOwnBroker(0));
    }

    @AfterAll
    static void stop() {
        plant.close();
        database.close();
    }

    private int run(Map<String, String> settings, String... arguments) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("spring.profiles.active", "production");
        all.put("logging.level.root", "INFO");
        return new CommandLine(new DoctorCommand(new DoctorContext(all)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    private static Map<String, String> csw(String password) {
        return Map.of(
                "esteira.adapters.csw.url",
                plant.cswJdbcUrl(),
                "esteira.adapters.csw.user",
                plant.cswUser(),
                "esteira.adapters.csw.password",
                password,
                "esteira.adapters.csw.companies.1",
                "MATRIZ");
    }

    @Test
    void cswIsToldInEnglishAndEndsWithItsConfiguration() {
        // when
        int code = run(csw("s3cr3t-word"), "csw", "--lang", "en");

        // then
        assertThat(code).as(out.toString() + err).isZero();
        assertThat(out.toString())
                .containsPattern("(?m)^OK +tco\\.OrdemProd +\\d+ rows +\\d+ ms +Readable\\.$")
                .contains("csw: all usable.")
                .contains("ESTEIRA_ADAPTERS_CSW_COMPANIES_1=MATRIZ")
                .contains("ESTEIRA_ADAPTERS_CSW_PASSWORD=***")
                .doesNotContain("s3cr3t-word");
    }

    @Test
    void whatIsNotUsableIsCountedInPortugueseAndByTheExitCode() {
        // given
        Map<String, String> settings = new HashMap<>(csw("csw"));
        settings.put("esteira.adapters.csw.companies.77", "FILIAL");

        // when
        int code = run(settings, "csw", "--lang", "pt-BR");

        // then
        assertThat(code).isOne();
        assertThat(out.toString())
                .containsPattern("(?m)^FALTA +codEmpresa 77 ")
                .contains("itens não utilizáveis")
                .contains("# Configuração sugerida");
    }

    @Test
    void mqttNeedsNothingElse() {
        // given
        Map<String, String> settings = Map.of(
                "esteira.adapters.mqtt.url", String.valueOf(plant.mqttUri()),
                "esteira.adapters.mqtt.topics[0].filter", "plant/cell/+/telemetry",
                "esteira.adapters.mqtt.topics[0].company", "LATICINIO");

        // when, then
        assertThat(run(settings, "mqtt", "--lang", "en"))
                .as(out.toString() + err)
                .isZero();
    }

    @Test
    void theDatabaseOfTheTestsCouldLoseData() {
        // given
        Map<String, String> settings =
                Map.of("spring.datasource.url", database.getJdbcUrl(), "spring.datasource.username", "postgres");

        // when
        int code = run(settings, "database", "--lang", "en");

        // then
        assertThat(code).isOne();
        assertThat(out.toString())
                .containsPattern("(?m)^WRONG +durability .*fsync")
                .containsPattern("(?m)^OK +migrations .*None pending")
                .contains("database: 1 of 7 not usable.");
    }

    @Test
    void aSettingThatIsMissingIsOneSentence() {
        // when
        int code = run(Map.of("esteira.adapters.csw.companies.1", "MATRIZ"), "csw");

        // then
        assertThat(code).isOne();
        assertThat(err.toString().strip()).contains("ESTEIRA_ADAPTERS_CSW_URL").doesNotContain("\n");
    }

    @Test
    void anUnknownSourceIsNotUnderstood() {
        // when
        int code = run(Map.of(), "sap");

        // then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).containsPattern("csw, database, .*mqtt, oidc, pcp, protheus");
    }
}
