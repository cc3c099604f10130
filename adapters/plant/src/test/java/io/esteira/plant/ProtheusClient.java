package io.esteira.plant;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A plain HTTP client of the simulated Protheus. */
final class ProtheusClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Plant plant;
    private String token = "";

    ProtheusClient(Plant plant) {
        this.plant = plant;
    }

    /** A status and a body, kept as bytes. */
    record Answer(int status, String contentType, byte[] bytes) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Json.read(text());
        }
    }

    Answer login(String user, String password) throws IOException {
        return send(HttpRequest.newBuilder(
                        uri("/api/oauth2/v1/token?grant_type=password&username=" + user + "&password=" + password))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    void login() throws IOException {
        token = login("esteira", "esteira").json().get("access_token").asString();
    }

    Answer get(String path) throws IOException {
        return send(authorised(path, "T1,D MG 01").GET());
    }

    Answer get(String path, String tenant) throws IOException {
        return send(authorised(path, tenant).GET());
    }

    Answer query(String tables, String fields, String... more) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("tables", tables);
        parameters.put("fields", fields);
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return get("/api/framework/v1/genericQuery?"
                + parameters.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    Answer delete(String path) throws IOException {
        return send(authorised(path, "T1,D MG 01").DELETE());
    }

    Answer post(Object body) throws IOException {
        return postText(Json.write(body), Duration.ofSeconds(20));
    }

    Answer postTo(String path, Object body) throws IOException {
        return postText(path, Json.write(body), Duration.ofSeconds(20));
    }

    Answer postText(String body, Duration timeout) throws IOException {
        return postText("/ProductionAppointment/v1/mata681", body, timeout);
    }

    private Answer postText(String path, String body, Duration timeout) throws IOException {
        return send(authorised(path, "T1,D MG 01")
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder authorised(String path, String tenant) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .header("tenantId", tenant);
    }

    private URI uri(String path) {
        return URI.create(plant.protheusUri() + path);
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    Objects.requireNonNull(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
