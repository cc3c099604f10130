package io.esteira.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.EsteiraApplication;
import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Role;
import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;

class SourceDiagnosesTest extends HubTest {

    @Autowired
    private SourceDiagnoses diagnoses;

    @Autowired
    private SourceCapabilities capabilities;

    @Autowired
    private Companies companies;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ApplicationContext hub;

    @Autowired
    private Environment environment;

    @LocalServerPort
    private int port;

    private Caller it(String company) {
        return new Caller(
                "it", "it", Set.of(Role.IT), Set.of(companies.get(company).id()), "", Instant.MAX);
    }

    private Diagnosis diagnose(String source, String company) {
        return ((SourceDiagnoses.Diagnosed.Done) diagnoses.diagnose(source, it(company))).diagnosis();
    }

    private String subjects(String source, String company) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + TestTokens.token("it", company))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"query\": \"{ sourceCapabilities(first: 100, where: {source: {eq: \\\"" + source
                                + "\\\"}}) { nodes { subject company } } }\"}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Test
    void findingsOfACompanyAreThereForItsOwnPeopleAlone() throws Exception {
        // when
        Diagnosis own = diagnose("protheus", "LATICINIO");
        Diagnosis others = diagnose("protheus", "MATRIZ");

        // then
        assertThat(own.findings()).extracting(Finding::subject).contains("server", "tenant", "SC2");
        assertThat(others.findings())
                .extracting(Finding::subject)
                .contains("server")
                .doesNotContain("tenant", "SC2");
        assertThat(subjects("protheus", "LATICINIO"))
                .contains("{\"subject\":\"server\",\"company\":null}")
                .contains("{\"subject\":\"tenant\",\"company\":\"LATICINIO\"}");
        assertThat(subjects("protheus", "MATRIZ")).contains("\"server\"").doesNotContain("LATICINIO", "\"tenant\"");
    }

    @Test
    void topicsOfAnotherCompanyAreNotToldEither() throws Exception {
        // when
        diagnose("mqtt", "LATICINIO");

        // then
        assertThat(subjects("mqtt", "LATICINIO")).contains("plant/cell/+/telemetry");
        assertThat(subjects("mqtt", "MATRIZ")).contains("connection").doesNotContain("plant/");
    }

    @Test
    void whatAnotherNodeHasLookedAtLatelyIsKnown() {
        // given
        Finding found = Finding.ok("something", "Is there.", "Existe.");
        Instant before = Instant.now().minusSeconds(1);

        // when
        transaction.executeWithoutResult(
                status -> capabilities.keep("looked-at", new Diagnosis(List.of(found), Map.of())));

        // then
        assertThat(capabilities.checkedSince("looked-at", before)).isTrue();
        assertThat(capabilities.checkedSince("looked-at", Instant.now().plusSeconds(1)))
                .isFalse();
        assertThat(capabilities.checkedSince("never-looked-at", before)).isFalse();
    }

    @Test
    void aVerbOfTheCommandLineLooksAtNothingNowAndThen() {
        // given
        Map<String, String> settings = Map.of(
                "spring.profiles.active", "test",
                "esteira.adapters.csw.enabled", "false",
                "esteira.adapters.pcp.enabled", "false",
                "esteira.adapters.protheus.enabled", "false",
                "spring.datasource.url", property("spring.datasource.url"),
                "spring.datasource.username", property("spring.datasource.username"));

        // when
        int schedules = new Hub(EsteiraApplication.class, settings).use(SourceDiagnosesTest::schedules);

        // then
        assertThat(schedules).isZero();
        assertThat(schedules(hub)).isEqualTo(2);
    }

    private static int schedules(ApplicationContext context) {
        return context.getBeansOfType(DiagnosisSchedule.class).size()
                + context.getBeansOfType(FirstSyncReport.class).size();
    }

    private String property(String name) {
        return Objects.requireNonNull(environment.getProperty(name));
    }
}
