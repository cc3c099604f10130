package io.esteira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.support.HubTest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a row in CSW to a row of the canonical model. */
class ConveyorTests extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TODAY =
            LocalDate.now(ZoneId.of("America/Sao_Paulo")).toString();

    @BeforeEach
    void firstSyncHasEnded() {
        await().atMost(SOON).untilAsserted(() -> assertThat(count("""
                        select count(*) from hub.stream s join hub.stream_state t on t.stream_id = s.id
                         where s.source = 'csw' and t.last_success_at is not null
                           and s.company_id = (select id from hub.company where code = 'MATRIZ')
                        """)).isEqualTo(7));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(count("select count(*) from hub.quarantine where state = 'WAITING'"))
                        .isZero());
    }

    @Test
    void everyRowOfCswIsOneCanonicalRow() {
        assertThat(
                        count(
                                "select count(*) from hub.production_order where source = 'csw' and company_id = (select id from hub.company where code = 'MATRIZ')"))
                .isEqualTo(sourceCount("select count(*) from tco.OrdemProd"));
        assertThat(
                        count(
                                "select count(*) from hub.order_line where source = 'csw' and company_id = (select id from hub.company where code = 'MATRIZ')"))
                .isEqualTo(sourceCount("select count(*) from tco.OrdemProdTamanhos"));
        assertThat(
                        count(
                                "select count(*) from hub.order_step where source = 'csw' and company_id = (select id from hub.company where code = 'MATRIZ')"))
                .isEqualTo(sourceCount("select count(*) from tco.RoteiroOP"));
        assertThat(
                        count(
                                "select count(*) from hub.item where source = 'csw' and company_id = (select id from hub.company where code = 'MATRIZ')"))
                .isEqualTo(
                        sourceCount("select (select count(*) from tcp.Engenharia) + (select count(*) from cgi.Item2)"));
        assertThat(
                        count(
                                "select count(*) from hub.quarantine where source = 'csw' and state = 'OPEN' and company_id = (select id from hub.company where code = 'MATRIZ')"))
                .isZero();
    }

    @Test
    void quantitiesAndZerosOfAnOrderArrive() {
        String number = sourceText("select min(numeroOP) from tco.OrdemProd where situacao = 3 and numeroOP like '0%'");
        String pieces = sourceText(
                "select trim_scale(sum(coalesce(qtdePecas1Qualidade, qtdePecasProgramadas)))::text from tco.OrdemProdTamanhos where numeroOP = ?::bpchar",
                number);

        String arrived = jdbc.sql("select trim_scale(quantity)::text from hub.production_order where number = ?")
                .param(number)
                .query(String.class)
                .single();

        assertThat(arrived).isEqualTo(pieces);
    }

    @Test
    void anotherRunChangesNothing() {
        long before = count("select coalesce(max(seq), 0) from hub.change_log");
        long runs = count("select count(*) from hub.sync_run where outcome = 'COMPLETE'");

        await().atMost(SOON)
                .until(() -> count("select count(*) from hub.sync_run where outcome = 'COMPLETE'") > runs + 14);

        assertThat(jdbc.sql(
                                "select entity, row_id, kind::text, inbox_id, before::text from hub.change_log where seq > ?")
                        .param(before)
                        .query()
                        .listOfRows())
                .isEmpty();
    }

    @Test
    void anOrderThatCloseInCswIsClosedNotDeleted() {
        String number = sourceText("select max(numeroOP) from tco.OrdemProd where situacao = 3");

        source().update("update tco.OrdemProd set situacao = 2, dataFim = ? where numeroOP = ?::bpchar", TODAY, number);

        await().atMost(SOON).untilAsserted(() -> assertThat(count(
                        "select count(*) from hub.production_order where number = ? and status = 'CLOSED' and deleted_at is null",
                        number))
                .isOne());
    }
}
