package io.esteira.telemetry;

import static io.esteira.telemetry.TelemetryDatabase.newMachine;
import static io.esteira.telemetry.TelemetryDatabase.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In years of their own, since a partition that one test makes stays for the others. */
class CounterPartitionsTests {

    private final TelemetryDatabase database = TelemetryDatabase.shared();
    private final String machine = newMachine();

    @Test
    void madeAheadTheyTakeTheReadingsOfTheirMonth() {
        // When
        partitionsAt("2031-11-30T23:30:00Z").createAhead();
        database.counters.accept(List.of(
                reading(machine, Instant.parse("2031-11-30T23:59:59Z"), "A", 1, 0),
                reading(machine, Instant.parse("2031-12-01T00:00:00Z"), "A", 2, 0),
                reading(machine, Instant.parse("2032-01-31T23:59:59.999Z"), "A", 3, 0),
                reading(machine, Instant.parse("2032-02-01T00:00:00Z"), "A", 4, 0)));

        // Then
        assertThat(homes())
                .containsExactly(
                        "counter_reading_2031_11",
                        "counter_reading_2031_12",
                        "counter_reading_2032_01",
                        "counter_reading_default");
    }

    @Test
    void readingsThatCameBeforeTheirPartitionMoveIntoIt() {
        // Given
        database.counters.accept(List.of(reading(machine, Instant.parse("2033-05-10T00:00:00Z"), "A", 1, 0)));
        assertThat(homes()).containsExactly("counter_reading_default");

        // When
        partitionsAt("2033-05-10T12:00:00Z").createAhead();

        // Then
        assertThat(homes()).containsExactly("counter_reading_2033_05");

        // And the same message again is still recognised
        database.counters.accept(List.of(reading(machine, Instant.parse("2033-05-10T00:00:00Z"), "A", 1, 0)));
        assertThat(database.readings(machine)).isEqualTo(1);
    }

    @Test
    void makingThemAgainChangesNothing() {
        // Given
        CounterPartitions partitions = partitionsAt("2034-01-01T00:00:00Z");
        partitions.createAhead();
        List<String> before = all();

        // When
        partitions.createAhead();

        // Then
        assertThat(all()).isEqualTo(before).contains("counter_reading_2034_01", "counter_reading_2034_03");
    }

    private CounterPartitions partitionsAt(String now) {
        // A clock of the plant's own zone, where it is still the month before: partitions go by UTC.
        Clock clock = Clock.fixed(Instant.parse(now), ZoneId.of("America/Sao_Paulo"));
        return new CounterPartitions(database.jdbc, database.transactions, clock);
    }

    private List<String> homes() {
        return database.jdbc.sql("""
                        select r.tableoid::regclass::text from hub.counter_reading r
                          join hub.equipment e on e.id = r.equipment_id where e.code = ? order by r.at
                        """).param(machine).query(String.class).list().stream()
                .map(name -> name.replace("hub.", ""))
                .toList();
    }

    private List<String> all() {
        return database
                .jdbc
                .sql("select inhrelid::regclass::text from pg_inherits"
                        + " where inhparent = 'hub.counter_reading'::regclass order by 1")
                .query(String.class)
                .list()
                .stream()
                .map(name -> name.replace("hub.", ""))
                .toList();
    }
}
