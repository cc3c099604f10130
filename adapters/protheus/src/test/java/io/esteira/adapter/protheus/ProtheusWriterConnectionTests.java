package io.esteira.adapter.protheus;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOutcome.Blocked;
import io.esteira.adapter.delivery.DeliveryOutcome.Delivered;
import io.esteira.adapter.delivery.DeliveryOutcome.NotExecuted;
import io.esteira.adapter.delivery.DeliveryOutcome.Uncertain;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is proved by a connection that breaks, an answer that is late and a token that ends, and how often is sent. */
class ProtheusWriterConnectionTests extends WritingToFake {

    @Test
    void f08ABusyServerExecutedNothingAndSaysWhenToComeAgain() {
        answer(status(503).withHeader("Retry-After", "120"));

        assertThat(write()).isEqualTo(new NotExecuted("Protheus is busy (503)", Duration.ofSeconds(120)));
        assertSent(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3601", "999999999"})
    void aServerThatNamesDaysIsAskedAgainWithinTheHour(String seconds) {
        answer(status(429).withHeader("Retry-After", seconds));

        assertThat(write()).isEqualTo(new NotExecuted("Protheus is busy (429)", Duration.ofHours(1)));
    }

    @Test
    void f10ARefusedConnectionExecutedNothing() {
        ProtheusConnection connection = protheus.connection(Clock.systemUTC(), "auth", "BASIC");
        ProtheusWriter writer = FakeProtheus.service(connection).writer().orElseThrow();
        protheus.close();

        assertThat(writer.write(Deliveries.posting(), Deadline.in(Duration.ofMinutes(1))))
                .isInstanceOfSatisfying(NotExecuted.class, outcome -> assertThat(outcome.retryAfter())
                        .isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECTION_RESET_BY_PEER",
                "EMPTY_RESPONSE",
                "MALFORMED_RESPONSE_CHUNK",
                "RANDOM_DATA_THEN_CLOSE"
            })
    void f10AnAnswerThatIsCutIsUncertainAndSentOnce(Fault fault) {
        answer(aResponse().withFault(fault));

        assertThat(write()).isInstanceOf(Uncertain.class);
        assertSent(1);
    }

    @Test
    void f11AnAnswerThatDoesNotComeInTimeIsUncertain() {
        answer(okJson(POSTED).withFixedDelay(10_000));

        assertThat(write("write-timeout", "300ms")).isEqualTo(new Uncertain("the answer was lost: no answer in time"));
        assertSent(1);
    }

    @Test
    void f11ABodyThatDoesNotEndInTimeIsUncertain() {
        answer(okJson(POSTED).withChunkedDribbleDelay(4, 12_000));

        assertThat(write("write-timeout", "500ms")).isInstanceOf(Uncertain.class);
    }

    @Test
    void anAnswerThatDoesNotEndIsUncertain() {
        answer(okJson("[" + " ".repeat(33 << 20) + "]"));

        assertThat(write()).isInstanceOfSatisfying(Uncertain.class, outcome -> assertThat(outcome.reason())
                .contains("larger than 32 MB"));
    }

    /** As a service does that shows the request in its error. */
    @ParameterizedTest
    @ValueSource(strings = {"OAUTH2", "BASIC"})
    void neitherPasswordNorTokenStandsInAnOutcomeOfARequestThatIsRefusedByTheServer(String auth) {
        answer(status(500).withTransformers("response-template").withBody("{{request.headers.Authorization}}"));

        String outcome = write("auth", auth).toString();

        assertThat(outcome)
                .doesNotContain("s3cr3t-word")
                .doesNotContain(Base64.getEncoder().encodeToString("hub:s3cr3t-word".getBytes(UTF_8)))
                .doesNotContain("Bearer first");
    }

    @Test
    void nothingIsSentOnceTheTimeToSendHasPassed() {
        answer(okJson(POSTED));
        ProtheusWriter writer = FakeProtheus.service(protheus.connection(Clock.systemUTC()))
                .writer()
                .orElseThrow();

        assertThat(writer.write(Deliveries.posting(), Deadline.in(Duration.ZERO)))
                .isInstanceOf(NotExecuted.class);
        assertSent(0);
    }

    @Test
    void aTokenThatIsRenewedTooSlowlyIsNotUsedForASecondTry() {
        answer(status(401));
        ProtheusConnection connection = protheus.connection(Clock.systemUTC());
        Deadline deadline = Deadline.in(Duration.ofSeconds(3));
        ProtheusAuthorization slow = new ProtheusAuthorization() {
            @Override
            public String header() {
                return "Bearer first";
            }

            @Override
            public String renewed(String refused) {
                await().until(deadline::passed);
                return "Bearer second";
            }
        };
        ProtheusWriter writer = new ProtheusWriter(
                connection.properties(),
                slow,
                connection.client(),
                connection.writes(),
                WriterMappings.load("mata681", null).orElseThrow());

        assertThat(writer.write(Deliveries.posting(), deadline)).isInstanceOf(NotExecuted.class);
        assertSent(1);
    }

    @Test
    void f01ATokenThatEndedIsRenewedOnceAndThePostingSentAgain() {
        protheus.server.stubFor(
                post(urlPathEqualTo(FakeProtheus.MATA681)).atPriority(2).willReturn(okJson(POSTED)));
        protheus.server.stubFor(post(urlPathEqualTo(FakeProtheus.MATA681))
                .atPriority(1)
                .withHeader("Authorization", equalTo("Bearer first"))
                .willReturn(status(401)));
        ProtheusWriter writer = FakeProtheus.service(protheus.connection(Clock.systemUTC()))
                .writer()
                .orElseThrow();
        protheus.server.stubFor(post(urlPathEqualTo(FakeProtheus.TOKEN))
                .atPriority(1)
                .inScenario("tokens")
                .whenScenarioStateIs("Started")
                .willSetStateTo("renewed")
                .willReturn(okJson(FakeProtheus.token("first"))));
        protheus.server.stubFor(post(urlPathEqualTo(FakeProtheus.TOKEN))
                .atPriority(1)
                .inScenario("tokens")
                .whenScenarioStateIs("renewed")
                .willReturn(okJson(FakeProtheus.token("second"))));

        assertThat(writer.write(Deliveries.posting(), Deadline.in(Duration.ofMinutes(1))))
                .isInstanceOf(Delivered.class);
        assertSent(2);
    }

    @Test
    void f02WithoutATokenNothingIsSent() {
        protheus.server.stubFor(
                post(urlPathEqualTo(FakeProtheus.TOKEN)).atPriority(1).willReturn(status(401)));

        assertThat(write()).isInstanceOfSatisfying(Blocked.class, outcome -> assertThat(outcome.retryAfter())
                .isEqualTo(Duration.ofMinutes(10)));
        assertSent(0);
    }
}
