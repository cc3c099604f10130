package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.mapping.CodeMapping;
import io.esteira.mapping.CodeMappings;
import io.esteira.mapping.MappingKind;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Records that use codes which only a mapping explains. */
class MappedCodesTests extends ScriptedSource {

    @Autowired
    private CodeMappings mappings;

    @Autowired
    private Companies companies;

    @AfterEach
    void removeMappings() {
        jdbc.sql("delete from hub.code_mapping").update();
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
        await().atMost(Duration.ofSeconds(10))
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
        short company = companies.get(ScriptedReader.COMPANY).id();
        var answer = mappings.save(
                Caller.hub(Set.of(company)),
                ScriptedReader.COMPANY,
                null,
                new CodeMapping(kind, "csw", from, "csw", to, null, null));
        assertThat(answer).isInstanceOf(CodeMappings.Answer.Done.class);
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
