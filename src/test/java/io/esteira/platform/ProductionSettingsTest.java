package io.esteira.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.EsteiraApplication;
import io.esteira.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What a person reads who starts the hub for the first time. */
@Isolated
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(OutputCaptureExtension.class)
class ProductionSettingsTest {

    private static final String SECRET = "s3cr3t-of-the-site";

    @Test
    void nothingSetIsOneSentencePerLanguageThatNamesEachVariable(CapturedOutput output) {
        assertThat(start()).isInstanceOf(MissingSettingsException.class);

        assertThat(output.getAll())
                .contains(
                        "Missing: ESTEIRA_DATABASE_URL (",
                        "ESTEIRA_DATABASE_USER",
                        "ESTEIRA_DATABASE_PASSWORD",
                        "ESTEIRA_OIDC_ISSUER",
                        "ESTEIRA_COMPANIES_0_CODE",
                        "Falta: ESTEIRA_DATABASE_URL (")
                .doesNotContain("\tat io.esteira");
    }

    @Test
    void onlyWhatIsMissingIsNamed(CapturedOutput output) {
        assertThat(start(
                        "ESTEIRA_DATABASE_URL=jdbc:postgresql://127.0.0.1:1/esteira",
                        "ESTEIRA_DATABASE_USER=esteira",
                        "ESTEIRA_DATABASE_PASSWORD=" + SECRET,
                        "esteira.companies[0].code=MATRIZ"))
                .isInstanceOf(MissingSettingsException.class);

        assertThat(output.getAll())
                .contains("Missing: ESTEIRA_OIDC_ISSUER (the OIDC issuer")
                .doesNotContain("ESTEIRA_DATABASE_URL", SECRET);
    }

    @Test
    void anAdapterThatLacksASettingIsToldByItsVariable(CapturedOutput output) {
        assertThat(start(complete("esteira.adapters.csw.enabled=true", "esteira.adapters.csw.password=" + SECRET)))
                .isNotNull();

        assertThat(output.getAll())
                .contains("esteira.adapters.csw.url (ESTEIRA_ADAPTERS_CSW_URL) ")
                .contains("esteira.adapters.csw.user (ESTEIRA_ADAPTERS_CSW_USER) ")
                .contains("esteira.adapters.csw.companies (ESTEIRA_ADAPTERS_CSW_COMPANIES)")
                .doesNotContain(SECRET, "\tat io.esteira");
    }

    @Test
    void aCompanyInSmallLettersIsRefused(CapturedOutput output) {
        assertThat(start(complete("esteira.companies[0].code=matriz"))).isNotNull();

        assertThat(output.getAll()).contains("esteira.companies[].code (ESTEIRA_COMPANIES_0_CODE) must be in capitals");
    }

