package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class WeeksTest {

    private static HikariDataSource dataSource;

    @BeforeAll
    static void start() {
        dataSource = TestDatabase.create();
    }

    @AfterAll
    static void close() {
        dataSource.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-04, 2025-09-22, 17",
        "2025-06-02, 2025-09-26, 17",
        "2025-06-02, 2025-09-21, 16",
        "2025-06-01, 2025-06-02, 2",
        "2025-12-29, 2026-01-04, 1",
        "2025-06-04, 2025-06-04, 1"
    })
    void aWeekBegunOrCutShortCountsWhole(String first, String last, int weeks) {
        assertThat(JdbcClient.create(dataSource)
                        .sql("select hub.weeks(?::date, ?::date)")
                        .params(first, last)
                        .query(Integer.class)
                        .single())
                .isEqualTo(weeks);
    }
}
