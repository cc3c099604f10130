package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.TestTokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GraphQL over HTTP to the letter: all that the public audit suite of the specification looks at, and what it leaves out. */
class GraphQlOverHttpTest extends OverHttp {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/graphql-response+json | application/graphql-response+json",
                "application/json | application/json",
                "*/* | application/json",
                "application/* | application/json",
                "text/html, */*;q=0.1 | application/json",
                "application/json;q=0.5, application/graphql-response+json | application/graphql-response+json",
                "application/graphql-response+json;q=0.5, application/json | application/json",
                "application/graphql-response+json;charset=utf-8 | application/graphql-response+json",
                "application/json;q=0, application/graphql-response+json;q=0.1 | application/graphql-response+json"
            })
    void answersInTheFormThatIsAccepted(String accept, String type) throws Exception {
        HttpResponse<String> answer = post(accept, TYPENAME);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(type(answer)).isEqualTo(type + ";charset=UTF-8");
        assertThat(json(answer).at("/data/__typename").asString()).isEqualTo("Query");
        assertThat(json(answer).has("errors")).isFalse();
    }

    @Test
    void answersJsonToThoseWhoDoNotSay() throws Exception {
        HttpResponse<String> answer =
                send(request("").header("Content-Type", JSON).POST(HttpRequest.BodyPublishers.ofString(TYPENAME)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(type(answer)).startsWith(JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json;charset=iso-8859-1", "application/json;q=0", "image/*"})
    void refusesFormsThatItDoesNotHave(String accept) throws Exception {
        assertThat(post(accept, TYPENAME).statusCode()).isEqualTo(406);
    }

    @Test
    void refusesAnAcceptThatIsNone() throws Exception {
        assertThat(post("nonsense", TYPENAME).statusCode()).isEqualTo(400);
    }

    @Test
    void readsUtf8() throws Exception {
        String body = "{\"query\": \"{ __type(name: \\\"Ação🏃\\\") { name } }\"}";
        HttpResponse<String> answer = send(request("")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).has("errors")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain;charset=UTF-8",
                "application/x-www-form-urlencoded",
                "multipart/mixed; boundary=x",
                "application/graphql",
                "application/json;charset=iso-8859-1",
                "application/json;charset=nonsense",
                "nonsense"
            })
    void readsJsonInUtf8Alone(String type) throws Exception {
        HttpResponse<String> answer =
                send(request("").header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(TYPENAME)));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(code(answer)).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void readsNoBodyOfAnUnknownType() throws Exception {
        assertThat(send(request("").POST(HttpRequest.BodyPublishers.ofString(TYPENAME)))
                        .statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{ \"not a JSON",
                "null",
                "\"text\"",
                "1",
                "{}",
                "{} {}",
                "{\"query\": \"{ __typename }\"} x",
                "{\"query\": \"{ __typename }\", \"query\": \"{ __typename }\"}",
                "{\"qeury\": \"{ __typename }\"}",
                "{\"notquery\": \"{ __typename }\"}",
                "{\"query\": null}",
                "{\"query\": {\"obj\": \"ect\"}}",
                "{\"query\": 0}",
                "{\"query\": false}",
                "{\"query\": [\"array\"]}",
                "{\"query\": \"{ __typename }\", \"operationName\": {\"obj\": \"ect\"}}",
                "{\"query\": \"{ __typename }\", \"operationName\": 0}",
                "{\"query\": \"{ __typename }\", \"operationName\": false}",
                "{\"query\": \"{ __typename }\", \"operationName\": [\"array\"]}",
                "{\"query\": \"{ __typename }\", \"variables\": \"text\"}",
                "{\"query\": \"{ __typename }\", \"variables\": 0}",
                "{\"query\": \"{ __typename }\", \"variables\": false}",
                "{\"query\": \"{ __typename }\", \"variables\": [\"array\"]}",
                "{\"query\": \"{ __typename }\", \"variables\": {\"n\": 1e999999}}",
                "{\"query\": \"{ __typename }\", \"extensions\": \"text\"}",
                "{\"query\": \"{ __typename }\", \"extensions\": 0}",
                "{\"query\": \"{ __typename }\", \"extensions\": false}",
                "{\"query\": \"{ __typename }\", \"extensions\": [\"array\"]}"
            })
    void whatIsNoRequestIsABadOneInBothForms(String body) throws Exception {
        for (String accept : new String[] {JSON, GRAPHQL}) {
            HttpResponse<String> answer = post(accept, body);

            assertThat(answer.statusCode()).as(accept).isEqualTo(400);
            assertThat(type(answer)).startsWith(accept);
            assertThat(json(answer).has("data")).isFalse();
            assertThat(code(answer)).isEqualTo("BAD_USER_INPUT");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"query\":\n \"{ items\n { id } }\"}` | line 2, column 10: a line break within a string, where \\n is meant.",
                "{\"query\": | it ends too early.",
                "{\"query\": } | line 1, column 11: Unexpected character ('}'",
                "{\"query\": [1} | line 1, column 13: Unexpected close marker '}': expected ']'.",
                "{\"query\": \"{ a }\", \"query\": \"{ b }\"} | Duplicate Object property \"query\"."
            })
    void saysWhereABodyStopsBeingJson(String body, String reason) throws Exception {
        String message = json(post(GRAPHQL, body)).at("/errors/0/message").asString();

        assertThat(message)
                .startsWith("The body cannot be read as JSON: line ")
                .contains(reason)
                .doesNotContain("Source");
    }

    @Test
    void saysThatABodyIsTooDeepWithoutTellingHowItIsRead() throws Exception {
        String body = "{\"variables\": " + "[".repeat(200);

        assertThat(json(post(GRAPHQL, body)).at("/errors/0/message").asString())
                .endsWith("it is nested too deep, or a number in it is too long.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\": \"{ __typename }\", \"variables\": null}",
                "{\"query\": \"{ __typename }\", \"operationName\": null}",
                "{\"query\": \"{ __typename }\", \"extensions\": null}",
                "{\"query\": \"{ __typename }\", \"variables\": {}, \"extensions\": {\"some\": \"value\"}}",
                "{\"query\": \"query Query { __typename }\", \"operationName\": \"Query\"}",
                "{\"query\": \"query T($name: String!) { __type(name: $name) { name } }\", \"variables\": {\"name\": \"x\"}}"
            })
    void whatIsARequestIsAnsweredInBothForms(String body) throws Exception {
        for (String accept : new String[] {JSON, GRAPHQL}) {
            HttpResponse<String> answer = post(accept, body);

            assertThat(answer.statusCode()).as(accept).isEqualTo(200);
            assertThat(json(answer).has("errors")).isFalse();
        }
    }

    /** Text that does not parse, does not fit, has no operation to choose, or gets variables of another type. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\": \"{\"}",
                "{\"query\": \"\"}",
                "{\"query\": \"{ nonsense }\"}",
                "{\"query\": \"query a { __typename } query b { __typename }\"}",
                "{\"query\": \"query a { __typename }\", \"operationName\": \"b\"}",
                "{\"query\": \"query C($id: ID!) { __typename }\", \"variables\": {\"id\": null}}",
                "{\"query\": \"subscription { productionOrderChanged { id } }\"}"
            })
    void whatCannotBeExecutedIsSaidByTheStatusOfTheNewFormAlone(String body) throws Exception {
        HttpResponse<String> old = post(JSON, body);
        HttpResponse<String> now = post(GRAPHQL, body);

        assertThat(old.statusCode()).isEqualTo(200);
        assertThat(now.statusCode()).isEqualTo(400);
        assertThat(json(now).has("data")).isFalse();
        assertThat(code(now)).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void whatWasExecutedIsWellAlsoWithErrors() throws Exception {
        HttpResponse<String> answer = post(GRAPHQL, "{\"query\": \"{ __typename quarantine { totalCount } }\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).has("data")).isTrue();
        assertThat(code(answer)).isEqualTo("FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=a=b", "x=%7B{", "utm_source=a&b;c", "query={__typename}&x==="})
    void readsPastWhatIsNotMeantForIt(String more) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql?"
                        + more.replace("{", "%7B").replace("}", "%7D")))
                .header("Authorization", "Bearer " + TestTokens.token("operator", "MATRIZ"))
                .header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.ofString(TYPENAME)));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void hasNoOtherMethods() throws Exception {
        HttpResponse<String> answer = send(request("").method("PATCH", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, POST, PUT, DELETE");
    }

    @Test
    void takesOneRequestAtATime() throws Exception {
        HttpResponse<String> answer = post(JSON, "[" + TYPENAME + "," + TYPENAME + "]");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("BATCH_LIMIT");
        assertThat(json(answer).at("/errors/0/extensions/limit").asInt()).isEqualTo(1);
    }

    @Test
    void takesSoManyVariables() throws Exception {
        HttpResponse<String> answer =
                post(JSON, "{\"query\": \"{ __typename }\", \"variables\": {\"a\": [" + "[],".repeat(30_000) + "[]]}}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("VARIABLES_LIMIT");
        assertThat(json(answer).at("/errors/0/extensions/limit").asInt()).isEqualTo(20_000);
    }

    @Test
    void takesSoManyBytes() throws Exception {
        HttpResponse<String> answer = send(request("")
                .header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofByteArray(new byte[20 * 1024 * 1024 + 1]))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(code(answer)).isEqualTo("BODY_LIMIT");
        assertThat(json(answer).at("/errors/0/extensions/limit").asInt()).isEqualTo(20 * 1024 * 1024);
    }

    @Test
    void exactNumbersStayExact() throws Exception {
        HttpResponse<String> answer = post(JSON, """
                {"query": "query ($q: Decimal!) { productionOrders(first: 0, where: {quantity: {gt: $q}}) { totalCount } }",
                 "variables": {"q": 0.30000000000000004440892098500626}}""");

        assertThat(json(answer).has("errors")).isFalse();
    }

    /** One answer, or none because of what is wrong, is told as events too. */
    @Test
    void answersQueriesAsEvents() throws Exception {
        HttpResponse<String> query = post("text/event-stream", TYPENAME);
        HttpResponse<String> wrong = post("text/event-stream", "{\"query\": \"subscription { nonsense }\"}");
        HttpResponse<String> link = get("query=" + encoded("{ __typename }"), "Accept", "text/event-stream");
        HttpResponse<String> none = post("text/event-stream", "{");

        assertThat(type(query)).startsWith("text/event-stream");
        assertThat(query.body()).contains("event:next", "{\"data\":{\"__typename\":\"Query\"}}", "event:complete");
        assertThat(wrong.body()).contains("event:next", "\"code\":\"BAD_USER_INPUT\"", "event:complete");
        assertThat(link.body()).isEqualTo(query.body());
        assertThat(none.statusCode()).isEqualTo(400);
    }
}
