package io.esteira.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.HubTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** What a browser gets from {@code /console} before anybody has logged in. */
class ConsoleTest extends HubTest {

    private static final Pattern ASSET = Pattern.compile("/console/assets/[^\"]+");

    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

    @LocalServerPort
    private int port;

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private int compressed(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept-Encoding", "gzip")
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    private List<String> assets() throws Exception {
        return ASSET.matcher(get("/console").body())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/console/",
                "/console/?code=1&state=2",
                "/console/orders",
                "/console/orders?status=RELEASED",
                "/console/orders/UHJvZHVjdGlvbk9yZGVyOjE",
                "/console/orders/a/b",
                "/console/board/429/CAL%C3%87A~2fBERMUDA"
            })
    void everyAddressOfThePageIsThePage(String address) throws Exception {
        HttpResponse<String> answer = get(address);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.body()).contains("<esteira-console>");
    }

    @Test
    void thePageHasNoScriptOrStyleOfItsOwnAndMayLoadNoOthers() throws Exception {
        HttpResponse<String> answer = get("/console");

        assertThat(answer.body())
                .doesNotContain("<style", " style=", "javascript:")
                .doesNotContainPattern("\\son\\w+=");
        assertThat(Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL)
                        .matcher(answer.body())
                        .results())
                .singleElement()
                .satisfies(script -> {
                    assertThat(script.group(1)).contains("src=\"/console/assets/");
                    assertThat(script.group(2)).isEmpty();
                });
        assertThat(header(answer, "Content-Security-Policy"))
                .contains(
                        "default-src 'none'",
                        "script-src 'self';",
                        "style-src 'self';",
                        "connect-src 'self'; ",
                        "frame-ancestors 'none'",
                        "require-trusted-types-for 'script'")
                .doesNotContain("unsafe", "*");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void theFrontDoorLeadsToTheConsole() throws Exception {
        HttpResponse<String> answer = get("/");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).endsWith("/console");
    }

    @Test
    void pagesOfTheHubHaveItsIcon() throws Exception {
        HttpResponse<String> answer = get("/favicon.ico");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith("image/svg+xml");
        assertThat(answer.body()).startsWith("<svg");
    }

    @Test
    void whoIsLostInABrowserIsLedBack() throws Exception {
        HttpResponse<String> answer = get("/graphiql/nothing", "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Esta página não existe.", "href=\"/console\"");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
    }

    /** Of the front page, which draws charts. */
    @Test
    void theFirstLoadIsSmall() throws Exception {
        int size = 0;
        for (String address : assets()) {
            size += compressed(address);
        }
        assertThat(size).isBetween(100_000, 300_000);
    }

    @Test
    void filesAreKeptByBrowsersUnderAddressesOfTheirContent() throws Exception {
        assertThat(assets()).hasSize(4).allSatisfy(address -> {
            assertThat(address).containsPattern("-[0-9a-f]{32}\\.(css|js|svg)$");
            HttpResponse<String> file = get(address, "Accept-Encoding", "gzip");
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(header(file, "Content-Type"))
                    .startsWith(TYPES.get(address.substring(address.lastIndexOf('.') + 1)));
            assertThat(header(file, "Cache-Control")).isEqualTo("max-age=31536000, immutable");
            if (!address.endsWith("svg")) {
                assertThat(header(file, "Content-Encoding")).isEqualTo("gzip");
            }
        });
        assertThat(get("/console/assets/console-00000000000000000000000000000000.js")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/console/assets/", "/console/assets/../index.html", "/console/nothing.json", "/console/shell.js"
            })
    void nothingElseIsServed(String address) throws Exception {
        assertThat(get(address).statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void thePageLearnsAsWhomToAskForTokensAndWhatElseTheHubServes() throws Exception {
        HttpResponse<String> answer = get("/console/settings.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(answer.body()))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"clientId": "esteira-app", "scope": "openid", "graphiql": true}"""));
    }

    @Test
    void thePageIsKeptByAWorkerOfItsOwn() throws Exception {
        HttpResponse<String> answer = get("/console/sw.js");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("text/javascript;charset=UTF-8");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(answer, "Service-Worker-Allowed")).isEqualTo("/console");
        assertThat(header(get("/console"), "Content-Security-Policy"))
                .contains("worker-src 'self'", "trusted-types lit-html esteira-worker;");
    }

    @Test
    void thePageCanBeInstalledAndMayUseTheCameraAlone() throws Exception {
        HttpResponse<String> answer = get("/console/manifest.json");

        assertThat(header(answer, "Content-Type")).isEqualTo("application/manifest+json");
        String icon =
                JsonMapper.shared().readTree(answer.body()).at("/icons/0/src").asString();
        assertThat(get(icon).statusCode()).isEqualTo(200);
        assertThat(assets()).contains(icon);
        assertThat(header(get("/console"), "Permissions-Policy"))
                .isEqualTo("camera=(self), microphone=(), geolocation=()");
    }

    @Test
    void thePageIsForOthersNoWayToTheData() throws Exception {
        assertThat(get("/graphql?query=%7B__typename%7D").statusCode()).isEqualTo(401);
    }
}
