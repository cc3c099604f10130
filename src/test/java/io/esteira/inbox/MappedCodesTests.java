package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.CounterSink;
import io.esteira.adapter.CounterSink.CounterReading;
import io.esteira.mapping.CodeMapping;
import io.esteira.mapping.CodeMappings;
import io.esteira.mapping.MappingKind;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Records that use codes which only a mapping explains. */
class MappedCodesTests extends ScriptedSource {

    @Autowired
    private CodeMappings mappings;

    @Autowired
    private Companies companies;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private CounterSink counters;

    @Autowired
    private WaitingCodes waitingCodes;

    @Autowired
    private QuarantineDesk desk;

    @AfterEach
    void removeMappingsAndCounts() {
        jdbc.sql("delete from hub.code_mapping").update();
        for (String table : List.of("counter_reading", "machine_count")) {
            jdbc.sql("delete from hub." + table
                            + " where equipment_id in (select id from hub.equipment where code = 'PRESS')")
                    .update();
        }
        jdbc.sql("delete from hub.equipment where code = 'PRESS'").update();
    }

    @Test
    void piecesOfAnUnmappedCodeShowTheItemOnceItIsMappedAndThenTheEntryEnds() {
        // Given
        readStyle("S-MADE");
        counters.accept(List.of(counted(0, 0), counted(1, 12)));
        waitingCodes.retry();
        UUID entry = jdbc.sql(
                        "select public_id from hub.quarantine where source_key = 'P-OWN' and code = 'UNMAPPED' and state = 'WAITING'")
                .query(UUID.class)
                .single();

        // When
        map(MappingKind.ITEM, "P-OWN", "S-MADE");
        var replayed = desk.replay(entry, Caller.hub(Set.of(company())));

        // Then
        assertThat(replayed).isInstanceOf(QuarantineDesk.Answer.Done.class);
        assertThat(count("select count(*) from hub.quarantine where public_id = ? and state = 'RESOLVED'", entry))
                .isOne();
        assertThat(count("""
                        select c.good from hub.machine_count c join hub.item i on i.id = c.item_id
                         where c.product_code = 'P-OWN' and i.code = 'S-MADE'
                        """)).isEqualTo(12);
    }

    private static CounterReading counted(int minute, long good) {
        Instant at = Instant.parse("2026-05-20T06:00:00Z").plusSeconds(60L * minute);
        return new CounterReading("csw", ScriptedReader.COMPANY, "PRESS", "Prensa", "P-OWN", at, good, 0, "");
    }

    @Test
    void whatWaitsForACodeIsUsedOnceTheCodeIsMapped() {
        // Given
        readStyle("S-KNOWN");
        reader.withPhases("M", 1);
        poll();
        readOrder("M-1", "S-FOREIGN");
        readStep("M-1", "M-FOREIGN");
        assertThat(waiting("UNMAPPED")).isEqualTo(2);

        // When
        map(MappingKind.ITEM, "S-FOREIGN", "S-KNOWN");
        map(MappingKind.PHASE, "M-FOREIGN", "M0");

        // Then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(waiting("UNMAPPED")).isZero());
        assertThat(itemOf("M-1")).isEqualTo("S-KNOWN");
        assertThat(count("""
                        select count(*) from hub.order_step s join hub.production_order o on o.id = s.order_id
                          join hub.phase p on p.id = s.phase_id where o.number = 'M-1' and p.code = 'M0'
                        """)).isOne();
    }

    @Test
    void theSourcesOwnRecordComesBeforeTheMapping() {
        // Given
        readStyle("S-OTHER");
        map(MappingKind.ITEM, "S-LATE", "S-OTHER");
        readOrder("M-2", "S-LATE");
        assertThat(itemOf("M-2")).isEqualTo("S-OTHER");

        // When
        readStyle("S-LATE");
        readOrder("M-3", "S-LATE");

        // Then
        assertThat(itemOf("M-3")).isEqualTo("S-LATE");
    }

