package io.esteira.adapter.protheus;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.testkit.MutableClock;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers do when Protheus fails, by the numbers of the list of failure modes in the adapter's README. */
class ProtheusReadFailureTests {

    private final FakeProtheus protheus = new FakeProtheus();
    private final MutableClock clock = new MutableClock("2026-03-02T12:00:00Z");

    @BeforeEach
    void fill() {
        for (int i = 1; i <= 5; i++) {
            protheus.add(
                    "SB1",
                    "B1_FILIAL",
                    "  ",
                    "B1_COD",
                    "QJ000" + i,
                    "B1_DESC",
                    "QUEIJO " + i,
                    "B1_TIPO",
                    "PA",
                    "B1_UM",
                    "KG");
        }
    }

    @AfterEach
    void stop() {
        protheus.close();
    }

    private SourceReader items(String... properties) {
        ProtheusConnection connection = protheus.connection(clock, properties);
        return WholeTableReader.items(connection);
    }

    private static List<SourceRecord> all(SourceReader reader) {
        List<SourceRecord> records = new ArrayList<>();
        pages(reader).forEachRemaining(page -> records.addAll(page.records()));
        return records;
    }

    private static Iterator<Page> pages(SourceReader reader) {
        return reader.read(new ReadRequest(FakeProtheus.COMPANY, ReadMode.SNAPSHOT, null));
    }

    @Test
    void asksWithTheTenantTheModuleAndTheToken() {
        assertThat(all(items())).hasSize(5);

        protheus.server.verify(getRequestedFor(urlPathEqualTo(FakeProtheus.QUERY))
                .withHeader("tenantId", equalTo("T1,D MG 01"))
                .withHeader("x-erp-module", equalTo("PCP"))
                .withHeader("Authorization", equalTo("Bearer first"))
                .withQueryParam("where", equalTo("R_E_C_N_O_ > 2"))
                .withQueryParam("order", equalTo("R_E_C_N_O_")));
    }

    @Test
    void f01ATokenThatEndsBetweenTwoPagesIsRenewedAndTheSamePageReadAgain() {
        Iterator<Page> pages = pages(items());
        List<SourceRecord> records = new ArrayList<>(pages.next().records());
        protheus.server.stubFor(get(urlPathEqualTo(FakeProtheus.QUERY))
                .atPriority(1)
                .withHeader("Authorization", equalTo("Bearer first"))
                .willReturn(jsonResponse("{\"code\":401,\"message\":\"token expirado\"}", 401)));
        protheus.server.stubFor(post(urlPathEqualTo(FakeProtheus.TOKEN))
                .atPriority(1)
                .willReturn(okJson(FakeProtheus.token("second"))));

        pages.forEachRemaining(page -> records.addAll(page.records()));

        assertThat(records)
                .extracting(SourceRecord::sourceKey)
                .containsExactly("QJ0001", "QJ0002", "QJ0003", "QJ0004", "QJ0005");
        protheus.server.verify(2, postRequestedFor(urlPathEqualTo(FakeProtheus.TOKEN)));
    }

    @Test
    void f01ATokenThatIsRefusedAgainIsAnErrorAfterOneRenewal() {
        answer(jsonResponse("{}", 401));

        assertUnavailable("401");

        protheus.server.verify(2, getRequestedFor(urlPathEqualTo(FakeProtheus.QUERY)));
    }

    @Test
    void f03AnAnswer202MeansThatThePasswordHasToBeChanged() {
        answer(jsonResponse("{\"message\":\"change password\"}", 202));

        assertUnavailable("change the password");
    }

    @Test
    void f04AMissingRightNamesUserAndService() {
        answer(jsonResponse("{\"code\":403,\"message\":\"Acesso negado\"}", 403));

        assertUnavailable("user hub may not use /api/framework/v1/genericQuery");
    }

