package io.esteira.documents;

import io.esteira.support.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks documents of a running hub as tools do. */
final class DocumentClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final @Nullable String token;

    private DocumentClient(int port, @Nullable String token) {
        this.port = port;
        this.token = token;
    }

    static DocumentClient of(int port, String role, String... companies) {
        return new DocumentClient(port, TestTokens.token(role, companies));
    }

    DocumentClient withoutToken() {
        return new DocumentClient(port, null);
    }

    /** @param variables names and values by turns */
    static String address(String id, String... variables) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < variables.length; i += 2) {
            pairs.add(variables[i] + '=' + URLEncoder.encode(variables[i + 1], StandardCharsets.UTF_8));
        }
        return id + '?' + String.join("&", pairs);
    }

    HttpResponse<String> get(String address, String... headers) throws IOException, InterruptedException {
        return HTTP.send(request(address, headers).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> bytes(String address, String... headers) throws IOException, InterruptedException {
        return HTTP.send(request(address, headers).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> send(String method, String address) throws IOException, InterruptedException {
        return HTTP.send(
                request(address)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** To {@code /graphql}. */
    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return HTTP.send(
                request("", "Content-Type", "application/json", "Accept", "application/json")
                        .uri(URI.create("http://127.0.0.1:" + port + "/graphql"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                "http://127.0.0.1:" + port + "/graphql/documents" + (address.isEmpty() ? "" : "/" + address)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }
}
