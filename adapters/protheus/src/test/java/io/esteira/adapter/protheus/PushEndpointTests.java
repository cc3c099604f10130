package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.OrderExcerptChange;
import io.esteira.adapter.testkit.FakePolling;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The service on a real socket, behind its security. */
class PushEndpointTests {

    private static final String ORDER = OrderMessages.soap(OrderMessages.upsert("10", "1", "09:00:00"));

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ConfigurableApplicationContext APPLICATION =
            start(Map.of("push.user", "mes", "push.password", "${PUSH}"));

    @EnableAutoConfiguration
    static class Application {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        FakePolling hub() {
            return new FakePolling(ProtheusSamplesTests.mappers(), Clock.systemUTC());
        }
    }

    private static ConfigurableApplicationContext start(Map<String, String> company) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "spring.autoconfigure.exclude",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "server.port",
                "0",
                "server.address",
                "127.0.0.1",
                "esteira.adapters.protheus.enabled",
                "true",
                "esteira.adapters.protheus.base-url",
                "http://127.0.0.1:1/rest",
                "esteira.adapters.protheus.user",
                "hub",
                "esteira.adapters.protheus.password",
                "word",
                "esteira.adapters.protheus.companies[0].code",
                "LATICINIO",
                "esteira.adapters.protheus.companies[0].tenant",
                "T1,D MG 01",
                "esteira.adapters.protheus.companies[0].branch",
                "D MG 01"));
        settings.put("PUSH", "s3cret:ção");
        company.forEach((key, value) -> settings.put("esteira.adapters.protheus.companies[0]." + key, value));
        SpringApplication application = new SpringApplication(Application.class);
        application.setAdditionalProfiles("test");
        application.setDefaultProperties(settings);
        return application.run();
    }

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    private static HttpResponse<String> call(HttpRequest.Builder request) throws IOException, InterruptedException {
        return call(APPLICATION, request);
    }

    private static HttpResponse<String> call(ConfigurableApplicationContext application, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        int port = Objects.requireNonNull(((WebServerApplicationContext) application).getWebServer())
                .getPort();
        return HTTP.send(
                request.uri(URI.create("http://127.0.0.1:" + port + "/protheus/PcfIntegService?wsdl"))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> push(String authorization, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "http://tempuri.org/EAIService/receiveMessage")
                .POST(BodyPublishers.ofString(body));
        return call(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static FakePolling hub() {
        return APPLICATION.getBean(FakePolling.class);
    }

    @Test
    void itDescribesItselfToWhoeverAsks() throws Exception {
        HttpResponse<String> description = call(HttpRequest.newBuilder().GET());

        assertThat(description.statusCode()).isEqualTo(200);
        assertThat(description.body()).contains("pXmlDocument", "receiveMessageResult", "/protheus/PcfIntegService\"");
        assertThat(SafeXml.parse(description.body()).name()).isEqualTo("definitions");
    }

    @Test
    void anOrderIsTakenFromTheUserOfItsCompany() throws Exception {
        HttpResponse<String> answer = push(basic("mes", "s3cret:ção"), ORDER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/xml");
        assertThat(answer.body()).contains("Status&gt;OK");
        assertThat(hub().changes(OrderExcerptChange.class))
                .extracting(OrderExcerptChange::number)
                .containsExactly(OrderMessages.NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mes:wrong", "mes:", "other:s3cret:ção", ":"})
    void whoeverElseIsRefusedAndNothingIsStored(String credentials) throws Exception {
        String header = credentials.isEmpty()
                ? ""
                : "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));

        Map<FakePolling.Key, SourceRecord> before = hub().stored();

        HttpResponse<String> answer = push(header, OrderMessages.soap(OrderMessages.upsert("99", "1", "09:30:00")));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic realm=\"esteira-protheus\""));
        assertThat(hub().stored()).isEqualTo(before);
    }

    @Test
    void aMessageOfTenMegabytesIsRefusedWithAnAnswer() throws Exception {
        HttpResponse<String> answer = push(basic("mes", "s3cret:ção"), "<a>".repeat(10 << 20 >> 1));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("Status&gt;ERROR");
    }

    @Test
    void withoutAUserThereIsNoSuchService() throws Exception {
        try (ConfigurableApplicationContext application = start(Map.of())) {
            assertThat(application.getBeansOfType(PushEndpoint.class)).isEmpty();
            assertThat(call(application, HttpRequest.newBuilder().GET()).statusCode())
                    .isEqualTo(401);
        }
    }
}
