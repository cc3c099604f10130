package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.platform.Company;
import io.esteira.support.Draft;
import io.esteira.support.Factory;
import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Postings as clients make them: over HTTP, with a token, in the words of the contract. */
class PostingMutationsTest extends HubTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static final String POST = """
            mutation($input: PostProductionInput!) {
              postProduction(input: $input) {
                __typename
                ... on PostProductionPayload {
                  posting { id good scrap state inErp scrapReasons { reason quantity } }
                  order { number status }
                  delivery { id state reasonCode reasonText }
                }
                ... on PostingRefused { code field message messagePt }
              }
            }
            """;

    @Autowired
    private DataSource dataSource;

    @LocalServerPort
    private int port;

    private String number = "";

    @BeforeEach
    void newOrder() {
        short id = jdbc.sql("select id from hub.company where code = 'LATICINIO'")
                .query(Short.class)
                .single();
        number = "00077%02d/01/001".formatted(NUMBERS.incrementAndGet());
        new Factory(dataSource)
                .order(
                        new Company(id, "LATICINIO", "LATICINIO", ZoneId.of("America/Sao_Paulo")),
                        "paper",
                        number,
                        "100");
    }

    @Test
    void postingIsAnsweredWithWhatTheHubHoldsAndHeldWhereNothingCanCarryIt() {
        JsonNode answer = post(input("12.50")).path("postProduction");

        assertThat(answer.path("__typename").asString()).isEqualTo("PostProductionPayload");
        assertThat(answer.path("posting").path("good").asString()).isEqualTo("12.5");
        assertThat(answer.path("posting").path("scrap").asString()).isEqualTo("2");
        assertThat(answer.path("posting").path("inErp").asBoolean()).isFalse();
        assertThat(answer.path("order").path("number").asString()).isEqualTo(number);
        assertThat(answer.path("order").path("status").asString()).isEqualTo("IN_PROGRESS");
        assertThat(answer.path("delivery").path("reasonText").asString()).contains("OP " + number);
    }

    @Test
    void samePostingAgainIsTheSamePosting() {
        Map<String, Object> input = input("5");

        assertThat(post(input)).isEqualTo(post(input));
    }

    @Test
    void refusalIsDataWithCodeFieldAndBothLanguages() {
        JsonNode answer = post(input("101")).path("postProduction");

        assertThat(answer.path("code").asString()).isEqualTo("OVER_PRODUCTION");
        assertThat(answer.path("field").asString()).isEqualTo("good");
        assertThat(answer.path("messagePt").asString()).contains("permitidos");
    }

    @Test
    void orderOfAnotherCompanyDoesNotExist() {
        JsonNode answer = ask(TestTokens.token("operator", "MATRIZ"), POST, Map.of("input", input("1")));

        assertThat(answer.path("postProduction").path("code").asString()).isEqualTo("UNKNOWN_COMPANY");
        assertThat(answer.path("postProduction").path("field").asString()).isEqualTo("company");
    }

    @Test
    void postingIsTakenBackByTheIdThatTheClientGaveIt() {
        Map<String, Object> input = input("5");
        post(input);

        JsonNode answer = ask(TestTokens.token("leader", "LATICINIO"), """
                mutation($id: ID!) {
                  reversePosting(input: {id: $id, reason: "typed wrong"}) {
                    ... on ReversePostingPayload { posting { state reversalReason } delivery { state } }
                    ... on PostingRefused { code }
                  }
                }
                """, Map.of("id", input.get("id")));

        assertThat(answer.path("reversePosting").path("posting").path("state").asString())
                .isEqualTo("REVERSED");
        assertThat(answer.path("reversePosting").path("delivery").path("state").asString())
                .isEqualTo("CANCELLED");
    }

    @Test
    void deskResendsCancelsAndClosesByTheIdOfTheDelivery() {
        String held = deliveryOf(input("5"));
        String other = deliveryOf(input("6"));
        String it = TestTokens.token("it", "*");

        JsonNode resent = ask(
                it,
                "mutation($id: ID!) { resendDelivery(id: $id) { __typename ... on PostingRefused { code } } }",
                Map.of("id", held));
        JsonNode cancelled = ask(it, """
                mutation($id: ID!) {
                  cancelDelivery(id: $id, reason: "twice") { ... on CancelDeliveryPayload { delivery { state } posting { state } } }
                }
                """, Map.of("id", held));
        JsonNode closed = ask(it, """
                mutation($id: ID!) {
                  closeDeliveryByHand(id: $id, erpKey: "R1", reason: "typed") {
                    ... on CloseDeliveryPayload { delivery { state erpKey } posting { inErp } }
                  }
                }
                """, Map.of("id", other));

        assertThat(resent.path("resendDelivery").path("code").asString()).isEqualTo("NOT_RESENDABLE");
        assertThat(cancelled
                        .path("cancelDelivery")
                        .path("posting")
                        .path("state")
                        .asString())
                .isEqualTo("REVERSED");
        assertThat(closed.path("closeDeliveryByHand")
                        .path("delivery")
                        .path("state")
                        .asString())
                .isEqualTo("CLOSED_BY_HAND");
        assertThat(closed.path("closeDeliveryByHand")
                        .path("posting")
                        .path("inErp")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void importAnswersEachItem() {
        String query = """
                mutation($input: ImportPostingsInput!) {
                  importPostings(input: $input) {
                    accepted alreadyKnown refused
                    items { key status posting { good origin sightings { key how } } refusal { code field } }
                  }
                }
                """;
        Map<String, Object> item = Map.of(
                "key",
                "SH6-" + number,
                "orderNumber",
                number,
                "operation",
                "02",
                "postedOn",
                "2026-01-05",
                "good",
                "7.25");
        Map<String, Object> lost =
                Map.of("key", "SH6-lost", "orderNumber", "404", "postedOn", "2026-01-05", "good", "1");
        Map<String, Object> input =
                Map.of("company", "LATICINIO", "source", "protheus", "items", java.util.List.of(item, lost));
        String integration = TestTokens.token("integration", "LATICINIO");

        JsonNode first = ask(integration, query, Map.of("input", input)).path("importPostings");
        JsonNode second = ask(integration, query, Map.of("input", input)).path("importPostings");

        assertThat(first.path("accepted").asInt()).isEqualTo(1);
        assertThat(first.path("refused").asInt()).isEqualTo(1);
        assertThat(first.path("items").get(0).path("posting").path("good").asString())
                .isEqualTo("7.25");
        assertThat(first.path("items").get(1).path("refusal").path("code").asString())
                .isEqualTo("ORDER_NOT_FOUND");
        assertThat(second.path("alreadyKnown").asInt()).isEqualTo(1);
    }

    private String deliveryOf(Map<String, Object> input) {
        return post(input).path("postProduction").path("delivery").path("id").asString();
    }

    private JsonNode post(Map<String, Object> input) {
        return ask(TestTokens.token("operator", "LATICINIO"), POST, Map.of("input", input));
    }

    private Map<String, Object> input(String good) {
        String id = Draft.newId().toString();
        return Map.of(
                "id", id,
                "idempotencyKey", id,
                "company", "LATICINIO",
                "orderNumber", number,
                "sequence", 10,
                "good", good,
                "scrap", java.util.List.of(Map.of("reason", "RISCO", "quantity", "2")));
    }

    private JsonNode ask(String token, String query, Map<String, Object> variables) {
        String body = RestClient.create("http://127.0.0.1:" + port)
                .post()
                .uri("/graphql")
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("query", query, "variables", variables))
                .retrieve()
                .body(String.class);
        JsonNode answer = JsonMapper.shared().readTree(body);
        assertThat(answer.path("errors").isMissingNode()).as(answer.toString()).isTrue();
        return answer.path("data");
    }
}
