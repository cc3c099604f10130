package io.esteira.adapter.csw;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CswDoctorTests {

    private static Diagnosis diagnose(CswProperties properties) {
        return new CswDoctor(properties, null, Clock.systemUTC()).diagnose(Duration.ofSeconds(60));
    }

    private static Diagnosis diagnoseImpatiently(CswProperties properties) {
        return new CswDoctor(properties, null, Clock.systemUTC(), Duration.ofSeconds(1))
                .diagnose(Duration.ofSeconds(60));
    }

    private static List<Finding> unusable(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .filter(finding -> !finding.verdict().isUsable())
                .toList();
    }

    private static Finding only(Diagnosis diagnosis) {
        return assertThat(unusable(diagnosis)).singleElement().actual();
    }

    @Test
    void aSourceInOrderIsUsable() {
        // when
        Diagnosis diagnosis = diagnose(CswPlant.properties(100));

        // then
        assertThat(unusable(diagnosis)).isEmpty();
        assertThat(diagnosis.findings())
                .extracting(Finding::subject)
                .contains(
                        "connection",
                        "clock",
                        "tco.OrdemProd",
                        "codEmpresa 1",
                        "encoding",
                        "movements.sql",
                        "postings");
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.subject().equals("tco.OrdemProd"))
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.rows()).isPositive();
                    assertThat(table.took()).isPositive();
                });
        assertThat(diagnosis.settings())
                .containsEntry("ESTEIRA_ADAPTERS_CSW_PASSWORD", "***")
                .containsEntry("ESTEIRA_ADAPTERS_CSW_COMPANIES_1", "MATRIZ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tco.RoteiroOP", "tco.MovimentacaoOPFase", "cgi.Item2"})
    void aTableThatMayNotBeReadIsNamed(String table) {
        // given
        CswPlant.admin().execute("revoke select on " + table + " from " + CswPlant.user());
        try {
            // when
            Finding finding = only(diagnose(CswPlant.properties(100)));

            // then
            assertThat(finding.subject()).isEqualTo(table);
            assertThat(finding.verdict()).isEqualTo(Verdict.FORBIDDEN);
            assertThat(finding.sentencePt()).contains(CswPlant.user()).contains("GRANT SELECT");
        } finally {
            CswPlant.admin().execute("grant select on " + table + " to " + CswPlant.user());
        }
    }

    @Test
    void aTableThatIsMissingIsNamedByAVendorsDriverToo() {
        // given
        CswPlant.admin().execute("alter table tcp.PrioridadeOP rename to PrioridadeAway");
        try {
            // when, then
            for (CswProperties properties : List.of(CswPlant.properties(100), CswPlant.byVendor("csw"))) {
                // The database beneath the vendor's driver tells the time of another zone.
                List<Finding> found = unusable(diagnose(properties)).stream()
                        .filter(finding -> !finding.subject().equals("clock"))
                        .toList();
                Finding finding = assertThat(found).singleElement().actual();
                assertThat(finding.subject()).isEqualTo("tcp.PrioridadeOP");
                assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
            }
        } finally {
            CswPlant.admin().execute("alter table tcp.PrioridadeAway rename to PrioridadeOP");
        }
    }

    @Test
    void aColumnThatIsMissingIsToldByItsQuery() {
        // given
        CswPlant.admin().execute("alter table tco.RoteiroOP rename column observacao1 to observacao9");
        try {
            // when
            Finding finding = only(diagnose(CswPlant.properties(100)));

            // then
            assertThat(finding.subject()).isEqualTo("routing.sql");
            assertThat(finding.sentence()).containsIgnoringCase("observacao1");
        } finally {
            CswPlant.admin().execute("alter table tco.RoteiroOP rename column observacao9 to observacao1");
        }
    }

    @Test
    void aCompanyWithoutOrdersIsMostLikelyAWrongCode() {
        // when
        Finding finding = only(diagnose(CswPlant.ofCompanies(Map.of("1", "MATRIZ", "77", "FILIAL"))));

        // then
        assertThat(finding.subject()).isEqualTo("codEmpresa 77");
        assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
    }

    @Test
    void aWrongPasswordIsOneSentenceThatDoesNotShowIt() {
        // when
        Diagnosis diagnosis = diagnose(CswPlant.byVendor("s3cr3t-word"));

        // then
        assertThat(only(diagnosis).sentencePt())
                .isEqualTo("O CSW recusa o usuário " + CswPlant.user() + ": confira usuário e senha.");
        assertThat(diagnosis.toString()).doesNotContain("s3cr3t-word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://127.0.0.1:1/csw", "jdbc:postgresql://no-such-host.invalid:1972/csw"})
    void aWrongHostOrPortIsOneSentenceSoon(String url) {
        // given
        CswProperties properties = CswPlant.properties(url, 100);
        long start = System.nanoTime();

        // when
        Finding finding = only(diagnose(properties));

        // then
        assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(finding.sentence()).contains(url).contains("Check the");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            // given
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/csw";
            CswProperties properties = CswPlant.properties(url, 100);
            long start = System.nanoTime();

            // when
            Finding finding = only(diagnoseImpatiently(properties));

            // then
            assertThat(finding.subject()).isEqualTo("connection");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamed() {
        // when
        Finding finding = only(diagnose(CswPlant.properties(CswPlant.url().replaceAll("/csw\\b", "/nowhere"), 100)));

        // then
        assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(finding.sentence()).contains("/nowhere");
    }

    @Test
    void aDriverThatIsNotThereIsNamed() {
        // when
        Finding finding =
                only(diagnose(CswPlant.byDriver("com.intersys.jdbc.CacheDriver", "jdbc:Cache://host:1972/CONSISTEM")));

        // then
        assertThat(finding.subject()).isEqualTo("driver");
        assertThat(finding.sentence()).contains("com.intersys.jdbc.CacheDriver").contains("folder drivers");
    }

    @Test
    void tablesThatCannotBeCountedInTimeAreUsableAllTheSame() throws Exception {
        try (AutoCloseable hanging = VendorDriver.hangingOn("COUNT(*)")) {
            // when
            Diagnosis diagnosis = diagnose(CswPlant.byVendor("csw"));

            // then
            assertThat(unusable(diagnosis))
                    .extracting(Finding::subject)
                    // The database beneath the vendor's driver tells the time of another zone.
                    .isSubsetOf("clock");
            assertThat(diagnosis.findings())
                    .filteredOn(finding -> finding.subject().equals("tco.OrdemProd"))
                    .singleElement()
                    .satisfies(table -> {
                        assertThat(table.verdict()).isEqualTo(Verdict.OK);
                        assertThat(table.rows()).isNull();
                    });
            assertThat(hanging).isNotNull();
        }
    }

    @Test
    void aQuestionThatHangsLeavesTheOthersTheirAnswers() throws Exception {
        try (AutoCloseable hanging = VendorDriver.hangingOn("FROM cgi.Item2")) {
            // when
            Diagnosis diagnosis = diagnoseImpatiently(CswPlant.byVendor(Map.of("connect-timeout", "2s")));

            // then
            assertThat(unusable(diagnosis))
                    .filteredOn(finding -> !finding.subject().equals("clock"))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.subject()).isEqualTo("cgi.Item2");
                        assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
                    });
            assertThat(hanging).isNotNull();
        }
    }

    @Test
    void whereTheOnlyConnectionHangsThatIsSaidOfEachLaterQuestion() throws Exception {
        try (AutoCloseable hanging = VendorDriver.hangingOn("FROM cgi.Item2")) {
            // when
            Diagnosis diagnosis =
                    diagnoseImpatiently(CswPlant.byVendor(Map.of("connections", 1, "connect-timeout", "1s")));

            // then
            assertThat(diagnosis.findings())
                    .filteredOn(finding -> finding.subject().equals("codEmpresa 1"))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
                        assertThat(finding.sentence()).contains("busy with earlier queries on all 1");
                    });
            assertThat(hanging).isNotNull();
        }
    }

    @Test
    void inAHubItTakesTheHubsConnectionsAndPaysFromItsBudget() {
        // given
        CswProperties properties = CswPlant.limited(0, 3, 1);
        try (CswDatabase hubs = new CswDatabase(properties)) {
            // when
            Diagnosis diagnosis = new CswDoctor(properties, hubs, Clock.systemUTC()).diagnose(Duration.ofSeconds(30));

            // then
            assertThat(diagnosis.findings())
                    .filteredOn(finding -> !finding.verdict().isUsable())
                    .isNotEmpty()
                    .allSatisfy(finding -> {
                        assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
                        assertThat(finding.sentence()).contains("queries-per-hour");
                    });
            assertThat(diagnosis.findings())
                    .filteredOn(finding -> finding.verdict() == Verdict.OK)
                    .extracting(Finding::subject)
                    .contains("connection", "clock");
        }
    }

    @Test
    void inAHubWhoseConnectionsAreAllTakenItSaysSo() throws Exception {
        // given
        CswProperties properties = CswPlant.limited(0, 0, 1);
        try (CswDatabase hubs = new CswDatabase(properties);
                Connection taken = hubs.connection()) {
            // when
            Finding finding = only(new CswDoctor(properties, hubs, Clock.systemUTC()).diagnose(Duration.ofSeconds(30)));

            // then
            assertThat(finding.subject()).isEqualTo("connection");
            assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(finding.sentence()).contains("busy");
            assertThat(taken.isClosed()).isFalse();
        }
    }

    @Test
    void whatIsOfOneCompanySaysSo() {
        // when
        Diagnosis diagnosis = diagnose(CswPlant.properties(100));

        // then
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.subject().equals("codEmpresa 1"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.company()).isEqualTo("MATRIZ");
                    assertThat(finding.rows()).isPositive();
                });
        assertThat(diagnosis.findings())
                .filteredOn(finding -> !finding.subject().startsWith("codEmpresa"))
                .extracting(Finding::company)
                .containsOnlyNulls();
    }

    @Test
    void inAHubCountsThatHangLeaveAConnectionToTheRoutes() throws Exception {
        // given
        CswProperties properties = CswPlant.byVendor(2);
        try (AutoCloseable hanging = VendorDriver.hangingOn("COUNT(*)");
                CswDatabase hubs = new CswDatabase(properties)) {
            // when
            new CswDoctor(properties, hubs, Clock.systemUTC()).diagnose(Duration.ofSeconds(60));
            new CswDoctor(properties, hubs, Clock.systemUTC()).diagnose(Duration.ofSeconds(60));

            // then
            assertThat(hubs.spareConnections()).isOne();
            assertThat(hanging).isNotNull();
        }
    }

    @Test
    void inAHubAServerThatSaysNothingIsNotCalledBusy() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            // given
            CswProperties properties = CswPlant.away("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/csw");
            try (CswDatabase hubs = new CswDatabase(properties)) {
                // when
                Finding finding =
                        only(new CswDoctor(properties, hubs, Clock.systemUTC()).diagnose(Duration.ofSeconds(30)));

                // then
                assertThat(finding.subject()).isEqualTo("connection");
                assertThat(finding.sentence()).startsWith("No answer from jdbc:postgresql://127.0.0.1");
            }
        }
    }

    @Test
    void whatIsSuggestedIsWhatWasFound() {
        // given
        CswProperties wrongCode = CswPlant.ofCompanies(Map.of("77", "MATRIZ"));
        CswProperties oneTooMany = CswPlant.ofCompanies(Map.of("1", "MATRIZ", "77", "FILIAL"));
        CswProperties withoutDriver =
                CswPlant.byDriver("", "jdbc:IRIS://host:1972/" + "n".repeat(300) + "?password=s3cr3t-word");

        // when, then
        assertThat(suggestedWhereOnlyOneCompanyHasOrders(wrongCode))
                .containsEntry("ESTEIRA_ADAPTERS_CSW_COMPANIES_1", "MATRIZ")
                .doesNotContainKey("ESTEIRA_ADAPTERS_CSW_COMPANIES_77");
        assertThat(diagnose(wrongCode).settings())
                .as("which of several it should be, nobody can tell")
                .doesNotContainKeys("ESTEIRA_ADAPTERS_CSW_COMPANIES_1", "ESTEIRA_ADAPTERS_CSW_COMPANIES_9");
        assertThat(diagnose(oneTooMany).settings())
                .containsEntry("ESTEIRA_ADAPTERS_CSW_COMPANIES_1", "MATRIZ")
                .containsEntry("ESTEIRA_ADAPTERS_CSW_ZONE", "America/Sao_Paulo")
                .doesNotContainKey("ESTEIRA_ADAPTERS_CSW_COMPANIES_77");
        assertThat(diagnose(withoutDriver).settings())
                .containsEntry("ESTEIRA_ADAPTERS_CSW_DRIVER", "com.intersystems.jdbc.IRISDriver")
                .containsEntry(
                        "ESTEIRA_ADAPTERS_CSW_URL", "jdbc:IRIS://host:1972/" + "n".repeat(300) + "?password=***");
    }

    private static Map<String, String> suggestedWhereOnlyOneCompanyHasOrders(CswProperties properties) {
        CswPlant.admin().update("update tco.OrdemProd set codEmpresa = '1' where codEmpresa = '9'");
        try {
            return diagnose(properties).settings();
        } finally {
            CswPlant.admin().update("update tco.OrdemProd set codEmpresa = '9' where numeroOP like '0009%'");
        }
    }

    @Test
    void theNameOfANamespaceIsNoSecretBecauseThePasswordIsTheSameWord() {
        assertThat(diagnose(CswPlant.byVendor("csw")).settings().get("ESTEIRA_ADAPTERS_CSW_URL"))
                .endsWith(CswPlant.url().substring(CswPlant.url().indexOf("://")));
    }
}