    @Test
    void theSourcesOwnRecordOfAnItemThatAnotherBroughtComesBeforeTheMappingToo() {
        // Given
        readStyle("S-ELSE");
        addItemOfProtheus("S-SHARED");
        map(MappingKind.ITEM, "S-SHARED", "S-ELSE");

        // When
        readStyle("S-SHARED");
        readOrder("M-4", "S-SHARED");

        // Then
        assertThat(itemOf("M-4")).isEqualTo("S-SHARED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"S-RACE", "S-RACE-SHARED"})
    void theSourcesOwnRecordComesBeforeAMappingThatIsLinkedAtThatMoment(String code) throws Exception {
        // Given
        readStyle("S-GOAL");
        if (code.endsWith("SHARED")) {
            addItemOfProtheus(code);
        }
        map(MappingKind.ITEM, code, "S-GOAL");
        jdbc.sql("delete from hub.source_ref where source = 'csw' and key = ?")
                .param(code)
                .update();

        // When
        try (ExecutorService threads = Executors.newSingleThreadExecutor();
                Connection linking = dataSource.getConnection()) {
            linking.setAutoCommit(false);
            link(linking, code);
            Future<?> reading = threads.submit(() -> readStyle(code));
            await().until(() -> count("select count(*) from pg_stat_activity where wait_event = 'transactionid'"
                            + " and query like '%source_ref%' and datname = current_database()")
                    > 0);
            linking.commit();
            reading.get();
        }
        readOrder("M-5", code);

        // Then
        assertThat(itemOf("M-5")).isEqualTo(code);
        assertThat(count("select count(*) from hub.source_ref where key = ? and mapping_id is not null", code))
                .isZero();
    }

    private static void link(Connection connection, String code) throws SQLException {
        try (PreparedStatement link = connection.prepareStatement("""
                insert into hub.source_ref (company_id, entity, source, key, id, mapping_id)
                select m.company_id, 'item', m.from_source, m.from_code, i.id, m.id
                  from hub.code_mapping m join hub.item i on i.company_id = m.company_id and i.code = m.to_code
                 where m.from_code = ?
                """)) {
            link.setString(1, code);
            assertThat(link.executeUpdate()).isOne();
        }
    }

    private void addItemOfProtheus(String code) {
        jdbc.sql("""
                        insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                        select gen_random_uuid(), id, 'protheus', ?, 'An item', 'PRODUCT', true, now() from hub.company where code = ?
                        """).params(code, ScriptedReader.COMPANY).update();
    }

    private void readStyle(String code) {
        ScriptedReader styles = new ScriptedReader("styles");
        styles.scope.put(code, "{\"codengenharia\":\"" + code + "\",\"descricao\":\"QUEIJO\"}");
        polling.poll(styles);
    }

    private void readOrder(String number, String style) {
        ScriptedReader orders = new ScriptedReader("orders");
        orders.scope.put(
                number,
                "{\"numeroop\":\"" + number + "\",\"codproduto\":\"" + style
                        + "\",\"situacao\":3,\"codseqroteiroatual\":1}");
        polling.poll(orders);
    }

    private void readStep(String order, String phase) {
        ScriptedReader routing = new ScriptedReader("routing");
        routing.scope.put(
                order + "|1",
                "{\"numeroop\":\"" + order + "\",\"codseqroteiro\":1,\"codfase\":\"" + phase
                        + "\",\"observacao1\":null}");
        polling.poll(routing);
    }

    private void map(MappingKind kind, String from, String to) {
        var answer = mappings.save(
                Caller.hub(Set.of(company())),
                ScriptedReader.COMPANY,
                null,
                new CodeMapping(kind, "csw", from, "csw", to, null, null));
        assertThat(answer).isInstanceOf(CodeMappings.Answer.Done.class);
    }

    private short company() {
        return companies.get(ScriptedReader.COMPANY).id();
    }

    private String itemOf(String order) {
        return jdbc.sql(
                        "select i.code from hub.production_order o join hub.item i on i.id = o.item_id where o.number = ?")
                .param(order)
                .query(String.class)
                .single();
    }

    private long waiting(String code) {
        return count(
                "select count(*) from hub.quarantine where source_key like 'M-%' and state = 'WAITING' and code = ?",
                code);
    }
}
