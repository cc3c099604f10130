package io.esteira.graphql;

import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the contract over HTTP. */
abstract class OverHttp extends HubTest {

    static final String JSON = "application/json";
    static final String GRAPHQL = "application/graphql-response+json";
    static final String TYPENAME = "{\"query\": \"{ __typename }\"}";

    final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql" + query))
                .header("Authorization", "Bearer " + TestTokens.token("operator", "MATRIZ"));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String accept, String body) throws IOException, InterruptedException {
        return send(request("")
                .header("Content-Type", JSON)
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String query, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("?" + query);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    static String code(HttpResponse<String> answer) {
        return json(answer).at("/errors/0/extensions/code").asString();
    }
}
