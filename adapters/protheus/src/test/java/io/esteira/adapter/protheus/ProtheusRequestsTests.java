package io.esteira.adapter.protheus;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.notContaining;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryOutcome.Delivered;
import io.esteira.adapter.delivery.DeliveryOutcome.NotExecuted;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a delivery looks like on its way: every value in its place, and nowhere else. */
class ProtheusRequestsTests {

    private static final String IN_PATH_AND_HEADER = """
            posting:
              method: POST
              path: /apontar/${item}/x
              headers: { X-Obs: "${item} ${comment}" }
              reference: { request: obs, table: H6_OBSERVA, width: 60 }
              body: { obs: "${comment}" }
              answers: { success: { resultado: OK } }
            """;

    private final FakeProtheus protheus = new FakeProtheus();

    @AfterEach
    void stop() {
        protheus.close();
    }

    @Test
    void inATextWhatHasNoValueStandsEmptyAndWhatHasOneIsEscaped() {
        answerSoap(status(200).withHeader("Content-Type", "text/xml").withBody("<Status>OK</Status>"));
        DeliveryOrder posting = Deliveries.on(
                Deliveries.posting().deliveryId(),
                Deliveries.REFERENCE,
                "00012301001",
                "A&B<1>",
                "10",
                "",
                Deliveries.posting().postedOn(),
                Instant.parse("2026-03-02T11:00:00Z"),
                Instant.parse("2026-03-02T12:00:00Z"),
                BigDecimal.ONE);

        DeliveryOutcome outcome =
                protheus.write(posting, "writer", "wspcp", "soap-url", protheus.server.baseUrl() + "/ws");

        assertThat(outcome).isInstanceOf(Delivered.class);
        protheus.server.verify(
                1,
                postRequestedFor(urlPathEqualTo("/ws/WSPCP.apw"))
                        .withRequestBody(containing("<MachineCode></MachineCode>"))
                        .withRequestBody(containing("<ItemCode>A&amp;B&lt;1&gt;</ItemCode>")));
    }

    @ParameterizedTest
    @CsvSource({
        "A/B, /rest/apontar/A%2FB/x",
        "../../outro, /rest/apontar/..%2F..%2Foutro/x",
        "A?b=1#c, /rest/apontar/A%3Fb=1%23c/x"
    })
    void aValueInThePathIsOneSegmentOfIt(String item, String path) {
        protheus.server.stubFor(post(anyUrl()).atPriority(6).willReturn(okJson("{\"resultado\":\"OK\"}")));

        assertThat(write(IN_PATH_AND_HEADER, ofItem(item))).isInstanceOf(Delivered.class);

        protheus.server.verify(1, postRequestedFor(urlEqualTo(path)));
    }

    @Test
    void whatAHeaderCannotCarryIsLeftOutOfIt() {
        protheus.server.stubFor(post(anyUrl()).atPriority(6).willReturn(okJson("{\"resultado\":\"OK\"}")));

        assertThat(write(IN_PATH_AND_HEADER, ofItem("Q\r\nX: 1 \u20ac"))).isInstanceOf(Delivered.class);

        protheus.server.verify(
                1,
                postRequestedFor(urlPathMatching("/rest/apontar/.*"))
                        .withHeader("X-Obs", equalTo("QX: 1  #7K2M9QX4D")));
    }

    @Test
    void aDeliveryThatCannotBeFilledInWasNotExecuted() {
        assertThat(write(IN_PATH_AND_HEADER, ofItem("..")))
                .isInstanceOfSatisfying(
                        NotExecuted.class,
                        outcome -> assertThat(outcome.reason()).contains("own").contains("lead elsewhere"));
    }

    @Test
    void charactersThatXmlDoesNotHaveAreLeftOut() {
        answerSoap(status(200).withHeader("Content-Type", "text/xml").withBody("<Status>OK</Status>"));

        assertThat(protheus.write(
                        ofItem("A\u0000\u001b\ufffeB"),
                        "writer",
                        "wspcp",
                        "soap-url",
                        protheus.server.baseUrl() + "/ws"))
                .isInstanceOf(Delivered.class);

        protheus.server.verify(
                1,
                postRequestedFor(urlPathEqualTo("/ws/WSPCP.apw"))
                        .withRequestBody(containing("<ItemCode>AB</ItemCode>")));
    }

    @Test
    void aFieldOfAModelWithoutAValueIsLeftOutWhole() {
        protheus.server.stubFor(
                post(urlPathEqualTo("/rest/fwmodel/MATA681")).atPriority(1).willReturn(okJson("{\"pk\":\"abc\"}")));

        assertThat(protheus.write(Deliveries.posting(), "writer", "fwmodel")).isInstanceOf(Delivered.class);

        protheus.server.verify(
                1,
                postRequestedFor(urlPathEqualTo("/rest/fwmodel/MATA681"))
                        .withRequestBody(containing("{\"id\":\"H6_OPERADO\",\"value\":\"000042\"}"))
                        .withRequestBody(notContaining("H6_RECURSO")));
    }

    private void answerSoap(ResponseDefinitionBuilder answer) {
        protheus.server.stubFor(
                post(urlPathEqualTo("/ws/WSPCP.apw")).atPriority(1).willReturn(answer));
    }

    private DeliveryOutcome write(String file, DeliveryOrder posting) {
        ProtheusConnection connection = protheus.connection(Clock.systemUTC());
        WriterMapping mapping = WriterMappings.read("own", "own.yml", new StringReader(file));
        return new ProtheusWriter(
                        connection.properties(),
                        connection.authorization(),
                        connection.client(),
                        connection.writes(),
                        mapping)
                .write(posting, Deadline.in(Duration.ofMinutes(1)));
    }

    private static DeliveryOrder ofItem(String item) {
        DeliveryOrder posting = Deliveries.posting();
        return Deliveries.on(
                posting.deliveryId(),
                Deliveries.REFERENCE,
                posting.orderKey(),
                item,
                "10",
                "",
                posting.postedOn(),
                Instant.parse("2026-03-02T11:00:00Z"),
                Instant.parse("2026-03-02T12:00:00Z"),
                BigDecimal.ONE);
    }
}
