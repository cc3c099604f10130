package io.esteira.console;

import io.esteira.EsteiraApplication;
import io.esteira.plant.embedded.EmbeddedDatabase;
import io.esteira.plant.embedded.Ports;
import io.esteira.platform.SqlFile;
import io.esteira.support.TestFolder;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The demo with a small plant, and one order whose item has a name that breaks pages which take texts for HTML. */
final class Demo implements AutoCloseable {

    static final String PASSWORD = "demo";

    private static final String HOSTILE = "<img src=x onerror=\"document.title='hostile'\"> \u202E\uD83D\uDE00";

    private final ConfigurableApplicationContext hub;
    private final int port;

    private Demo(ConfigurableApplicationContext hub, int port) {
        this.hub = hub;
        this.port = port;
    }

    /** With a small plant. */
    static Demo small() {
        return start(
                "--esteira.demo.items=40",
                "--esteira.demo.orders=60",
                "--esteira.demo.open-orders=20",
                "--esteira.demo.movements=500");
    }

    /** @param size of the plant; what is not said is as in the demo that people start */
    static Demo start(String... size) {
        // Known beforehand: the issuer sends people back to this address alone.
        int port = Ports.free();
        Stream<String> apart = Stream.of(
                "--spring.profiles.active=demo",
                "--esteira.demo.dir=" + TestFolder.create("console-demo"),
                "--server.port=" + port,
                "--esteira.demo.postgres-port=0",
                "--esteira.demo.mqtt-port=0",
                "--esteira.demo.protheus-port=0",
                "--esteira.demo.plant-port=0");
        String[] arguments = Stream.concat(apart, Stream.of(size)).toArray(String[]::new);
        Demo demo = new Demo(SpringApplication.run(EsteiraApplication.class, arguments), port);
        demo.addHostileNames();
        return demo;
    }

    private void addHostileNames() {
        jdbc().sql(SqlFile.read(Demo.class, "hostile.sql"))
                .param("name", HOSTILE)
                .param("long", "Camisa\uD83D\uDC55".repeat(1_000))
                .update();
    }

    int port() {
        return port;
    }

    String address(String path) {
        return "http://localhost:" + port + path;
    }

    /** For rows of a test's own. */
    JdbcClient jdbc() {
        return JdbcClient.create(hub.getBean(DataSource.class));
    }

    /** The simulated plant's own tables. */
    JdbcClient plant() {
        return JdbcClient.create(
                new DriverManagerDataSource(hub.getBean(EmbeddedDatabase.class).jdbcUrl("csw")));
    }

    @Override
    public void close() {
        hub.close();
    }
}
