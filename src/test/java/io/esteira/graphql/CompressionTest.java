package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Answers come compressed to those who ask for it, and are the same. */
class CompressionTest extends HubTest {

    private static final String LONG = "{ __schema { types { name description } } }";

    @LocalServerPort
    private int port;

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TestTokens.token("operator", "MATRIZ"));
    }

    private HttpRequest.Builder post(String query) {
        return request("/graphql")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"" + query + "\"}"));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String encoding(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Encoding").orElse("none");
    }

    private static byte[] read(HttpResponse<byte[]> answer) throws Exception {
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return plain.readAllBytes();
        }
    }

    @Test
    void longAnswersAreTheSameAndSmaller() throws Exception {
        HttpResponse<byte[]> plain = send(post(LONG));
        HttpResponse<byte[]> compressed = send(post(LONG).header("Accept-Encoding", "gzip"));

        assertThat(encoding(plain)).isEqualTo("none");
        assertThat(encoding(compressed)).isEqualTo("gzip");
        assertThat(compressed.body()).hasSizeLessThan(plain.body().length / 2);
        assertThat(read(compressed)).isEqualTo(plain.body());
    }

    @Test
    void shortAnswersStayAsTheyAre() throws Exception {
        assertThat(encoding(send(post("{ __typename }").header("Accept-Encoding", "gzip"))))
                .isEqualTo("none");
    }

    @Test
    void whatIsKeptByItsTagIsKnownAgain() throws Exception {
        String path = "/graphql?query=" + URLEncoder.encode(LONG, StandardCharsets.UTF_8);
        HttpResponse<byte[]> first = send(request(path).header("Accept-Encoding", "gzip"));
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<byte[]> again =
                send(request(path).header("Accept-Encoding", "gzip").header("If-None-Match", tag));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }
}
