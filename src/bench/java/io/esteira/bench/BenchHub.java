package io.esteira.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.EsteiraApplication;
import io.esteira.plant.Plant;
import io.esteira.plant.PlantSettings;
import io.esteira.plant.PlantSize;
import io.esteira.support.TestDatabase;
import io.esteira.support.TestTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A hub with a database and a simulated plant of its own. */
final class BenchHub implements AutoCloseable {

    final HikariDataSource database = TestDatabase.create();
    final Plant plant;
    private final Map<String, Object> settings = new HashMap<>();

    BenchHub(String plantDatabase) throws IOException {
        plant = Plant.start(PlantSettings.in(Files.createTempDirectory("bench-plant"))
                .withSize(PlantSize.SMALL)
                .withDatabase(database.getJdbcUrl(), plantDatabase)
                .withPorts(0, 0)
                .withWorking(false));
        settings.put("server.port", 0);
        settings.put("spring.datasource.url", database.getJdbcUrl());
        settings.put("spring.datasource.username", "postgres");
        settings.put("esteira.adapters.csw.url", plant.cswJdbcUrl());
        settings.put("esteira.adapters.csw.user", plant.cswUser());
        settings.put("esteira.adapters.csw.password", plant.cswPassword());
        settings.put("logging.level.root", "WARN");
    }

    BenchHub with(String property, Object value) {
        settings.put(property, value);
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
    }
}
