package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions that are links, by GET. */
class LinksTest extends OverHttp {

    @Test
    void answersALink() throws Exception {
        String query = "query=" + encoded("query T($name: String!) { __type(name: $name) { name } }") + "&variables="
                + encoded("{\"name\": \"Item\"}") + "&operationName=T&extensions=" + encoded("{}");

        for (String accept : new String[] {JSON, GRAPHQL}) {
            HttpResponse<String> answer = get(query, "Accept", accept);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(type(answer)).startsWith(accept);
            assertThat(json(answer).at("/data/__type/name").asString()).isEqualTo("Item");
        }
        assertThat(get("query=" + encoded("{ __typename }")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "query=",
                "query=%7B__typename%7D&query=%7B__typename%7D",
                "query=%7B__typename%7D&variables=1",
                "query=%7B__typename%7D&variables=%5B%5D",
                "query=%7B__typename%7D&variables=%7B",
                "query=%7B__typename%7D&extensions=text"
            })
    void refusesLinksThatAreNoRequests(String query) throws Exception {
        HttpResponse<String> answer = get(query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void followingALinkChangesNothing() throws Exception {
        String mutation = "mutation { cancelJob(id: \"x\") { __typename } }";

        for (String accept : new String[] {JSON, GRAPHQL}) {
            HttpResponse<String> answer = get("query=" + encoded(mutation), "Accept", accept);

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
            assertThat(code(answer)).isEqualTo("METHOD_NOT_ALLOWED");
        }
        assertThat(get("query=" + encoded(mutation), "Accept", "text/event-stream")
                        .body())
                .contains("METHOD_NOT_ALLOWED");
    }

    @Test
    void tellsOfALinkWithoutFollowingIt() throws Exception {
        HttpResponse<String> answer = send(
                request("?query=" + encoded("{ __typename }")).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void sendsAnAnswerOnceForAsLongAsItStaysTheSame() throws Exception {
        String query = "query=" + encoded("{ items(first: 1) { totalCount } }");

        // when
        HttpResponse<String> first = get(query);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = get(query, "If-None-Match", "\"other\", " + tag);
        HttpResponse<String> another =
                get("query=" + encoded("{ items(first: 1) { totalCount __typename } }"), "If-None-Match", tag);

        // then
        assertThat(tag).startsWith("W/\"");
        assertThat(first.headers().firstValue("Cache-Control").orElseThrow()).contains("private", "no-cache");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        assertThat(another.statusCode()).isEqualTo(200);
        assertThat(get("query=" + encoded("{ nonsense }")).headers().firstValue("ETag"))
                .isEmpty();
    }
}
