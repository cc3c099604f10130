package io.esteira.plant.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    @Test
    void dataSurviveARestart(@TempDir Path dir) throws Exception {
        int port = Ports.free();
        try (EmbeddedDatabase first = EmbeddedDatabase.start(dir, port, EmbeddedDatabase.Durability.OFF)) {
            String url = first.createDatabase("Some-thing");
            try (var connection = DriverManager.getConnection(url)) {
                connection.createStatement().execute("create table t as select 42 as x");
            }
        }

        try (EmbeddedDatabase second = EmbeddedDatabase.start(dir, port, EmbeddedDatabase.Durability.OFF);
                var connection = DriverManager.getConnection(second.createDatabase("Some-thing"));
                var rows = connection.createStatement().executeQuery("select x from t")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void aServerThatDoesNotStartSaysWhyInItsLog(@TempDir Path dir) throws Exception {
        Path data = Files.createDirectories(dir.resolve("pg"));
        Files.writeString(data.resolve("postgresql.conf"), "");

        assertThatThrownBy(() -> EmbeddedDatabase.start(
                        dir, Ports.free(), EmbeddedDatabase.Durability.OFF, Duration.ofSeconds(1)))
                .hasMessageContaining(dir.resolve("pg.log") + " says why");

        await().untilAsserted(() ->
                assertThat(dir.resolve("pg.log")).content().contains("is not a database cluster directory"));
    }

    @Test
    void aFirstStartWithoutRoomIsOneSentenceAndLeavesNothingHalfUnpacked(@TempDir Path dir) throws Exception {
        assertThatThrownBy(() -> EmbeddedDatabase.requireSpace(dir, Long.MAX_VALUE))
                .isInstanceOf(NoSpaceException.class)
                .hasMessageContaining("In " + dir + " there are")
                .hasMessageContaining("ESTEIRA_DEMO_DIR");

        Files.createFile(Files.createDirectories(dir.resolve("pg")).resolve("PG_VERSION"));
        EmbeddedDatabase.requireSpace(dir, Long.MAX_VALUE);
    }

    @Test
    void anIdleBrokerKeepsFewFiles(@TempDir Path dir) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0);
                Stream<Path> files = Files.walk(dir)) {
            assertThat(broker.port()).isPositive();
            assertThat(files.filter(Files::isRegularFile).count()).isLessThan(200);
        }
    }

    @Test
    void aPortInUseIsOneSentenceThatNamesTheVariable(@TempDir Path dir) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> EmbeddedDatabase.start(dir, port))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("Port " + port + " (PostgreSQL) is in use")
                    .hasMessageContaining("ESTEIRA_DEMO_POSTGRES_PORT");
            assertThatThrownBy(() -> EmbeddedBroker.start(dir, port))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("A porta " + port + " (MQTT)")
                    .hasMessageContaining("ESTEIRA_DEMO_MQTT_PORT");
        }
    }
}
