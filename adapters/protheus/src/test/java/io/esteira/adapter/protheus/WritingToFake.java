package io.esteira.adapter.protheus;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import org.junit.jupiter.api.AfterEach;

/** Postings to a Protheus of which each answer is chosen. */
abstract class WritingToFake {

    static final String POSTED = """
            {"ProductionOrderNumber":"00012301001","Comments":"registro em uso por outro usuario","Status":"OK",
             "idAppointment":"D MG 01 QJ0001         01000000123","OpClose":true,"ReportQuantity":487.50}""";

    final FakeProtheus protheus = new FakeProtheus();

    @AfterEach
    void stop() {
        protheus.close();
    }

    DeliveryOutcome write(String... properties) {
        return protheus.write(Deliveries.posting(), properties);
    }

    void answer(ResponseDefinitionBuilder answer) {
        protheus.server.stubFor(
                post(urlPathEqualTo(FakeProtheus.MATA681)).atPriority(1).willReturn(answer));
    }

    void assertSent(int times) {
        protheus.server.verify(times, postRequestedFor(urlPathEqualTo(FakeProtheus.MATA681)));
    }
}
