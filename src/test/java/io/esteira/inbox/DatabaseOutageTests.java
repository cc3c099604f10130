package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.esteira.EsteiraApplication;
import io.esteira.support.TestDatabase;
import io.esteira.support.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A hub whose own database goes away for a while, and comes back. */
@SpringBootTest(
        classes = EsteiraApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.hikari.connection-timeout=250",
            "esteira.adapters.csw.enabled=false",
            "esteira.adapters.pcp.enabled=false",
            "esteira.adapters.protheus.enabled=false",
            "esteira.adapters.mqtt.enabled=false"
        })
@ActiveProfiles("test")
@Import(TestTokens.class)
@DirtiesContext
class DatabaseOutageTests {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HikariDataSource DATABASE = TestDatabase.create();

    @Autowired
    private HubPolling polling;

    @LocalServerPort
    private int port;

    private final ScriptedReader reader = new ScriptedReader("phases").withPhases("X", 3);
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.esteira");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", DATABASE::getJdbcUrl);
        registry.add("spring.datasource.username", () -> "postgres");
    }

    @BeforeEach
    void listen() {
        // Other threads write while it is read.
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void back() {
        logger.detachAppender(lines);
        take(true);
    }

    @Test
    void anOutageIsOneLineOfTheLogAndTheHubIsAliveButNotReadyUntilItIsOver() {
        polling.poll(reader);
        assertThat(answers("readiness", 200)).isTrue();

        take(false);
        await().atMost(SOON).until(() -> answers("readiness", 503));
        assertThat(answers("liveness", 200)).isTrue();
        polling.poll(reader);
        polling.poll(reader);
        await().atMost(SOON).until(() -> !told("Scheduled work ").isEmpty());
        assertThat(told("Routes "))
                .singleElement()
                .asString()
                .startsWith("Routes rest, since the hub's database is away: ");
        assertThat(told("Scheduled work ")).allSatisfy(line -> assertThat(line)
                .startsWith("Scheduled work rests, since the hub's database is away: "));

        take(true);
        await().atMost(SOON).until(() -> answers("readiness", 200));
        reader.withPhases("X", 4);
        // A connection that was cut may be left in the pool, and costs a run.
        await().atMost(SOON).untilAsserted(() -> {
            polling.poll(reader);
            assertThat(told("Routes ")).hasSize(2).last().isEqualTo("Routes go on: the hub's database is back");
        });
        assertThat(JdbcClient.create(DATABASE)
                        .sql("select count(*) from hub.inbox_record where source_key like 'X%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(4);
    }

    private List<String> told(String first) {
        return lines.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith(first))
                .toList();
    }

    private boolean answers(String probe, int status) {
        URI uri = URI.create("http://localhost:" + port + "/actuator/health/" + probe);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                            .statusCode()
                    == status;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Whether the database takes connections; those that it has are cut when it does not. */
    private static void take(boolean connections) {
        String url = DATABASE.getJdbcUrl();
        String database = url.replaceAll(".*/([^?]+).*", "$1");
        JdbcClient server = JdbcClient.create(new DriverManagerDataSource(url.replace("/" + database, "/postgres")));
        server.sql("alter database " + database + " allow_connections " + connections)
                .update();
        if (!connections) {
            var unused = server.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
                    .param(database)
                    .query(Boolean.class)
                    .list();
        }
    }
}
