package io.esteira.adapter.protheus;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor says of services for postings, by whatever mapping they are used. */
class WriterFindingsTests {

    private static final String LOSSES = "mata681+lossAppointment";

    private final FakeProtheus protheus = new FakeProtheus();

    @AfterEach
    void close() {
        protheus.close();
    }

    private Diagnosis diagnose(String... more) {
        return new ProtheusDoctor(protheus.properties(more), Clock.systemUTC()).diagnose(Duration.ofSeconds(60));
    }

    private static Finding finding(Diagnosis diagnosis, String subject) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError(subject + " in " + diagnosis));
    }

    private void describes(String path) {
        protheus.server.stubFor(get(urlPathEqualTo(path))
                .withBasicAuth("hub", "s3cr3t-word")
                .atPriority(1)
                .willReturn(ok("<?xml version=\"1.0\"?><definitions/>").withHeader("Content-Type", "text/xml")));
    }

    @Test
    void aSoapServiceIsAskedAtItsOwnAddress() {
        // given
        describes("/ws/WSPCP.apw");

        // when
        Finding finding = finding(diagnose("writer", "wspcp"), "/WSPCP.apw");

        // then
        assertThat(finding.verdict()).as(finding.sentence()).isEqualTo(Verdict.OK);
    }

    @Test
    void theAddressOfSoapServicesMayBeAnother() {
        // given
        describes("/elsewhere/WSPCP.apw");

        // when
        Diagnosis diagnosis = diagnose("writer", "wspcp", "soap-url", protheus.server.baseUrl() + "/elsewhere");

        // then
        assertThat(finding(diagnosis, "/WSPCP.apw").verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aSoapServiceThatIsNotThereNamesItsOwnSetting() {
        // when
        Finding finding = finding(diagnose("writer", "wspcp"), "/WSPCP.apw");

        // then
        assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(finding.sentence()).contains("soap-url");
    }

    @Test
    void aPageInsteadOfASoapServiceIsWrong() {
        // given
        protheus.server.stubFor(get(urlPathEqualTo("/ws/WSPCP.apw"))
                .atPriority(1)
                .willReturn(ok("<html>Portal</html>").withHeader("Content-Type", "text/html")));

        // when, then
        assertThat(finding(diagnose("writer", "wspcp"), "/WSPCP.apw").verdict()).isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @CsvSource({
        "mata681, /fwmodel/MATA681",
        "mata681, /WSPCP.apw",
        "mata681, /ProductionAppointment/v1/lossAppointment",
        "wspcp, /ProductionAppointment/v1/mata681",
        "'', /fwmodel/MATA681"
    })
    void whatCouldWriteInsteadIsToldAndNotNeeded(String writer, String other) {
        // when
        Finding finding = finding(diagnose("writer", writer), other);

        // then
        assertThat(finding.verdict()).isEqualTo(Verdict.INFO);
        assertThat(finding.sentence()).startsWith("Not usable; not needed.");
    }

    @ParameterizedTest
    @CsvSource({"1, OK", "S, OK", ".T., OK", "0, INFO", "N, INFO"})
    void whetherLossesOfClosedOrdersAreTakenIsReadWhereItCanBe(String value, Verdict verdict) {
        // given
        protheus.add("SX6", "X6_FIL", "  ", "X6_VAR", "MV_A685OPE", "X6_CONTEUD", value + "   ");

        // when
        Finding finding = finding(diagnose("writer", LOSSES), "MV_A685OPE");

        // then
        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.sentencePt()).contains("\"" + value + "\": ").contains("encerradas");
    }

    @Test
    void whetherLossesOfClosedOrdersAreTakenIsAdvisedWhereItCannotBeRead() {
        // given
        protheus.server.stubFor(get(urlPathEqualTo(FakeProtheus.QUERY))
                .withQueryParam("tables", com.github.tomakehurst.wiremock.client.WireMock.equalTo("SX6"))
                .atPriority(1)
                .willReturn(aResponse().withStatus(403)));

        // when
        Finding finding = finding(diagnose("writer", LOSSES), "MV_A685OPE");

        // then
        assertThat(finding.verdict()).isEqualTo(Verdict.INFO);
        assertThat(finding.sentence()).contains("SX6").contains("losses of closed orders");
    }

    @Test
    void withoutLossesApartTheirParameterIsNoMatter() {
        assertThat(diagnose().findings()).extracting(Finding::subject).doesNotContain("MV_A685OPE");
    }

    @Test
    void aMappingThatIsWrongIsOneFindingAmongTheOthers(@TempDir Path folder) throws IOException {
        // given
        Files.writeString(folder.resolve("own.yml"), "posting:\n  method: POST\n");

        // when
        Diagnosis diagnosis = diagnose("writer", "own", "writers", folder.toString());

        // then
        assertThat(finding(diagnosis, "writer").verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding(diagnosis, "writer").sentence()).contains("own.yml");
        assertThat(finding(diagnosis, "genericQuery").verdict()).isEqualTo(Verdict.OK);
    }
}
