package io.esteira.adapter.protheus;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryOutcome.Blocked;
import io.esteira.adapter.delivery.DeliveryOutcome.Delivered;
import io.esteira.adapter.delivery.DeliveryOutcome.NotExecuted;
import io.esteira.adapter.delivery.DeliveryOutcome.PendingInErp;
import io.esteira.adapter.delivery.DeliveryOutcome.Rejected;
import io.esteira.adapter.delivery.DeliveryOutcome.Uncertain;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is proved by each answer to a posting. */
class ProtheusWriterTests extends WritingToFake {

    private static final String KEPT = """
            {"Status":"Apontamento pendente","idAppointment":"0000000815","OpClose":false,"ReportQuantity":0}""";

    private static final String HELP =
            "AJUDA:A680OPTOT     Operacao ja totalizada|Tabela SH6|" + "Ord.Producao - H6_OP :=00012301001 -- Invalido";

    @Test
    void writesWhatTheMappingSays() {
        answer(okJson(POSTED));

        DeliveryOutcome outcome = write();

        assertThat(outcome).isEqualTo(new Delivered(null, POSTED));
        protheus.server.verify(
                1,
                postRequestedFor(urlPathEqualTo(FakeProtheus.MATA681))
                        .withHeader("tenantId", equalTo("T1,D MG 01"))
                        .withHeader("Content-Type", equalTo("application/json;charset=UTF-8"))
                        .withRequestBody(equalToJson("""
                        {"appointmentType": "3", "ProductionOrderNumber": "00012301001", "ItemCode": "QJ0001",
                         "ActivityCode": "10", "OperatorCode": "000042", "Part_Total": "P",
                         "ApprovedQuantity": 12.50, "ScrapQuantity": 1,
                         "StartReportDateTime": "02/03/2026", "StartReportTime": "08:00",
                         "EndReportDateTime": "02/03/2026", "EndReportTime": "09:30",
                         "ReportDateTime": "02/03/2026", "Comments": "#7K2M9QX4D turno da noite"}""")));
    }

    @Test
    void peopleAreShownWhatIsWrittenWithoutLoginAndWithoutPersons() {
        String told = protheus.told(Deliveries.posting());

        assertThat(told)
                .startsWith("POST ")
                .contains("\"ApprovedQuantity\"", "#" + Deliveries.REFERENCE + " ***", "\"OperatorCode\"", "***")
                .doesNotContain("000042", "turno da noite", "Basic", "Bearer");
    }

    @ParameterizedTest
    @CsvSource({"200,''", "201,'{'", "200,'{}'", "200,'[]'", "200,'{\"idAppointment\":\" \"}'"})
    void anAnswerThatCannotBeReadIsUncertain(int status, String body) {
        answer(jsonResponse(body, status));

        assertThat(write()).isInstanceOf(Uncertain.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 500, 502})
    void f06APageIsUncertain(int status) {
        answer(status(status).withHeader("Content-Type", "text/html").withBody("<html>Login</html>"));

        assertThat(write()).isInstanceOf(Uncertain.class);
    }

