package io.esteira.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class FreshPlansTest {

    private static final int OFTEN = 20;

    @Test
    void noPlanIsKeptThatWasMadeForTablesAsTheyWere() throws SQLException {
        try (HikariDataSource database = TestDatabase.create();
                Connection connection = database.getConnection()) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));

            try (FreshPlans plans = FreshPlans.on(connection)) {
                countOften(jdbc);
                assertThat(keptPlans(jdbc)).isZero();
            }

            countOften(jdbc);
            assertThat(keptPlans(jdbc)).isEqualTo(1);
        }
    }

    private static void countOften(JdbcClient jdbc) {
        for (int i = 0; i < OFTEN; i++) {
            jdbc.sql("select count(*) from hub.order_step").query(Long.class).single();
        }
    }

    private static long keptPlans(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from pg_prepared_statements where statement like '%hub.order_step'")
                .query(Long.class)
                .single();
    }
}
