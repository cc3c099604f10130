package io.esteira.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.support.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Both sides read the same month out of a day, or none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceRowsTest {

    private final HikariDataSource database = TestDatabase.create();
    private final JdbcClient sql = JdbcClient.create(database);

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24, 2026-11-01",
        "20261124, 2026-11-01",
        "'  2026-11-24T10:00:00', 2026-11-01",
        "24/11/2026, 2026-11-01",
        "' 24/11/2026 10:00', 2026-11-01",
        "2026-02-31, 2026-02-01",
        "202611, 2026-11-01",
        "2026-13-01,",
        "0000-01-01,",
        "24/13/2026,",
        "11/24/2026,",
        "'',",
        "'        ',",
        "tomorrow,",
        "99999999,",
    })
    void theMonthOfADayIsTheSameOnBothSides(String day, @Nullable LocalDate month) {
        byte[] payload =
                JsonMapper.shared().writeValueAsString(Map.of("day", day)).getBytes(StandardCharsets.UTF_8);

        assertThat(SourceRows.month(payload, "day")).isEqualTo(month);
        assertThat(sql.sql("select coalesce(hub.month_of(?)::text, '')")
                        .param(day)
                        .query(String.class)
                        .single())
                .isEqualTo(month == null ? "" : month.toString());
    }

    @ParameterizedTest
    @CsvSource({"'{}'", "'[]'", "'no json'", "'\"20261124\"'", "'{\"day\":null}'", "'{\"day\":{}}'", "''"})
    void whatHasNoDayHasNoMonth(String payload) {
        assertThat(SourceRows.month(payload.getBytes(StandardCharsets.UTF_8), "day"))
                .isNull();
    }
}
