package io.esteira.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.HubTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

class KeptFilesTest extends HubTest {

    private static final Pattern DIGEST = Pattern.compile("-[0-9a-f]{32}(?=\\.)");

    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

    @LocalServerPort
    private int port;

    @Autowired
    private List<AbstractUrlHandlerMapping> mappings;

    private HttpResponse<byte[]> ask(String method, String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private List<String> namedBy(String page, String addresses) throws Exception {
        return Pattern.compile('"' + addresses + "([^\"]+)")
                .matcher(new String(ask("GET", page).body(), StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .map(quoted -> quoted.substring(1))
                .toList();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "/console, /console/assets/, console/assets/, 4",
        "/graphiql, /graphiql/, graphiql/, 2",
        "/graphiql, /webjars/, META-INF/resources/webjars/, 5"
    })
    void eachFileThatAPageNamesIsThatOfTheClassPath(String page, String addresses, String folder, int files)
            throws Exception {
        assertThat(namedBy(page, addresses))
                .hasSize(files)
                .doesNotHaveDuplicates()
                .allSatisfy(address -> {
                    String name = DIGEST.matcher(address.substring(addresses.length()))
                            .replaceFirst("");
                    byte[] content = new ClassPathResource(folder + name).getContentAsByteArray();

                    HttpResponse<byte[]> file = ask("GET", address);
                    HttpResponse<byte[]> head = ask("HEAD", address);

                    assertThat(file.statusCode()).isEqualTo(200);
                    assertThat(file.body()).isEqualTo(content);
                    assertThat(header(file, "Content-Type"))
                            .startsWith(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
                    assertThat(head.statusCode()).isEqualTo(200);
                    assertThat(head.body()).isEmpty();
                    assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(content.length));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/graphiql/index.html",
                "/webjars/react/18.3.1/umd/react.development.js",
                "/webjars/../application.yml",
                "/console/assets/console.map",
                "/robots.txt"
            })
    void whatNoPageNamesIsNotThere(String address) throws Exception {
        assertThat(ask("GET", address).statusCode()).isGreaterThanOrEqualTo(400);
    }

    /** Else a request has a jar's lock, and others that load classes may take the carriers that it would go on with. */
    @Test
    void noRequestLooksForAFileOnTheClassPath() {
        assertThat(mappings.stream()
                        .flatMap(mapping -> mapping.getHandlerMap().values().stream())
                        .filter(ResourceHttpRequestHandler.class::isInstance)
                        .map(ResourceHttpRequestHandler.class::cast))
                .hasSize(3)
                .allSatisfy(handler -> assertThat(handler.getResourceResolvers())
                        .filteredOn(PathResourceResolver.class::isInstance)
                        .singleElement()
                        .isInstanceOf(KeptFiles.class));
    }
}
