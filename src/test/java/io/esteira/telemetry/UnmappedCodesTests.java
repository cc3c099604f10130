package io.esteira.telemetry;

import static io.esteira.telemetry.TelemetryDatabase.newMachine;
import static io.esteira.telemetry.TelemetryDatabase.reading;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnmappedCodesTests {

    private static final Instant START = Instant.parse("2026-11-16T06:00:00Z");

    private final TelemetryDatabase database = TelemetryDatabase.shared();
    private final String product = "product of " + newMachine();

    @Test
    void anUnmappedCodeIsOneEntryHoweverManyMachinesAndMessagesNameIt() {
        // Given
        String one = newMachine();
        String other = newMachine();
        count(one, 0, 0);
        count(other, 0, 0);
        database.links.retry();

        // When
        count(one, 1, 10);
        count(other, 2, 5);
        database.links.retry();

        // Then
        assertThat(entries()).containsExactly("UNMAPPED product WAITING item " + product);
    }

    @Test
    void onceTheCodeIsMappedTheEntryEndsAndAllItsPiecesShowTheItem() {
        // Given
        String machine = newMachine();
        count(machine, 0, 0);
        count(machine, 1, 10);
        database.links.retry();

        // When
        database.mapItem("MATRIZ", product, "meant by " + product);
        database.links.retry();

        // Then
        assertThat(entries()).containsExactly("UNMAPPED product RESOLVED item " + product);
        assertThat(pieces(machine)).isEqualTo("meant by " + product + " 10");
    }

    @Test
    void anItemOfThatCodeThatComesInEndsTheEntryToo() {
        count(newMachine(), 0, 0);
        database.links.retry();

        database.addItem("MATRIZ", product);
        database.links.retry();

        assertThat(entries()).containsExactly("UNMAPPED product RESOLVED item " + product);
    }

    @Test
    void aMappingThatIsTakenBackOpensAnotherEntry() {
        // Given
        count(newMachine(), 0, 0);
        database.links.retry();
        database.mapItem("MATRIZ", product, "meant by " + product);
        database.links.retry();

        // When
        database.jdbc
                .sql("delete from hub.code_mapping where from_code = ?")
                .param(product)
                .update();
        database.jdbc
                .sql("update hub.machine_count set item_id = null where product_code = ?")
                .param(product)
                .update();
        database.links.retry();

        // Then
        assertThat(entries())
                .containsExactly(
                        "UNMAPPED product RESOLVED item " + product, "UNMAPPED product WAITING item " + product);
    }

    @Test
    void aKnownCodeHasNoEntry() {
        database.addItem("MATRIZ", product);

        count(newMachine(), 0, 0);
        database.links.retry();

        assertThat(entries()).isEmpty();
    }

    private void count(String machine, int minute, long good) {
        database.counters.accept(List.of(reading(machine, START.plusSeconds(60L * minute), product, good, 0)));
    }

    private List<String> entries() {
        return database.jdbc.sql("""
                        select q.code || ' ' || q.field || ' ' || q.state || ' ' || q.waits_for || ' ' || q.waits_key
                          from hub.quarantine q join hub.company c on c.id = q.company_id
                         where c.code = 'MATRIZ' and q.source = 'mqtt' and q.entity = 'products' and q.source_key = ?
                         order by q.id
                        """).param(product).query(String.class).list();
    }

    private String pieces(String machine) {
        return database.jdbc.sql("""
                        select i.code || ' ' || c.good from hub.machine_count c
                          join hub.equipment e on e.id = c.equipment_id join hub.item i on i.id = c.item_id
                         where e.code = ?
                        """).param(machine).query(String.class).single();
    }
}
