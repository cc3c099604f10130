package io.esteira.adapter.csw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.adapter.SourceUnavailable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CswBudgetTests {

    private final Stopwatch time = new Stopwatch();

    @Test
    void rowsTakeAtLeastTheirShareOfASecond() {
        // given
        CswBudget budget = new CswBudget(100, 0, time);

        // when
        for (int i = 0; i < 1_000; i++) {
            budget.row();
        }

        // then
        assertThat(Duration.ofNanos(time.now)).isBetween(Duration.ofMillis(9_900), Duration.ofMillis(10_100));
    }

    @Test
    void timeThatWasNotUsedIsNotSavedUp() {
        // given
        CswBudget budget = new CswBudget(100, 0, time);
        time.now += Duration.ofHours(1).toNanos();
        long start = time.now;

        // when
        for (int i = 0; i < 100; i++) {
            budget.row();
        }

        // then
        assertThat(Duration.ofNanos(time.now - start)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void aQueryBeyondTheHoursNumberFailsUntilTheFirstIsAnHourOld() {
        // given
        CswBudget budget = new CswBudget(0, 2, time);
        budget.query();
        time.now += Duration.ofMinutes(20).toNanos();
        budget.query();

        // when, then
        assertThatThrownBy(budget::query)
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("2 queries per hour")
                .hasMessageContaining("41 min");
        time.now += Duration.ofMinutes(40).toNanos();
        budget.query();
        assertThatThrownBy(budget::query).isInstanceOf(SourceUnavailable.class);
    }

    @Test
    void aReaderKeepsToBoth() {
        // given
        CswProperties properties = CswPlant.limited(200, 1);
        long start = System.nanoTime();

        try (CswDatabase database = new CswDatabase(properties)) {
            // when
            int rows = database.query("items", Map.of("company", "1", "after", ""), 60, CswRow::read)
                    .size();

            // then
            assertThat(rows).isPositive();
            Duration least = Duration.ofMillis(5L * rows - 20);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(least);
            assertThatThrownBy(() -> database.query("items", Map.of("company", "1", "after", ""), 1, CswRow::read))
                    .isInstanceOf(SourceUnavailable.class);
        }
    }

    private static final class Stopwatch implements CswBudget.Ticks {
        private long now;

        @Override
        public long now() {
            return now;
        }

        @Override
        public void pause(long nanos) {
            now += nanos;
        }
    }
}
