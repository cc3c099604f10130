package io.esteira.mapping;

import static io.esteira.mapping.MappingDatabase.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.mapping.MappingMerge.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MappingMergeTest {

    private final MappingMerge merge = new MappingMerge(List.of());

    @Test
    @Timeout(20)
    void asManyLinesAsAFileHoldsMayBeAboutOneCode() {
        IntStream.range(0, MappingTable.MOST_LINES)
                .mapToObj(day -> LocalDate.of(1930, 1, 1).plusDays(day).toString())
                .forEach(day -> assertThat(merge.take(item("7", "A", day, day)).outcome())
                        .isEqualTo(Outcome.CREATED));

        assertThat(merge.created()).hasSize(MappingTable.MOST_LINES);
    }

    @Test
    void onlyWhatHoldsAtTheSameTimeIsInTheWay() {
        // Given
        merge.take(item("7", "A", null, "2026-01-31"));
        merge.take(item("7", "B", "2026-03-01", "2026-03-31"));
        merge.take(item("7", "C", "2026-05-01", null));

        // Then
        assertThat(conflict("2026-01-31", "2026-02-01")).isEqualTo("A");
        assertThat(conflict("2026-02-01", "2026-03-01")).isEqualTo("B");
        assertThat(conflict("2026-04-01", null)).isEqualTo("C");
        assertThat(conflict("2027-01-01", "2027-01-01")).isEqualTo("C");
        assertThat(merge.take(item("7", "D", "2026-02-01", "2026-02-28")).outcome())
                .isEqualTo(Outcome.CREATED);
        assertThat(merge.take(item("7", "D", "2026-04-01", "2026-04-30")).outcome())
                .isEqualTo(Outcome.CREATED);
        assertThat(merge.take(item("7", "B", "2026-03-01", "2026-04-01")).outcome())
                .isEqualTo(Outcome.REFUSED);
    }

    private String conflict(String from, @Nullable String to) {
        return Objects.requireNonNull(merge.take(item("7", "X", from, to)).conflict())
                .toCode();
    }
}
