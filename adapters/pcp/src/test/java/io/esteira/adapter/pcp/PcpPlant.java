package io.esteira.adapter.pcp;

import io.esteira.adapter.testkit.ScratchFolder;
import io.esteira.plant.Plant;
import io.esteira.plant.PlantSettings;
import io.esteira.plant.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One small simulated planning database for all tests of this module. */
final class PcpPlant {

    static final String COMPANY = "MATRIZ";
    static final String EXAMPLE = "EXEMPLO";

    private static final Plant PLANT = start();

    private PcpPlant() {}

    private static Plant start() {
        Path dir = ScratchFolder.create("plant");
        EmbeddedDatabase server = EmbeddedDatabase.start(dir, 0, EmbeddedDatabase.Durability.OFF);
        Plant plant = Plant.start(PlantSettings.in(dir)
                .withDatabase(server.jdbcUrl("postgres"), "csw")
                .withPorts(0, 0)
                .withWorking(false));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(plant, server, dir)));
        return plant;
    }

    /** A PostgreSQL outlives the process that has started it. */
    private static void stop(Plant plant, EmbeddedDatabase server, Path dir) {
        plant.close();
        server.close();
        ScratchFolder.delete(dir);
    }

    static PcpProperties properties(int pageRows) {
        return properties(PLANT.cswJdbcUrl(), PLANT.planningPassword(), pageRows, Map.of("1", COMPANY));
    }

    static PcpProperties ofExample() {
        return properties(PLANT.cswJdbcUrl(), PLANT.planningPassword(), 100, Map.of("9", EXAMPLE));
    }

    static PcpProperties properties(String url, String password, int pageRows, Map<String, String> companies) {
        return properties(url, "", password, pageRows, companies, false, true);
    }

    static PcpProperties properties(
            String url,
            String secondUrl,
            String password,
            int pageRows,
            Map<String, String> companies,
            boolean once,
            boolean savedTargets) {
        return new PcpProperties(
                true,
                url,
                secondUrl,
                PLANT.planningUser(),
                password,
                companies,
                once,
                Duration.ofMinutes(15),
                savedTargets,
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                pageRows);
    }

    static String url() {
        return PLANT.cswJdbcUrl();
    }

    static String password() {
        return PLANT.planningPassword();
    }

    /** Changes the simulated database as its own users do. */
    static JdbcTemplate admin() {
        return new JdbcTemplate(new DriverManagerDataSource(PLANT.adminJdbcUrl()));
    }
}
