package io.esteira.telemetry;

import static io.esteira.telemetry.TelemetryDatabase.newMachine;
import static io.esteira.telemetry.TelemetryDatabase.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemLinksTests {

    private static final Instant START = Instant.parse("2026-11-16T06:00:00Z");

    private final TelemetryDatabase database = TelemetryDatabase.shared();
    private final String machine = newMachine();
    private final String product = "product of " + machine;

    @Test
    void aCountKnowsTheItemThatIsThere() {
        // Given
        database.addItem("MATRIZ", product);

        // When
        database.counters.accept(List.of(reading(machine, START, product, 0, 0)));

        // Then
        assertThat(linkedItem()).isEqualTo(product);
    }

    @Test
    void aCountFindsTheItemThatAppearsLater() {
        // Given
        database.counters.accept(List.of(reading(machine, START, product, 0, 0)));
        assertThat(linkedItem()).isEmpty();
        database.addItem("MATRIZ", product);
        int signals = database.signals.get();

        // When
        int linked = database.links.linkItems();

        // Then
        assertThat(linked).isEqualTo(1);
        assertThat(linkedItem()).isEqualTo(product);
        assertThat(database.changes(machine)).containsExactly("I", "U 0");
        assertThat(database.signals.get()).isEqualTo(signals + 1);

        // And the next run finds nothing to do
        assertThat(database.links.linkItems()).isZero();
        assertThat(database.signals.get()).isEqualTo(signals + 1);
    }

    @Test
    void anItemOfAnotherCompanyIsAnotherThing() {
        // Given
        database.addItem("LATICINIO", product);

        // When
        database.counters.accept(List.of(reading(machine, START, product, 0, 0)));
        database.links.linkItems();

        // Then
        assertThat(linkedItem()).isEmpty();
    }

    @Test
    void aMappedProductCodeComesBeforeAnItemOfTheSameCode() {
        // Given
        database.addItem("MATRIZ", product);
        database.counters.accept(List.of(reading(machine, START, product, 0, 0)));
        assertThat(linkedItem()).isEqualTo(product);

        // When
        database.mapItem("MATRIZ", product, "meant by " + product);
        database.links.linkItems();

        // Then
        assertThat(linkedItem()).isEqualTo("meant by " + product);

        // And when the mapping is taken back
        database.jdbc.sql("delete from hub.code_mapping").update();
        database.links.linkItems();

        // Then
        assertThat(linkedItem()).isEqualTo(product);
    }

    @Test
    void aCountKnowsTheMappedItemFromItsFirstPiece() {
        // Given
        database.mapItem("MATRIZ", product, "meant by " + product);

        // When
        database.counters.accept(List.of(reading(machine, START, product, 0, 0)));

        // Then
        assertThat(linkedItem()).isEqualTo("meant by " + product);
    }

    @Test
    void aSuccessorIsCountedAnewAndWhatWasCountedBeforeStaysWithTheEarlierItem() {
        // Given
        database.mapItem("MATRIZ", product, "first of " + product);
        count(0, 0);
        count(1, 10);

        // When
        database.endMapping(product);
        database.mapItem("MATRIZ", product, "second of " + product);
        assertThat(database.links.linkItems()).isOne();
        count(2, 25);

        // Then
        assertThat(counts()).containsExactly("first of " + product + " 10 closed", "second of " + product + " 15 open");
        assertThat(database.changes(machine)).containsExactly("I", "U 0", "U 10", "I");
        assertThat(database.links.linkItems()).isZero();

        // And when that runs out too
        database.endMapping(product);
        database.mapItem("MATRIZ", product, "third of " + product);
        database.links.linkItems();
        count(3, 26);

        // Then
        assertThat(counts())
                .containsExactly(
                        "first of " + product + " 10 closed",
                        "second of " + product + " 15 closed",
                        "third of " + product + " 1 open");
    }

    @Test
    void aMappingThatRunsOutWithoutASuccessorClosesItsCountAndPiecesWaitForTheNext() {
        // Given
        database.mapItem("MATRIZ", product, "first of " + product);
        count(0, 0);

        // When
        database.endMapping(product);

        // Then
        assertThat(database.links.linkItems()).isOne();
        count(1, 10);
        assertThat(counts()).containsExactly("first of " + product + " 0 closed", "- 10 open");
        assertThat(database.links.linkItems()).isZero();

        // And when a successor comes
        database.mapItem("MATRIZ", product, "second of " + product);
        database.links.linkItems();

        // Then
        assertThat(counts()).containsExactly("first of " + product + " 0 closed", "second of " + product + " 10 open");
    }

    @Test
    void piecesAfterAMappingAreOfTheItemThatHasTheCodeItself() {
        // Given
        database.addItem("MATRIZ", product);
        database.mapItem("MATRIZ", product, "first of " + product);
        count(0, 0);
        count(1, 4);

        // When
        database.endMapping(product);
        database.links.linkItems();
        count(2, 10);

        // Then
        assertThat(counts()).containsExactly("first of " + product + " 4 closed", product + " 6 open");
    }

    private void count(int minute, long good) {
        database.counters.accept(List.of(reading(machine, START.plusSeconds(60L * minute), product, good, 0)));
    }

    private List<String> counts() {
        return database.jdbc.sql("""
                        select coalesce(i.code, '-') || ' ' || c.good || case when c.closed_at is null then ' open' else ' closed' end
                          from hub.machine_count c join hub.equipment e on e.id = c.equipment_id left join hub.item i on i.id = c.item_id
                         where e.code = ? order by c.id
                        """).param(machine).query(String.class).list();
    }

    private String linkedItem() {
        return database.jdbc.sql("""
                        select coalesce(i.code, '') from hub.machine_count c
                          join hub.equipment e on e.id = c.equipment_id left join hub.item i on i.id = c.item_id
                         where e.code = ?
                        """).param(machine).query(String.class).single();
    }
}
