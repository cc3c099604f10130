package io.esteira.odata;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a running hub's OData as tools do. */
final class ODataClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final String token;

    private ODataClient(int port, String token) {
        this.port = port;
        this.token = token;
    }

    static ODataClient of(int port, String role, String... companies) {
        return new ODataClient(port, TestTokens.token(role, companies));
    }

    String root() {
        return "http://127.0.0.1:" + port + "/odata/";
    }

    /** @param options names and values by turns */
    static String address(String path, String... options) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < options.length; i += 2) {
            pairs.add(options[i]
                    + '='
                    + URLEncoder.encode(options[i + 1], StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return path + '?' + String.join("&", pairs);
    }

    HttpResponse<String> get(String address, String... headers) throws IOException, InterruptedException {
        return send(request(address, headers).build());
    }

    HttpResponse<String> send(String method, String address) throws IOException, InterruptedException {
        return send(request(address)
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** An answer that must be one. */
    JsonNode json(String path, String... options) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(address(path, options));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    /** @param address relative to the service, or all of it */
    private HttpRequest.Builder request(String address, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root()).resolve(address)).header("Authorization", "Bearer " + token);
        return headers.length == 0 ? request : request.headers(headers);
    }
}
