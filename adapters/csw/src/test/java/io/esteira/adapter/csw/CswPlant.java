package io.esteira.adapter.csw;

import io.esteira.plant.Plant;
import io.esteira.plant.PlantSettings;
import io.esteira.plant.PlantSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** One small simulated CSW for all tests of this module. */
final class CswPlant {

    static final String COMPANY = "MATRIZ";

    /** Few orders, of enough styles that some are parts. */
    private static final PlantSize SIZE = new PlantSize(120, 60, 20, 500, 40, 60, 20, 300);

    private static final Plant PLANT = start();

    private CswPlant() {}

    private static Plant start() {
        try {
            Path dir = Files.createTempDirectory("csw-plant");
            Plant plant = Plant.start(PlantSettings.in(dir)
                    .withSize(SIZE)
                    .withOwnDatabase(0)
                    .withPorts(0, 0)
                    .withWorking(false));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(plant, dir)));
            return plant;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PostgreSQL outlives the process that has started it. */
    private static void stop(Plant plant, Path dir) {
        plant.close();
        boolean unused = FileSystemUtils.deleteRecursively(dir.toFile());
    }

    static CswProperties properties(int pageRows) {
        return properties(PLANT.cswJdbcUrl(), pageRows);
    }

    static CswProperties properties(String url, int pageRows) {
        return properties(url, pageRows, null, PLANT.cswUser(), PLANT.cswPassword());
    }

    /** With a folder of the site's own files, as a user who may write. */
    static CswProperties writing(Path sqlFolder) {
        return writing(PLANT.adminJdbcUrl(), sqlFolder);
    }

    static CswProperties writing(String url, Path sqlFolder) {
        return properties(url, 100, sqlFolder, "postgres", "");
    }

    static String user() {
        return PLANT.cswUser();
    }

    static String url() {
        return PLANT.cswJdbcUrl();
    }

    /** By a driver of the vendor's kind, with pages that are small. */
    static CswProperties byVendor(String password) {
        return byVendor(password, VendorDriver.class, 2);
    }

    /** By the vendor's driver over so many connections. */
    static CswProperties byVendor(int connections) {
        return byVendor("csw", VendorDriver.class, connections);
    }

    static CswProperties byVendor(String password, Class<? extends VendorDriver> driver, int connections) {
        String url = VendorDriver.URL + PLANT.cswJdbcUrl().substring("jdbc:postgresql:".length());
        return properties(url, 100, null, user(), password, driver.getName(), Map.of("1", COMPANY), 0, 0, connections);
    }

    static CswProperties byDriver(String driver, String url) {
        return properties(url, 100, null, user(), PLANT.cswPassword(), driver, Map.of("1", COMPANY), 0, 0, 2);
    }

    static CswProperties ofCompanies(Map<String, String> companies) {
        return properties(url(), 100, null, user(), PLANT.cswPassword(), null, companies, 0, 0, 2);
    }

    static CswProperties limited(int rowsPerSecond, int queriesPerHour) {
        return limited(rowsPerSecond, queriesPerHour, 2);
    }

    static CswProperties limited(int rowsPerSecond, int queriesPerHour, int connections) {
        return properties(
                url(),
                20,
                null,
                user(),
                PLANT.cswPassword(),
                null,
                Map.of("1", COMPANY),
                rowsPerSecond,
                queriesPerHour,
                connections);
    }

    private static CswProperties properties(
            String url, int pageRows, @Nullable Path sqlFolder, String user, String password) {
        return properties(url, pageRows, sqlFolder, user, password, null, Map.of("1", COMPANY), 0, 0, 2);
    }

    private static CswProperties properties(
            String url,
            int pageRows,
            @Nullable Path sqlFolder,
            String user,
            String password,
            @Nullable String driver,
            Map<String, String> companies,
            int rowsPerSecond,
            int queriesPerHour,
            int connections) {
        return new CswProperties(
                true,
                url,
                user,
                password,
                driver,
                "",
                companies,
                ZoneId.of("America/Sao_Paulo"),
                sqlFolder,
                connections,
                Duration.ofSeconds(4),
                sqlFolder == null ? Duration.ofSeconds(20) : Duration.ofSeconds(3),
                pageRows,
                rowsPerSecond,
                queriesPerHour,
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofHours(6),
                Duration.ofDays(3),
                Duration.ofDays(40),
                Duration.ofMinutes(10),
                Duration.ofDays(400),
                Duration.ofMinutes(5),
                List.of("1", "2", "3"));
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
