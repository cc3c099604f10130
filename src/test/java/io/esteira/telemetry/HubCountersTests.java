package io.esteira.telemetry;

import static io.esteira.telemetry.TelemetryDatabase.newMachine;
import static io.esteira.telemetry.TelemetryDatabase.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.adapter.CounterSink.CounterReading;
import io.esteira.telemetry.SimulatedMachine.Made;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubCountersTests {

    private static final Instant START = Instant.parse("2026-11-16T06:00:00Z");

    private final TelemetryDatabase database = TelemetryDatabase.shared();
    private final String machine = newMachine();

    @Test
    void workedExampleGivesThreeOfAAndThreeOfBMessageByMessage() {
        // When
        workedExample(machine).forEach(reading -> database.counters.accept(List.of(reading)));

        // Then
        assertThat(database.made(machine)).isEqualTo(Map.of("A", new Made(3, 0), "B", new Made(3, 0)));
    }

    @Test
    void workedExampleGivesTheSameInOneBatch() {
        // When
        database.counters.accept(workedExample(machine));

        // Then
        assertThat(database.made(machine)).isEqualTo(Map.of("A", new Made(3, 0), "B", new Made(3, 0)));
        assertThat(database.readings(machine)).isEqualTo(8);
    }

    @Test
    void theSameMessagesAgainChangeNothing() {
        // Given
        database.counters.accept(workedExample(machine));
        List<String> changes = database.changes(machine);
        int signals = database.signals.get();

        // When
        database.counters.accept(workedExample(machine));

        // Then
        assertThat(database.made(machine)).isEqualTo(Map.of("A", new Made(3, 0), "B", new Made(3, 0)));
        assertThat(database.readings(machine)).isEqualTo(8);
        assertThat(database.changes(machine)).isEqualTo(changes);
        assertThat(database.signals.get()).isEqualTo(signals);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsWhatTheMachineReallyMadeHoweverMessagesAreRepeatedAndBatched(long seed) {
        // Given
        var random = new Random(seed);
        var simulated = new SimulatedMachine(random, 150);
        List<CounterReading> delivered = simulated.deliveredCarelessly().stream()
                .map(r -> reading(machine, r.at(), r.product(), r.good(), r.bad()))
                .toList();

        // When
        int from = 0;
        while (from < delivered.size()) {
            int to = Math.min(delivered.size(), from + 1 + random.nextInt(40));
            database.counters.accept(delivered.subList(from, to));
            from = to;
        }

        // Then
        assertThat(database.made(machine)).isEqualTo(simulated.made());
        assertThat(database.readings(machine))
                .isEqualTo(simulated.readings().stream().distinct().count());
    }

    @Test
    void keepsWhereTheMachineStandsByItsNewestReading() {
        // Given
        database.counters.accept(List.of(new CounterReading(
                "mqtt", "MATRIZ", machine, "Prensa 1", "A", START.plusSeconds(5), 10, 2, "RUNNING")));

        // When a late one and a newer one come
        database.counters.accept(List.of(
                new CounterReading("mqtt", "MATRIZ", machine, "Prensa", "A", START, 9, 2, "STOPPED"),
                new CounterReading("mqtt", "MATRIZ", machine, "Prensa 01", "A", START.plusSeconds(6), 12, 2, "ERROR"),
                new CounterReading("mqtt", "MATRIZ", machine, "Prensa", "A", START, 9, 2, "STOPPED")));

        // Then
        assertThat(database.jdbc
                        .sql("select name, status, product_code, last_good, last_bad from hub.equipment where code = ?")
                        .param(machine)
                        .query()
                        .singleRow())
                .containsEntry("name", "Prensa 01")
                .containsEntry("status", "ERROR")
                .containsEntry("product_code", "A")
                .containsEntry("last_good", 12L)
                .containsEntry("last_bad", 2L);
    }

    @Test
    void eachChangeOfACountIsInTheChangeLogWithWhatWasBefore() {
        // When
        database.counters.accept(List.of(reading(machine, START, "A", 5, 0)));
        database.counters.accept(List.of(reading(machine, START.plusSeconds(1), "A", 8, 0)));
        database.counters.accept(List.of(reading(machine, START.plusSeconds(2), "A", 8, 0)));
        database.counters.accept(List.of(reading(machine, START.plusSeconds(3), "A", 9, 0)));

        // Then a count that stays the same is no change
        assertThat(database.changes(machine)).containsExactly("I", "U 0", "U 3");
    }

    @Test
    void aStampFinerThanTheDatabaseKeepsIsStillRecognised() {
        // Given
        CounterReading fine = reading(machine, Instant.parse("2026-11-16T06:00:00.123456789Z"), "A", 5, 0);
        database.counters.accept(List.of(fine));

        // When
        database.counters.accept(List.of(fine));
        database.counters.accept(List.of(reading(machine, START.plusSeconds(9), "A", 7, 0)));

        // Then
        assertThat(database.readings(machine)).isEqualTo(2);
        assertThat(database.made(machine)).isEqualTo(Map.of("A", new Made(2, 0)));
    }

    @Test
    void oneCodeInTwoCompaniesIsTwoMachines() {
        // When
        for (String company : List.of("MATRIZ", "LATICINIO")) {
            database.counters.accept(List.of(
                    new CounterReading("mqtt", company, machine, "M", "A", START, 0, 0, ""),
                    new CounterReading("mqtt", company, machine, "M", "A", START.plusSeconds(1), 4, 0, "")));
        }

        // Then
        assertThat(database.jdbc
                        .sql("select count(distinct public_id) from hub.equipment where code = ?")
                        .param(machine)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(database.jdbc
                        .sql("select sum(c.good) from hub.machine_count c join hub.equipment e on e.id = c.equipment_id"
                                + " where e.code = ?")
                        .param(machine)
                        .query(Long.class)
                        .single())
                .isEqualTo(8);
    }

    @Test
    void anUnknownCompanyStopsTheWholeBatchSoThatItComesAgain() {
        // When
        assertThatThrownBy(() -> database.counters.accept(List.of(
                        reading(machine, START, "A", 1, 0),
                        new CounterReading("mqtt", "NOWHERE", machine, "M", "A", START, 0, 0, ""))))
                .hasMessageContaining("NOWHERE");

        // Then
        assertThat(database.made(machine)).isEmpty();
    }

    @Test
    void aBatchThatFailsHalfwayLeavesNothing() {
        // When the last reading is one that no table can hold
        assertThatThrownBy(() -> database.counters.accept(List.of(
                        reading(machine, START, "A", 0, 0),
                        reading(machine, START.plusSeconds(1), "A", Long.MAX_VALUE, 0))))
                .isInstanceOf(RuntimeException.class);

        // Then
        assertThat(database.made(machine)).isEmpty();
        assertThat(database.readings(machine)).isZero();
    }

    @Test
    void replicasThatCountTheSameMachinesAtOnceNeitherMissNorBlock() throws InterruptedException, ExecutionException {
        // Given four replicas, each with the same messages of ten machines in an order of its own
        List<String> machines = java.util.stream.IntStream.range(0, 10)
                .mapToObj(n -> newMachine())
                .toList();

        // When
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int replica = 0; replica < 4; replica++) {
                var random = new Random(replica);
                running.add(replicas.submit(() -> {
                    for (int second = 0; second < 40; second++) {
                        List<String> order = new ArrayList<>(machines);
                        Collections.shuffle(order, random);
                        int now = second;
                        database.counters.accept(order.stream()
                                .map(each -> reading(each, START.plusSeconds(now), "A", now, 0))
                                .toList());
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }

        // Then every machine has made what its last message showed, less where it stood at the first
        for (String each : machines) {
            assertThat(database.made(each)).isEqualTo(Map.of("A", new Made(39, 0)));
        }
    }

    private static List<CounterReading> workedExample(String machine) {
        return List.of(
                reading(machine, START, "A", 0, 0),
                reading(machine, START.plusSeconds(1), "A", 1, 0),
                reading(machine, START.plusSeconds(1), "A", 1, 0),
                reading(machine, START.plusSeconds(3), "A", 3, 0),
                reading(machine, START.plusSeconds(2), "A", 2, 0),
                reading(machine, START.plusSeconds(4), "B", 0, 0),
                reading(machine, START.plusSeconds(5), "B", 1, 0),
                reading(machine, START.plusSeconds(6), "B", 0, 0),
                reading(machine, START.plusSeconds(7), "B", 2, 0));
    }
}
