package io.esteira.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.EsteiraApplication;
import io.esteira.plant.Plant;
import io.esteira.plant.PlantSettings;
import io.esteira.plant.PlantSize;
import io.esteira.plant.embedded.EmbeddedDatabase;
import io.esteira.support.TestTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A hub with a database and a simulated plant of its own. The database is the one of the demo, with its settings: commits
 * survive a power cut.
 */
final class BenchHub implements AutoCloseable {

    /** Connections of the hub's pool, and of whatever it is compared with. */
    static final int CONNECTIONS = 12;

    final HikariDataSource database = new HikariDataSource();
    final Plant plant;
    private final EmbeddedDatabase server;
    private final Map<String, Object> settings = new HashMap<>();

    private BenchHub(PlantSettings wanted, Path dir) {
        server = EmbeddedDatabase.start(dir, 0);
        String url = server.createDatabase("esteira");
        database.setJdbcUrl(url);
        database.setMaximumPoolSize(CONNECTIONS);
        database.setMinimumIdle(0);
        Figures.server(Objects.requireNonNull(jdbc().queryForObject("""
                select format('PostgreSQL %s, fsync %s, synchronous_commit %s for both sides', current_setting('server_version'),
                  current_setting('fsync'), current_setting('synchronous_commit'))
                """, String.class)));
        plant = Plant.start(wanted.withDatabase(url, "csw"));
        settings.put("server.port", 0);
        settings.put("spring.datasource.url", url);
        settings.put("spring.datasource.username", EmbeddedDatabase.USER);
        settings.put("spring.datasource.hikari.maximum-pool-size", CONNECTIONS);
        settings.put("logging.level.root", "WARN");
        settings.put("esteira.adapters.pcp.enabled", false);
        // One client stands for many.
        settings.put("esteira.graphql.requests-per-second", 0);
    }

    /** Reads CSW alone. */
    static BenchHub onCsw() throws IOException {
        Path dir = Files.createTempDirectory("bench");
        return new BenchHub(small(dir), dir)
                .readingCsw()
                .with("esteira.adapters.protheus.enabled", false)
                .with("esteira.adapters.mqtt.enabled", false);
    }

    /** Reads CSW and Protheus and listens to the cells. */
    static BenchHub onEverything() throws IOException {
        Path dir = Files.createTempDirectory("bench");
        BenchHub hub = new BenchHub(small(dir).withOwnBroker(0), dir).readingCsw();
        return hub.with("esteira.adapters.protheus.base-url", hub.plant.protheusUri())
                .with("esteira.adapters.protheus.user", hub.plant.protheusUser())
                .with("esteira.adapters.protheus.password", hub.plant.protheusPassword())
                .with("esteira.adapters.mqtt.url", Objects.requireNonNull(hub.plant.mqttUri()));
    }

    private static PlantSettings small(Path dir) {
        return PlantSettings.in(dir).withSize(PlantSize.SMALL).withPorts(0, 0).withWorking(false);
    }

    private BenchHub readingCsw() {
        return with("esteira.adapters.csw.url", plant.cswJdbcUrl())
                .with("esteira.adapters.csw.user", plant.cswUser())
                .with("esteira.adapters.csw.password", plant.cswPassword())
                .with("esteira.adapters.csw.page-rows", 10_000)
                .with("esteira.adapters.csw.master-cadence", "1h")
                .with("esteira.adapters.csw.sales-order-cadence", "1h")
                .with("esteira.adapters.csw.stock-cadence", "1h")
                .with("esteira.adapters.csw.movement-cadence", "60s")
                .with("esteira.adapters.csw.movement-snapshot-cadence", "6h");
    }

    BenchHub with(String property, Object value) {
        settings.put(property, value);
        return this;
    }

    /** As the hub has it by itself. */
    BenchHub without(String property) {
        settings.remove(property);
        return this;
    }

    ConfigurableApplicationContext start() {
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(EsteiraApplication.class, TestTokens.class)
                .profiles("test")
                .run(arguments);
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(database);
    }

    /** Works on the simulated sources as their own users do. */
    JdbcTemplate source() {
        return new JdbcTemplate(new DriverManagerDataSource(plant.adminJdbcUrl()));
    }

    @Override
    public void close() {
        plant.close();
        database.close();
        server.close();
    }
}