    @Test
    void aValueOfTheWrongKindIsNotShown(CapturedOutput output) {
        assertThat(start(complete(
                        "esteira.adapters.protheus.enabled=true",
                        "esteira.adapters.protheus.read-timeout=" + SECRET,
                        "esteira.adapters.protheus.base-url=http://127.0.0.1:1/rest")))
                .isNotNull();

        assertThat(output.getAll())
                .contains("esteira.adapters.protheus.read-timeout (ESTEIRA_ADAPTERS_PROTHEUS_READTIMEOUT)")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "esteira.adapters.csw.companies (ESTEIRA_ADAPTERS_CSW_COMPANIES)",
                "esteira.adapters.protheus.companies[].code (ESTEIRA_ADAPTERS_PROTHEUS_COMPANIES_0_CODE)",
                "esteira.adapters.mqtt.topics[].company (ESTEIRA_ADAPTERS_MQTT_TOPICS_0_COMPANY)"
            })
    void anAdapterThatNamesACompanyOfWhichTheHubDoesNotKnowIsRefused(String setting, CapturedOutput output) {
        String adapter = setting.replaceFirst("\\.(companies|topics).*", "");
        assertThat(start(complete(
                        adapter + ".enabled=true",
                        "esteira.adapters.csw.url=jdbc:postgresql://127.0.0.1:1/csw",
                        "esteira.adapters.csw.user=hub",
                        "esteira.adapters.csw.companies.1=MATRIZ",
                        "esteira.adapters.csw.companies.7=FILIAL",
                        "esteira.adapters.protheus.base-url=http://127.0.0.1:1/rest",
                        "esteira.adapters.protheus.user=hub",
                        "esteira.adapters.protheus.password=" + SECRET,
                        "esteira.adapters.protheus.companies[0].code=FILIAL",
                        "esteira.adapters.protheus.companies[0].tenant=T1,01",
                        "esteira.adapters.protheus.companies[0].branch=01",
                        "esteira.adapters.mqtt.url=tcp://127.0.0.1:1",
                        "esteira.adapters.mqtt.topics[0].filter=plant/#",
                        "esteira.adapters.mqtt.topics[0].company=FILIAL")))
                .isNotNull();

        assertThat(output.getAll())
                .contains(setting + " names company FILIAL, which is not in esteira.companies")
                .doesNotContain(SECRET, "\tat io.esteira");
    }

    @Test
    void rulesOfACompanyOfWhichTheHubDoesNotKnowAreRefused(CapturedOutput output) {
        assertThat(start(complete("esteira.posting.companies[0].code=FILIAL"))).isNotNull();

        assertThat(output.getAll())
                .contains("esteira.posting.companies[].code (ESTEIRA_POSTING_COMPANIES_0_CODE) names company FILIAL,"
                        + " which is not in esteira.companies");
    }

    @Test
    void twoCodesOfOneCompanyAreOneSentence(CapturedOutput output) {
        assertThat(start(complete(
                        "esteira.adapters.csw.enabled=true",
                        "esteira.adapters.csw.url=jdbc:postgresql://127.0.0.1:1/csw",
                        "esteira.adapters.csw.user=hub",
                        "esteira.adapters.csw.companies.1=MATRIZ",
                        "esteira.adapters.csw.companies.4=MATRIZ")))
                .isNotNull();

        assertThat(output.getAll())
                .contains("esteira.adapters.csw.companies (ESTEIRA_ADAPTERS_CSW_COMPANIES) must name each company once")
                .doesNotContain("\tat io.esteira");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.datasource.password (ESTEIRA_DATABASE_PASSWORD)",
                "esteira.adapters.csw.password (ESTEIRA_ADAPTERS_CSW_PASSWORD)",
                "esteira.adapters.protheus.password (ESTEIRA_ADAPTERS_PROTHEUS_PASSWORD)",
                "esteira.adapters.mqtt.password (ESTEIRA_ADAPTERS_MQTT_PASSWORD)"
            })
    void aPasswordMayBeAFileOfTheNameOfItsVariable(String setting, @TempDir Path secrets) throws IOException {
        // given
        Files.writeString(secrets.resolve(setting.replaceAll(".*\\((.*)\\)", "$1")), SECRET);

        // when
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .profiles("production")
                .run("--esteira.settings.required=false", "--ESTEIRA_SECRETS=" + secrets)) {
            // then
            assertThat(context.getEnvironment().getProperty(setting.replaceAll(" .*", "")))
                    .isEqualTo(SECRET);
        }
    }

    /** A context of settings alone. */
    static class Nothing {}

    private static String[] complete(String... more) {
        try (HikariDataSource database = TestDatabase.create()) {
            return Stream.concat(
                            Stream.of(
                                    "ESTEIRA_DATABASE_URL=" + database.getJdbcUrl(),
                                    "ESTEIRA_DATABASE_USER=postgres",
                                    "ESTEIRA_DATABASE_PASSWORD=unused",
                                    "ESTEIRA_OIDC_ISSUER=http://127.0.0.1:1/issuer",
                                    "esteira.companies[0].code=MATRIZ"),
                            Stream.of(more))
                    .toArray(String[]::new);
        }
    }

    private static Throwable start(String... settings) {
        String[] arguments = Stream.concat(
                        Stream.of("server.port=0", "camel.main.auto-startup=false"), Stream.of(settings))
                .map(setting -> "--" + setting)
                .toArray(String[]::new);
        return catchThrowable(() -> new SpringApplicationBuilder(EsteiraApplication.class)
                .profiles("production")
                .run(arguments)
                .close());
    }
}
