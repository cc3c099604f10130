package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the demo what a page should show, and does what other people do meanwhile. */
record Contract(Demo demo) {

    /**
     * @param user one of the demo's
     * @return the answer's data
     */
    JsonNode ask(String user, String document, Map<String, Object> variables) {
        String question = JsonMapper.shared().writeValueAsString(Map.of("query", document, "variables", variables));
        JsonNode answer =
                JsonMapper.shared().readTree(post("/graphql", "Bearer " + token(user), "application/json", question));
        assertThat(answer.path("errors").isMissingNode()).as("%s", answer).isTrue();
        return answer.path("data");
    }

    private String token(String user) {
        String client =
                Base64.getEncoder().encodeToString((user + ':' + Demo.PASSWORD).getBytes(StandardCharsets.UTF_8));
        String answer = post(
                "/oauth2/token",
                "Basic " + client,
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials");
        return JsonMapper.shared().readTree(answer).path("access_token").stringValue();
    }

    private String post(String path, String authorization, String type, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(demo.address(path)))
                .header("Authorization", authorization)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
