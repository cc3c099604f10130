package io.esteira.support;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.EsteiraApplication;
import io.esteira.plant.Plant;
import io.esteira.plant.PlantSettings;
import io.esteira.plant.PlantSize;
import java.util.Objects;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole hub on real sockets: one PostgreSQL, a small simulated plant that rests unless a test makes it work, real tokens.
 * All such tests share one hub.
 */
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(classes = EsteiraApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Import(TestTokens.class)
public abstract class HubTest {

    protected static final Plant PLANT;
    private static final HikariDataSource DATABASE = TestDatabase.create();

    static {
        PLANT = Plant.start(PlantSettings.in(TestFolder.create("plant"))
                .withSize(PlantSize.SMALL)
                .withDatabase(DATABASE.getJdbcUrl(), "csw_of_hub")
                .withPorts(0, 0)
                .withOwnBroker(0)
                .withWorking(false));
    }

    @Autowired
    protected JdbcClient jdbc;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        HubSettings.of(registry, DATABASE, PLANT);
    }

    /** Works on the simulated sources as their own users do. */
    protected static JdbcTemplate source() {
        return new JdbcTemplate(new DriverManagerDataSource(PLANT.adminJdbcUrl()));
    }

    protected static long sourceCount(String sql) {
        return Objects.requireNonNull(source().queryForObject(sql, Long.class));
    }

    protected static String sourceText(String sql, Object... parameters) {
        return Objects.requireNonNull(source().queryForObject(sql, String.class, parameters))
                .strip();
    }

    protected long count(String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).query(Long.class).single();
    }
}
