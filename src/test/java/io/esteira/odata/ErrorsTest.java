package io.esteira.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ODataServerError;
import org.junit.jupiter.api.Test;

class ErrorsTest {

    private static String told(ODataServerError error) throws Exception {
        return new String(answer(error, true).getContent().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static ODataResponse answer(ODataServerError error, boolean understood) {
        OData odata = OData.newInstance();
        Errors errors = new Errors(() -> "4711", () -> understood);
        errors.init(odata, odata.createServiceMetadata(null, List.of()));
        ODataResponse response = new ODataResponse();
        errors.processError(new ODataRequest(), response, error, ContentType.JSON);
        return response;
    }

    @Test
    void ourOwnFaultIsToldByItsTraceAlone() throws Exception {
        String answer = told(new ODataServerError().setStatusCode(500).setMessage("relation hub.x is null"));

        assertThat(answer).contains("INTERNAL").contains("4711").doesNotContain("hub.x");
    }

    @Test
    void whatTheLibraryRefusesHasACodeAndAnEnd() throws Exception {
        String answer = told(new ODataServerError().setStatusCode(400).setMessage("x".repeat(8_000)));

        assertThat(answer).contains("BAD_USER_INPUT").contains("x…").hasSizeLessThan(400);
    }

    @Test
    void whatTheLibraryCannotReadIsTheRequestsFault() throws Exception {
        ODataResponse response = answer(
                new ODataServerError().setStatusCode(500).setException(new IllegalStateException("secret")), false);

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(new String(response.getContent().readAllBytes(), StandardCharsets.UTF_8))
                .contains("BAD_USER_INPUT")
                .doesNotContain("secret");
    }
}
