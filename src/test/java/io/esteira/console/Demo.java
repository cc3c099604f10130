package io.esteira.console;

import io.esteira.EsteiraApplication;
import io.esteira.plant.embedded.EmbeddedDatabase;
import io.esteira.plant.embedded.Ports;
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
        demo.addHostileOrder();
        return demo;
    }

    private void addHostileOrder() {
        JdbcClient jdbc = jdbc();
        jdbc.sql("""
                insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                select gen_random_uuid(), id, 'test', 'HOSTILE', :name, 'PRODUCT', true, now() from hub.company where code = 'EXEMPLO'
                """).param("name", HOSTILE).update();
        jdbc.sql("""
                insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
                  reported_status, source_status, quantity, planned_end, posting_blocked, observed_at)
                select gen_random_uuid(), company_id, 'test', 'CON-1', 'CON-1', id, 'RELEASED', 'RELEASED', '1',
                  1234.5, date '2001-02-03', false, now() from hub.item where code = 'HOSTILE'
                """).update();
        jdbc.sql("""
                insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, description, observed_at)
                select gen_random_uuid(), company_id, 'test', id, 10, 'OP1', 'Sewing', now()
                  from hub.production_order where number = 'CON-1'
                """).update();
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
