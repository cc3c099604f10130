package io.esteira.adapter.csw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.Watermark;
import io.esteira.adapter.csw.CswBudget.Turn;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CswBudgetTests {

    private final Stopwatch time = new Stopwatch();

    @Test
    void rowsTakeAtLeastTheirShareOfASecond() {
        // given
        CswBudget budget = new CswBudget(100, 0, time);

        // when
        for (int page = 0; page < 10; page++) {
            budget.query(Turn.NEXT);
            budget.rows(100);
        }
        budget.query(Turn.NEXT);

        // then
        assertThat(Duration.ofNanos(time.now)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void timeThatWasNotUsedIsNotSavedUp() {
        // given
        CswBudget budget = new CswBudget(100, 0, time);
        time.now += Duration.ofHours(1).toNanos();
        long start = time.now;

        // when
        budget.rows(100);
        budget.query(Turn.FIRST);

        // then
        assertThat(Duration.ofNanos(time.now - start)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aQuestionWaitsForNobodysRows() {
        // given
        CswBudget budget = new CswBudget(100, 0, time);
        budget.rows(10_000);

        // when
        budget.query(Turn.QUESTION);

        // then
        assertThat(time.now).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Turn.class,
            names = {"FIRST", "QUESTION"})
    void aRunBeyondTheHoursNumberDoesNotBeginUntilTheFirstIsAnHourOld(Turn turn) {
        // given
        CswBudget budget = new CswBudget(0, 2, time);
        budget.query(turn);
        time.now += Duration.ofMinutes(20).toNanos();
        budget.query(turn);

        // when, then
        assertThatThrownBy(() -> budget.query(turn))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("2 queries per hour")
                .hasMessageContaining("41 min");
        time.now += Duration.ofMinutes(40).toNanos();
        budget.query(turn);
        assertThatThrownBy(() -> budget.query(turn)).isInstanceOf(SourceUnavailable.class);
    }

    @Test
    void aRunThatHasBegunWaitsForEachOfItsQueries() {
        // given
        CswBudget budget = new CswBudget(0, 2, time);
        budget.query(Turn.FIRST);

        // when
        for (int page = 0; page < 4; page++) {
            budget.query(Turn.NEXT);
        }

        // then
        assertThat(Duration.ofNanos(time.now)).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void whoeverWaitsGivesUpWhenTheHubStops() {
        // given
        CswBudget budget = new CswBudget(0, 1);
        budget.query(Turn.FIRST);
        budget.close();

        // when, then
        assertThatThrownBy(() -> budget.query(Turn.NEXT))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("stops");
    }

    @Test
    void aReadingOfMorePagesThanTheHoursNumberEnds() {
        // given
        CswProperties properties = CswPlant.limited(0, 3);
        try (CswDatabase database = database(properties, time)) {
            CswReader reader = reader("routing", properties, database);

            // when
            Iterator<Page> pages =
                    reader.read(new ReadRequest(CswPlant.COMPANY, ReadMode.SNAPSHOT, new Watermark("2026-01-01")));
            int read = 0;
            for (; pages.hasNext(); read++) {
                Page unused = pages.next();
            }

            // then
            assertThat(read).isGreaterThan(3);
            assertThat(Duration.ofNanos(time.now)).isGreaterThanOrEqualTo(Duration.ofHours((read - 1) / 3));
        }
    }

    @Test
    void whoeverWaitsForRowsLeavesTheConnectionToOthers() {
        // given
        AtomicReference<@Nullable CswDatabase> shared = new AtomicReference<>();
        AtomicInteger answers = new AtomicInteger();
        CswBudget.Ticks asking = new CswBudget.Ticks() {
            @Override
            public long now() {
                return time.now();
            }

            @Override
            public boolean await(CountDownLatch end, long nanos) {
                CswDatabase database = Objects.requireNonNull(shared.get());
                List<Integer> answer =
                        database.ask("SELECT 1", Map.of(), 1, Duration.ofSeconds(2), (row, n) -> row.getInt(1));
                answers.addAndGet(answer.size());
                return time.await(end, nanos);
            }
        };
        CswProperties properties = CswPlant.limited(200, 0, 1);
        try (CswDatabase database = database(properties, asking)) {
            shared.set(database);
            int rows = 0;

            // when
            Iterator<Page> pages = reader("routing", properties, database)
                    .read(new ReadRequest(CswPlant.COMPANY, ReadMode.SNAPSHOT, new Watermark("2026-01-01")));
            while (pages.hasNext()) {
                rows += pages.next().records().size();
            }

            // then
            assertThat(answers).hasPositiveValue();
            assertThat(Duration.ofNanos(time.now))
                    .isGreaterThan(Duration.ofMillis(5L * (rows - properties.pageRows())));
        }
    }

    private static CswDatabase database(CswProperties properties, CswBudget.Ticks ticks) {
        CswBudget budget = new CswBudget(properties.rowsPerSecond(), properties.queriesPerHour(), ticks);
        return new CswDatabase(properties, properties.connectTimeout(), properties.queryTimeout(), budget);
    }

    private static CswReader reader(String entity, CswProperties properties, CswDatabase database) {
        return CswQuery.all(properties).stream()
                .filter(query -> query.entity().equals(entity))
                .map(query -> new CswReader(query, database, properties, Clock.systemUTC()))
                .findAny()
                .orElseThrow();
    }

    private static final class Stopwatch implements CswBudget.Ticks {
        private long now;

        @Override
        public long now() {
            return now;
        }

        @Override
        public boolean await(CountDownLatch end, long nanos) {
            now += nanos;
            return end.getCount() == 0;
        }
    }
}
