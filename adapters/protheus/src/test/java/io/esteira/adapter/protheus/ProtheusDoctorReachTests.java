package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import io.esteira.adapter.testkit.SelfSigned;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who cannot get in at all, or is on the wrong track, is told so in one sentence, soon and without secrets. */
class ProtheusDoctorReachTests extends DoctorOnPlant {

    @Test
    void aWrongTenantIsOneSentence() {
        // when
        Finding finding = only(diagnose("companies[0].tenant", "T1,D MG 09", "companies[0].branch", "D MG 09"));

        // then
        assertThat(finding.subject()).isEqualTo("tenant");
        assertThat(finding.sentencePt()).contains("D MG 02").contains("PrepareIn=ALL");
    }

    @ParameterizedTest
    @CsvSource({"OAUTH2, login", "BASIC, genericQuery"})
    void aWrongPasswordIsToldWithoutShowingIt(String auth, String subject) {
        // when
        Diagnosis diagnosis = diagnose("password", SECRET, "auth", auth, "writer", "");

        // then
        assertThat(only(diagnosis).subject()).isEqualTo(subject);
        assertThat(only(diagnosis).verdict()).isEqualTo(Verdict.FORBIDDEN);
        assertThat(diagnosis.toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1/rest, Nothing listens",
        "http://no-such-host.invalid:8084/rest, No host of this name"
    })
    void aWrongHostOrPortIsOneSentenceSoon(String url, String sentence) {
        // given
        long start = System.nanoTime();

        // when
        Finding finding = only(diagnose("base-url", url));

        // then
        assertThat(finding.sentence()).startsWith(sentence).contains(url);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aPortWithoutTlsIsOneSentenceSoon() {
        // given
        long start = System.nanoTime();

        // when
        Finding finding =
                only(diagnose("base-url", plant.protheusUri().toString().replace("http:", "https:")));

        // then
        assertThat(finding.subject()).isEqualTo("server");
        assertThat(finding.sentence()).contains("whether it speaks plain http");
        assertThat(finding.sentencePt()).contains("http sem TLS");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aCertificateThatNobodySignedIsOneSentence() throws Exception {
        try (SelfSigned server = SelfSigned.start(dir)) {
            // when
            Finding finding = only(diagnose("base-url", "https://127.0.0.1:" + server.port() + "/rest"));

            // then
            assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
            assertThat(finding.sentencePt())
                    .startsWith("O certificado de https://127.0.0.1")
                    .contains("não é confiável");
        }
    }

    @Test
    void aClockThatIsOffIsTold() {
        // when
        Finding finding = only(diagnose(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(7))));

        // then
        assertThat(finding.subject()).isEqualTo("clock");
        assertThat(finding.sentence()).contains("-4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hub:s3cr3t-word@127.0.0.1:1/rest", "http://:s3cr3t-word@127.0.0.1:1/rest"})
    void aPasswordInTheAddressIsNotShown(String url) {
        // when
        Diagnosis diagnosis = diagnose("base-url", url);

        // then
        assertThat(only(diagnosis).sentence()).contains("http://127.0.0.1:1/rest");
        assertThat(diagnosis.toString()).doesNotContain(SECRET);
    }
}
