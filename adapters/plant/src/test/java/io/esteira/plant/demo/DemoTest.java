package io.esteira.plant.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.plant.Plant;
import io.esteira.plant.embedded.PortInUseException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Execution(ExecutionMode.SAME_THREAD)
class DemoTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @SpringBootApplication
    static class Hub {}

    @TempDir
    static Path dir;

    private static ConfigurableApplicationContext start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--esteira.demo.dir=" + dir,
                "--esteira.demo.postgres-port=0",
                "--esteira.demo.mqtt-port=0",
                "--esteira.demo.items=40",
                "--esteira.demo.orders=60",
                "--esteira.demo.open-orders=20",
                "--esteira.demo.movements=500"));
        arguments.addAll(List.of(more));
        if (arguments.stream().noneMatch(argument -> argument.startsWith("--server.port"))) {
            arguments.add("--server.port=0");
        }
        return SpringApplication.run(Hub.class, arguments.toArray(String[]::new));
    }

    private static HttpResponse<String> send(ConfigurableApplicationContext hub, String path, String form, String login)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + hub.getEnvironment().getProperty("local.server.port") + path));
        if (!login.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Jwt token(ConfigurableApplicationContext hub, String client) throws Exception {
        HttpResponse<String> response = send(hub, "/oauth2/token", "grant_type=client_credentials", client + ":demo");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode body = JsonMapper.shared().readTree(response.body());
        return hub.getBean(JwtDecoder.class).decode(body.get("access_token").asString());
    }

    @Test
    void theDemoIsTheDefaultAndHasAllItsParts() throws Exception {
        String tokenOfFirstStart;
        try (ConfigurableApplicationContext hub = start()) {
            // Then: the hub's database, the plant, the addresses for the adapters
            assertThat(hub.getEnvironment().matchesProfiles("demo")).isTrue();
            assertThat(JdbcClient.create(hub.getBean(DataSource.class))
                            .sql("select current_database()")
                            .query(String.class)
                            .single())
                    .isEqualTo("esteira");
            Plant plant = hub.getBean(DemoPlant.class).plant().get(60, TimeUnit.SECONDS);
            assertThat(hub.getEnvironment().getProperty("esteira.adapters.protheus.base-url"))
                    .isEqualTo(plant.protheusUri().toString());
            assertThat(hub.getEnvironment().getProperty("esteira.adapters.csw.url"))
                    .isEqualTo(plant.cswJdbcUrl());
            assertThat(hub.getEnvironment().getProperty("esteira.adapters.mqtt.url"))
                    .isEqualTo(String.valueOf(plant.mqttUri()));

            // Then: tokens with roles and companies
            assertThat(token(hub, "planner").getClaimAsStringList("roles")).containsExactly("planner");
            assertThat(token(hub, "planner").getClaimAsStringList("companies")).containsExactly("*");
            assertThat(token(hub, "operator-matriz").getClaimAsStringList("companies"))
                    .containsExactly("MATRIZ");
            assertThat(token(hub, "operator-LATICINIO").getClaimAsStringList("roles"))
                    .containsExactly("operator");
            assertThat(send(hub, "/oauth2/token", "grant_type=client_credentials", "planner:wrong")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(send(hub, "/.well-known/openid-configuration", "", "").body())
                    .contains("jwks_uri");
            HttpResponse<String> login = send(hub, "/login", "", "");
            assertThat(login.body()).contains("password", "value=\"operator-MATRIZ\"");
            assertThat(login.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
            assertThat(send(hub, "/demo/users.json", "", "").body()).contains("operator-LATICINIO");
            tokenOfFirstStart = token(hub, "it").getTokenValue();
        }

        // Then: a token survives a restart
        try (ConfigurableApplicationContext hub = start("--esteira.demo.plant.enabled=false")) {
            assertThat(hub.getBean(JwtDecoder.class).decode(tokenOfFirstStart).getSubject())
                    .isEqualTo("it");
            assertThat(hub.getBeansOfType(DemoPlant.class)).isEmpty();
            assertThat(hub.getEnvironment().getProperty("esteira.adapters.csw.url"))
                    .contains(":15433/csw");
        }
    }

    @Test
    void aPortInUseStopsTheStartWithOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start("--server.port=" + taken.getLocalPort()))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("SERVER_PORT");
            assertThatThrownBy(() -> start("--esteira.demo.protheus-port=" + taken.getLocalPort()))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("ESTEIRA_DEMO_PROTHEUS_PORT");
        }
    }

    @Test
    void anotherProfileSwitchesTheDemoOff() {
        SpringApplication application = new SpringApplication(Empty.class);
        application.setWebApplicationType(org.springframework.boot.WebApplicationType.NONE);
        try (ConfigurableApplicationContext context = application.run("--spring.profiles.active=production")) {
            assertThat(context.getBeansOfType(DemoServers.class)).isEmpty();
        }
    }

    static class Empty {}
}
