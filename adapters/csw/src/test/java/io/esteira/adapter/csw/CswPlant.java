package io.esteira.adapter.csw;

import io.esteira.adapter.testkit.ScratchFolder;
import io.esteira.plant.Plant;
import io.esteira.plant.PlantSettings;
import io.esteira.plant.PlantSize;
import io.esteira.plant.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One small simulated CSW for all tests of this module. */
final class CswPlant {

    static final String COMPANY = "MATRIZ";

    /** Few orders, of enough styles that some are parts. */
    private static final PlantSize SIZE = new PlantSize(120, 60, 20, 500, 40, 60, 20, 300);

    private static final Map<String, Object> COMMON =
            Map.of("enabled", true, "page-rows", 100, "connect-timeout", "4s", "query-timeout", "20s");

    private static final String SOON = "1s";

    private static final Plant PLANT = start();

    private CswPlant() {}

    private static Plant start() {
        Path dir = ScratchFolder.create("plant");
        EmbeddedDatabase server = EmbeddedDatabase.start(dir, 0, EmbeddedDatabase.Durability.OFF);
        Plant plant = Plant.start(PlantSettings.in(dir)
                .withSize(SIZE)
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

    static CswProperties properties(int pageRows) {
        return settings(Map.of("page-rows", pageRows));
    }

    static CswProperties properties(String url, int pageRows) {
        return settings(Map.of("url", url, "page-rows", pageRows));
    }

    /** Where nobody answers, which is known soon. */
    static CswProperties away(String url) {
        return settings(Map.of("url", url, "connect-timeout", SOON));
    }

    /** With a folder of the site's own files, as a user who may write. */
    static CswProperties writing(Path sqlFolder) {
        return settings(writer(sqlFolder));
    }

    /** As {@link #writing(Path)}, where nobody answers, which is known soon. */
    static CswProperties writingAway(String url, Path sqlFolder) {
        return settings(joined(writer(sqlFolder), Map.of("url", url, "connect-timeout", SOON)));
    }

    private static Map<String, Object> writer(Path sqlFolder) {
        return Map.of(
                "url", PLANT.adminJdbcUrl(),
                "user", "postgres",
                "password", "",
                "sql-folder", sqlFolder.toString(),
                "query-timeout", "3s");
    }

    static String user() {
        return PLANT.cswUser();
    }

    static String url() {
        return PLANT.cswJdbcUrl();
    }

    /** By a driver of the vendor's kind. */
    static CswProperties byVendor(String password) {
        return byVendor(Map.of("password", password));
    }

    /** By the vendor's driver over so many connections. */
    static CswProperties byVendor(int connections) {
        return byVendor(Map.of("connections", connections));
    }

    static CswProperties byVendor(Map<String, ?> changed) {
        Map<String, Object> vendor = Map.of(
                "url",
                VendorDriver.URL + url().substring("jdbc:postgresql:".length()),
                "driver",
                VendorDriver.class.getName());
        return settings(joined(vendor, changed));
    }

    static CswProperties byDriver(String driver, String url) {
        return settings(Map.of("driver", driver, "url", url));
    }

    static CswProperties ofCompanies(Map<String, String> companies) {
        Map<String, Object> settings = joined(COMMON, reader());
        companies.forEach((code, company) -> settings.put("companies." + code, company));
        return bound(settings);
    }

    static CswProperties limited(int rowsPerSecond, int queriesPerHour) {
        return limited(rowsPerSecond, queriesPerHour, 2);
    }

    static CswProperties limited(int rowsPerSecond, int queriesPerHour, int connections) {
        return settings(Map.of(
                "page-rows", 20,
                "rows-per-second", rowsPerSecond,
                "queries-per-hour", queriesPerHour,
                "connections", connections));
    }

    /** As the site that is read here is usually set up, but for what is given. */
    private static CswProperties settings(Map<String, ?> changed) {
        return bound(joined(COMMON, joined(reader(), joined(Map.of("companies.1", COMPANY), changed))));
    }

    private static Map<String, Object> reader() {
        return Map.of("url", url(), "user", user(), "password", PLANT.cswPassword());
    }

    private static Map<String, Object> joined(Map<String, ?> settings, Map<String, ?> changed) {
        Map<String, Object> joined = new HashMap<>(settings);
        joined.putAll(changed);
        return joined;
    }

    private static CswProperties bound(Map<String, Object> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("", CswProperties.class)
                .get();
    }

    /** Changes the simulated CSW as its own users do. */
    static JdbcTemplate admin() {
        return new JdbcTemplate(new DriverManagerDataSource(PLANT.adminJdbcUrl()));
    }

    static String text(String sql, Object... parameters) {
        return Objects.requireNonNull(admin().queryForObject(sql, String.class, parameters))
                .strip();
    }

    static int number(String sql, Object... parameters) {
        return Objects.requireNonNull(admin().queryForObject(sql, Integer.class, parameters));
    }
}