    @Test
    void f34APostingThatABatchLeavesOutIsRejectedWithItsMessage() {
        answer(
                status(207)
                        .withBody(
                                "{\"items\":[],\"_messages\":[{\"code\":\"412\",\"message\":\"OP fora do MRP\",\"detailedMessage\":{}}]}"));

        assertThat(write()).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo("412");
            assertThat(rejected.text()).startsWith("OP fora do MRP");
        });
        assertSent(1);
    }

    @Test
    void f33APersonWhoMayNotPostIsNotTakenForAVerdictOfQuality() {
        answer(status(403).withBody("{\"code\":403,\"message\":\"Usuario nao cadastrado para o servico\"}"));

        assertThat(write()).isInstanceOf(Blocked.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 500})
    void f17ARefusalIsKnownByItsTextWhateverTheStatus(int status) {
        answer(jsonResponse(
                "{\"code\":400,\"message\":\"Erro ao realizar o apontamento\",\"detailedMessage\":\"" + HELP + "\"}",
                status));

        assertThat(write()).isEqualTo(new Rejected("A680OPTOT", "Erro ao realizar o apontamento | " + HELP));
        assertSent(1);
    }

    @Test
    void aRefusalInAPageIsARefusal() {
        answer(status(500)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>HELP:A250ENCERR OP encerrada</html>"));

        assertThat(write()).isInstanceOfSatisfying(Rejected.class, outcome -> assertThat(outcome.code())
                .isEqualTo("A250ENCERR"));
    }

    @Test
    void aRefusalWithoutAHelpCodeKeepsTheCodeOfTheService() {
        answer(jsonResponse("{\"errorCode\":112,\"errorMessage\":\"Operacao nao informada\"}", 400));

        assertThat(write()).isEqualTo(new Rejected("112", "Operacao nao informada"));
    }

    @Test
    void aRefusalOfTheServiceUnderACustomCodeIsARefusal() {
        answer(jsonResponse("{\"errorCode\":112,\"errorMessage\":\"Ordem de producao nao cadastrada\"}", 500));

        assertThat(write()).isEqualTo(new Rejected("112", "Ordem de producao nao cadastrada"));
    }

    @Test
    void f18ARuntimeErrorIsUncertain() {
        answer(jsonResponse(
                "{\"errorCode\":500,\"errorMessage\":\"THREAD ERROR ([4711]) variable does not exist NPOS\"}", 500));

        assertThat(write()).isInstanceOf(Uncertain.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void f27ARecordInUseExecutedNothing(int status) {
        answer(jsonResponse(
                "{\"code\":1,\"message\":\"Registro bloqueado por outro usuario, tente novamente\"}", status));

        assertThat(write()).isInstanceOf(NotExecuted.class);
    }

    @Test
    void f27ARecordInUseUnder200IsNoRefusal() {
        answer(jsonResponse(
                "{\"code\":400,\"detailedMessage\":\"AJUDA:REGNOIS Registro em uso por outro usuario\"}", 200));

        assertThat(write()).isInstanceOf(NotExecuted.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 500})
    void aRecordThatAPersonHasBlockedIsARefusal(int status) {
        answer(jsonResponse("{\"message\":\"AJUDA:REGBLOQ Este registro está bloqueado para uso.\"}", status));

        assertThat(write()).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.code())
                .isEqualTo("REGBLOQ"));
    }

    /** Each would change what the answer means, were it taken for words of Protheus. */
    @ParameterizedTest
    @ValueSource(strings = {"registro em uso por outro usuário", "HELP: \"peça\" trocada", "OP ja encerrada ontem"})
    void whatAPersonWroteInTheNoteProvesNothingWhenTheServiceRepeatsIt(String note) {
        String sent = note.replace("\"", "\\\"");
        for (String echo : List.of(sent, "#7K2M9QX4D " + sent, sent.toUpperCase(Locale.ROOT))) {
            answer(jsonResponse("{\"Comments\":\"" + echo + "\",\"errorMessage\":\"THREAD ERROR\"}", 500));

            assertThat(protheus.write(Deliveries.posting("10", note))).as(echo).isInstanceOf(Uncertain.class);
        }
    }

    @Test
    void whatProtheusSaysIsHeardBesideTheNote() {
        answer(jsonResponse("{\"Comments\":\"#7K2M9QX4D HELP\",\"errorMessage\":\"" + HELP + "\"}", 500));

        assertThat(protheus.write(Deliveries.posting("10", "HELP")))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo("A680OPTOT"));
    }

    @Test
    void f27ABusinessErrorOfTheSoapServiceThatSaysBusyIsTriedAgain() {
        soap(status(200)
                .withHeader("Content-Type", "text/xml")
                .withBody("<Status>ERROR</Status><Message code=\"1\">Registro em uso por outro usuario</Message>"));

        assertThat(writeBySoap()).isInstanceOf(NotExecuted.class);
    }

    @Test
    void aUserWhomTheSoapServiceDoesNotKnowIsForAPerson() {
        soap(status(500)
                .withHeader("Content-Type", "text/xml")
                .withBody("<soap:Fault><faultstring>AUTHENTICATION: USER NOT AUTHORIZED</faultstring></soap:Fault>"));

        assertThat(writeBySoap()).isInstanceOfSatisfying(Blocked.class, outcome -> assertThat(outcome.retryAfter())
                .isEqualTo(Duration.ofMinutes(10)));
    }

    private void soap(ResponseDefinitionBuilder answer) {
        protheus.server.stubFor(
                post(urlPathEqualTo("/ws/WSPCP.apw")).atPriority(1).willReturn(answer));
    }

    private DeliveryOutcome writeBySoap() {
        return write("writer", "wspcp", "soap-url", protheus.server.baseUrl() + "/ws");
    }

    @Test
    void f13APostingKeptAsPendingIsPending() {
        answer(okJson(KEPT));

        assertThat(write()).isEqualTo(new PendingInErp("0000000815", KEPT));
    }

    @Test
    void f13ThePlaceOfAnItemCodeInTheIdOfAPendingPostingProvesNothing() {
        String keptAsItem81 = KEPT.replace("0000000815", "0000QJ0001");
        answer(okJson(keptAsItem81));

        assertThat(write()).isEqualTo(new PendingInErp("0000QJ0001", keptAsItem81));
    }

    @Test
    void f14ARefusalIsARefusalWhateverRowsArePending() {
        protheus.add(
                "T4K",
                "T4K_FILIAL",
                "D MG 01 ",
                "T4K_ID",
                "0000000816",
                "T4K_OP",
                "00012301001   ",
                "T4K_OPERAC",
                "10",
                "T4K_QUANT",
                12.5);
        answer(jsonResponse("{\"code\":400,\"message\":\"" + HELP + "\"}", 400));

        assertThat(write()).isEqualTo(new Rejected("A680OPTOT", HELP));
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 401, 403, 404, 405})
    void f03ToF05WhatAPersonMustMendIsNotExecutedWaitsLongAndIsTold(int status) {
        answer(jsonResponse("{\"message\":\"Acesso negado\"}", status));

        assertThat(write("refused-pause", "15m"))
                .isInstanceOfSatisfying(Blocked.class, outcome -> assertThat(outcome.retryAfter())
                        .isEqualTo(Duration.ofMinutes(15)));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void aRefusalOfTheBusinessUnderTheStatusOfAMissingServiceIsARefusal(int status) {
        answer(jsonResponse("{\"code\":404,\"message\":\"Ordem de producao nao cadastrada\"}", status));

        assertThat(write()).isEqualTo(new Rejected("404", "Ordem de producao nao cadastrada"));
    }
}
