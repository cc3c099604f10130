package io.esteira.adapter.protheus;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.protheus.ProtheusAuthorization.LoginRefused;
import io.esteira.adapter.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtheusTokensTests {

    private final FakeProtheus protheus = new FakeProtheus();
    private final MutableClock clock = new MutableClock("2026-03-02T12:00:00Z");

    @AfterEach
    void stop() {
        protheus.close();
    }

    private ProtheusAuthorization tokens(String... properties) {
        return protheus.connection(clock, properties).authorization();
    }

    @Test
    void sendsUserAndPasswordAsHeadersAndNeverInTheAddress() {
        String header = tokens().header();

        assertThat(header).isEqualTo("Bearer first");
        protheus.server.verify(postRequestedFor(urlPathEqualTo(FakeProtheus.TOKEN))
                .withQueryParam("grant_type", equalTo("password"))
                .withQueryParam("password", absent())
                .withHeader("username", equalTo("hub"))
                .withHeader("password", equalTo("s3cr3t-word")));
    }

    @Test
    void sendsAFormWhereTheSiteWantsOne() {
        assertThat(tokens("token-grant", "FORM").header()).isEqualTo("Bearer first");

        protheus.server.verify(postRequestedFor(urlPathEqualTo(FakeProtheus.TOKEN))
                .withHeader("Content-Type", containing("application/x-www-form-urlencoded"))
                .withRequestBody(containing("username=hub"))
                .withRequestBody(containing("password=s3cr3t-word")));
    }

    @Test
    void sendsTheParametersInTheAddressOnOldReleases() {
        assertThat(tokens("token-grant", "QUERY").header()).isEqualTo("Bearer first");

        protheus.server.verify(postRequestedFor(urlPathEqualTo(FakeProtheus.TOKEN))
                .withQueryParam("username", equalTo("hub"))
                .withQueryParam("password", equalTo("s3cr3t-word")));
    }

    @Test
    void fetchesOneTokenForAllThreads() throws Exception {
        answer(okJson(FakeProtheus.token("first")).withFixedDelay(100));
        ProtheusAuthorization tokens = tokens();
        Callable<String> ask = tokens::header;

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> header :
                    threads.invokeAll(Stream.generate(() -> ask).limit(8).toList())) {
                assertThat(header.get()).isEqualTo("Bearer first");
            }
        }

        protheus.server.verify(1, postRequestedFor(urlPathEqualTo(FakeProtheus.TOKEN)));
    }

    @Test
    void threadsThatWereRefusedTogetherRenewOnce() {
        ProtheusAuthorization tokens = tokens();
        String refused = tokens.header();
        answer(okJson(FakeProtheus.token("second")));

        List<String> renewed = List.of(tokens.renewed(refused), tokens.renewed(refused));

        assertThat(renewed).containsOnly("Bearer second");
        protheus.server.verify(2, postRequestedFor(urlPathEqualTo(FakeProtheus.TOKEN)));
    }

    @Test
    void refreshesFiveMinutesBeforeTheEnd() {
        ProtheusAuthorization tokens = tokens();
        String before = tokens.header();
        answer(okJson(FakeProtheus.token("second")));
        clock.pass(Duration.ofMinutes(54));
        assertThat(tokens.header()).isEqualTo(before);

        clock.pass(Duration.ofMinutes(1));

        assertThat(tokens.header()).isEqualTo("Bearer second");
        protheus.server.verify(postRequestedFor(urlPathEqualTo(FakeProtheus.TOKEN))
                .withQueryParam("grant_type", equalTo("refresh_token"))
                .withQueryParam("refresh_token", equalTo("refresh-first")));
    }

    @Test
    void fallsBackToThePasswordOnceWhenTheRefreshIsRefused() {
        ProtheusAuthorization tokens = tokens();
        assertThat(tokens.header()).isEqualTo("Bearer first");
        clock.pass(Duration.ofHours(2));
        protheus.server.stubFor(post(urlPathEqualTo(FakeProtheus.TOKEN))
                .atPriority(1)
                .withQueryParam("grant_type", equalTo("refresh_token"))
                .willReturn(status(401)));

        assertThat(tokens.header()).isEqualTo("Bearer first");

        protheus.server.verify(3, postRequestedFor(urlPathEqualTo(FakeProtheus.TOKEN)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 409, 202})
    void f02RefusedCredentialsNameTheUserAndAreNotHammered(int status) {
        answer(status(status));
        ProtheusAuthorization tokens = tokens();

        assertThatThrownBy(tokens::header)
                .isInstanceOf(LoginRefused.class)
                .hasMessageContaining("user hub")
                .hasMessageNotContaining("s3cr3t");
        assertThatThrownBy(tokens::header).isInstanceOf(LoginRefused.class);

        protheus.server.verify(1, postRequestedFor(urlPathEqualTo(FakeProtheus.TOKEN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT-2H"})
    void asksAgainAMinuteAfterARefusalAndOnceTheClockWasSetBack(Duration later) {
        protheus.server.stubFor(post(urlPathEqualTo(FakeProtheus.TOKEN))
                .atPriority(1)
                .inScenario("refused once")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("mended")
                .willReturn(status(401)));
        ProtheusAuthorization tokens = tokens();
        assertThatThrownBy(tokens::header).isInstanceOf(LoginRefused.class);

        clock.pass(later);

        assertThat(tokens.header()).isEqualTo("Bearer first");
    }

    @Test
    void anErrorOfTheServerIsNoRefusal() {
        answer(status(503));

        assertThatThrownBy(() -> tokens().header())
                .isInstanceOf(SourceUnavailable.class)
                .isNotInstanceOf(LoginRefused.class)
                .hasMessageContaining("503");
    }

    @Test
    void basicAuthorisationHasNothingToRenew() {
        ProtheusAuthorization basic = tokens("auth", "BASIC");

        assertThat(basic.header()).isEqualTo("Basic aHViOnMzY3IzdC13b3Jk");
        assertThatThrownBy(() -> basic.renewed(basic.header())).isInstanceOf(LoginRefused.class);
    }

    private void answer(ResponseDefinitionBuilder answer) {
        protheus.server.stubFor(
                post(urlPathEqualTo(FakeProtheus.TOKEN)).atPriority(1).willReturn(answer));
    }
}