    @Test
    void f05AServiceThatIsNotPublishedIsNamed() {
        answer(aResponse()
                .withStatus(404)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>404</html>"));

        assertUnavailable("not published");
    }

    @Test
    void f06APageInsteadOfDataIsNoData() {
        answer(aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/html")
                .withBody("<html><b>Login</b> TOTVS</html>"));

        assertUnavailable("a page instead of data: Login TOTVS");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 200})
    void f07AnAnswerThatSaysNoRecordIsAnEmptyList(int status) {
        answer(jsonResponse("{\"code\":400,\"message\":\"Nenhum registro encontrado\"}", status));

        assertThat(all(items())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Não foram encontrados registros",
                "Não há registros para os parâmetros informados.",
                "Registro nao encontrado",
                "No records found"
            })
    void f07ThatThereIsNoRecordIsSaidInManyWays(String sentence) {
        answer(jsonResponse("{\"code\":400,\"message\":\"Erro\",\"detailedMessage\":\"" + sentence + "\"}", 400));

        assertThat(all(items())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Parametro fields obrigatorio",
                "A tabela SB1 nao foi encontrada no dicionario",
                "Filial nao foi encontrada",
                "Nenhum dado informado em fields"
            })
    void f07AnAnswer400ThatSaysSomethingElseIsNoEmptyList(String sentence) {
        answer(jsonResponse("{\"code\":400,\"message\":\"" + sentence + "\"}", 400));

        assertUnavailable(sentence);
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429})
    void f08ABusyServerIsAskedAgainWithinTheRun(int status) {
        onceThenWell(aResponse().withStatus(status));

        assertThat(all(items())).hasSize(5);
    }

    @Test
    void f09ASporadicPreconditionIsAskedAgainWithinTheRun() {
        onceThenWell(aResponse().withStatus(428));

        assertThat(all(items())).hasSize(5);
    }

    @Test
    void f08AServerThatStaysBusyIsAway() {
        answer(aResponse().withStatus(503));

        assertUnavailable("503");

        protheus.server.verify(4, getRequestedFor(urlPathEqualTo(FakeProtheus.QUERY)));
    }

    @Test
    void f10ACutConnectionIsAway() {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertUnavailable("Protheus is away");
    }

    @Test
    void f11ASlowAnswerIsAway() {
        SourceReader reader = items("read-timeout", "300ms", "auth", "BASIC");
        answer(okJson("{\"items\":[]}").withFixedDelay(10_000));

        assertThatThrownBy(() -> all(reader))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("no answer in time");
    }

    @Test
    void f18AStackTraceOfTheServerIsToldInOneLine() {
        answer(aResponse().withStatus(500).withBody("THREAD ERROR ([42])\nvariable does not exist\n on MATA681"));

        assertUnavailable("THREAD ERROR ([42]) variable does not exist on MATA681");
    }

    @Test
    void f19AKeyThatIsLeftOutIsNamed() {
        answer(okJson(
                "{\"items\":[{\"b1_filial\":\"  \",\"b1_desc\":\"QUEIJO\",\"r_e_c_n_o_\":1}],\"hasNext\":false}"));

        assertUnavailable("leaves out B1_COD of SB1");
    }

    @Test
    void f21RowsOfAnotherBranchAreRefused() {
        protheus.add("SB1", "B1_FILIAL", "D MG 02", "B1_COD", "QJ0009", "B1_DESC", "DE OUTRA FILIAL");

        assertUnavailable("branch \"D MG 02\"");
    }

    @Test
    void aTableSharedByTheBranchesOfAUnitIsRead() {
        protheus.add("SB1", "B1_FILIAL", "D MG   ", "B1_COD", "QJ0009", "B1_DESC", "COMPARTILHADO");

        assertThat(all(items())).hasSize(6);
    }

    @Test
    void f23RowsThatComeAndGoBetweenPagesShiftNothing() {
        Iterator<Page> pages = pages(items());
        List<SourceRecord> records = new ArrayList<>(pages.next().records());
        protheus.rows("SB1").removeFirst();

        pages.forEachRemaining(page -> records.addAll(page.records()));

        assertThat(records)
                .extracting(SourceRecord::sourceKey)
                .containsExactly("QJ0001", "QJ0002", "QJ0003", "QJ0004", "QJ0005");
    }

    @Test
    void f23AServiceThatDoesNotKeepTheOrderIsAnErrorAndNoEndlessLoop() {
        answer(okJson("{\"items\":[{\"b1_filial\":\" \",\"b1_cod\":\"A\",\"r_e_c_n_o_\":1}],\"hasNext\":true}"));

        assertUnavailable("does not keep the order");
    }

    @Test
    void f24Cp1252UnderAUtf8HeaderIsRead() {
        String body =
                "{\"items\":[{\"b1_filial\":\" \",\"b1_cod\":\"A\",\"b1_desc\":\"REQUEIJÃO CREMOSO – PÇ\",\"r_e_c_n_o_\":1}],"
                        + "\"hasNext\":false}";
        answer(aResponse()
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body.getBytes(Charset.forName("windows-1252"))));

        assertThat(payload(all(items()).getFirst())).contains("REQUEIJÃO CREMOSO – PÇ");
    }

    @Test
    void f24TextEncodedTwiceAndRawLineBreaksAreMended() {
        answer(okJson(
                "{\"items\":[{\"b1_filial\":\" \",\"b1_cod\":\"A\",\"b1_desc\":\"PRODUÃ‡ÃƒO DE QUEIJO\r\nFINO\",\"r_e_c_n_o_\":1}],"
                        + "\"hasNext\":false}"));

        assertThat(payload(all(items()).getFirst())).contains("PRODUÇÃO DE QUEIJO\\r\\nFINO");
    }

    @Test
    void f26TheEnvelopeAndTheKeysMayBeInAnyCase() {
        answer(okJson(
                "{\"Items\":[{\"B1_FILIAL\":\"\",\"B1_COD\":\"000A  \",\"R_E_C_N_O_\":\" 7 \"}],\"HasNext\":false}"));

        SourceRecord record = all(items()).getFirst();

        assertThat(record.sourceKey()).isEqualTo("000A");
        assertThat(payload(record)).isEqualTo("{\"b1_cod\":\"000A  \",\"b1_filial\":\"\"}");
    }

    @Test
    void f26ABareListIsReadUntilAnEmptyOneComes() {
        protheus.server.stubFor(query().withQueryParam("where", equalTo("R_E_C_N_O_ > 0"))
                .willReturn(okJson("[{\"b1_filial\":\"\",\"b1_cod\":\"A\",\"r_e_c_n_o_\":7}]")));
        protheus.server.stubFor(
                query().withQueryParam("where", equalTo("R_E_C_N_O_ > 7")).willReturn(okJson("[]")));

        assertThat(all(items())).extracting(SourceRecord::sourceKey).containsExactly("A");
    }

    @Test
    void aRowWithoutAKeyDoesNotStopTheRun() {
        protheus.add("SB1", "B1_FILIAL", "  ", "B1_COD", "      ", "B1_DESC", "SEM CODIGO");

        assertThat(all(items())).extracting(SourceRecord::sourceKey).hasSize(6).contains("R_E_C_N_O_ 6");
    }

    private static String payload(SourceRecord record) {
        return new String(record.payload(), StandardCharsets.UTF_8);
    }

    private void assertUnavailable(String message) {
        SourceReader reader = items();
        assertThatThrownBy(() -> all(reader))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("s3cr3t");
    }

    private void answer(ResponseDefinitionBuilder answer) {
        protheus.server.stubFor(query().willReturn(answer));
    }

    private void onceThenWell(ResponseDefinitionBuilder answer) {
        protheus.server.stubFor(query().inScenario("once")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("well")
                .willReturn(answer));
    }

    private static MappingBuilder query() {
        return get(urlPathEqualTo(FakeProtheus.QUERY)).atPriority(1);
    }
}
