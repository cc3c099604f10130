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
                        """)).isEqualTo(20));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(count("select count(*) from hub.quarantine where state = 'WAITING'"))
                        .isZero());
    }

    /** Rows of the table that CSW brought for MATRIZ. */
    private long rows(String table) {
        return count("select count(*) from hub." + table
                + " where source = 'csw' and company_id = (select id from hub.company where code = 'MATRIZ')");
    }

    @Test
    void everyRowOfCswIsOneCanonicalRow() {
        assertThat(rows("production_order"))
                .isEqualTo(sourceCount("select count(*) from tco.OrdemProd where codEmpresa = '1'"));
        assertThat(rows("order_line"))
                .isEqualTo(sourceCount("select count(*) from tco.OrdemProdTamanhos where codEmpresa = '1'"));
        assertThat(rows("order_step"))
                .isEqualTo(sourceCount("select count(*) from tco.RoteiroOP where codEmpresa = '1'"));
        assertThat(rows("item")).isEqualTo(sourceCount("""
                        select (select count(*) from tcp.Engenharia where codEmpresa = '1')
                             + (select count(*) from cgi.Item2 where Empresa = '1')"""));
        assertThat(
                        count(
                                "select count(*) from hub.quarantine where source = 'csw' and state = 'OPEN' and company_id = (select id from hub.company where code = 'MATRIZ')"))
                .isZero();
    }

    @Test
    void everyRowThatTargetsAreComputedFromIsOneCanonicalRow() {
        assertThat(rows("routing_step"))
                .isEqualTo(sourceCount("select count(*) from tcp.ProcessosEngenharia where codEmpresa = '1'"));
        assertThat(rows("lot")).isEqualTo(sourceCount("select count(*) from tcl.Lote where codEmpresa = '1'"));
        assertThat(rows("lot_forecast"))
                .isEqualTo(sourceCount("select count(*) from tcl.LoteSeqTamanho where Empresa = '1'"));
        assertThat(rows("collection"))
                .isEqualTo(sourceCount("select count(*) from tcp.Colecoes where codEmpresa = '1'"));
        assertThat(rows("invoice_type")).isEqualTo(sourceCount("select count(*) from fat.TipoDeNotaPadrao"));
        assertThat(rows("sales_order"))
                .isEqualTo(sourceCount("select count(*) from ped.Pedido where codEmpresa = '1'"));
        assertThat(rows("sales_order_line"))
                .isEqualTo(sourceCount("select count(*) from ped.PedidoItemGrade where codEmpresa = '1'"));
        assertThat(rows("stock_balance"))
                .isEqualTo(sourceCount("select count(*) from est.DadosEstoque where codEmpresa = '1'"));
        assertThat(rows("subcontractor"))
                .isEqualTo(sourceCount("select count(*) from tcg.Faccionista where Empresa = '1'"));
        assertThat(rows("subcontract_note")).isEqualTo(sourceCount("""
                        select (select count(*) from tct.RetSimbolicoNF where Empresa = '1')
                             + (select count(*) from tct.RetSimbolicoNFERetorno where Empresa = '1')"""));
        assertThat(count("""
                        select count(*) from hub.subcontract_shipment
                         where open and deleted_at is null
                           and company_id = (select id from hub.company where code = 'MATRIZ')"""))
                .isEqualTo(sourceCount(
                        "select count(*) from tct.RemessaOPsDistribuicao where Empresa = '1' and situac = 2"));
    }

    @Test
    void ordersOfCswKeepTheirOwnStepsBesideTheRoutingsOfStyles() {
        assertThat(count("""
                        select count(*) from hub.production_order where source = 'csw' and routing is not null""")).isZero();
        assertThat(count("""
                        select count(*) from hub.bill_of_material_line l join hub.item i on i.id = l.item_id
                         where i.code = '900003' and l.quantity = 2 and l.class = '10'""")).isOne();
    }

    @Test
    void aForecastThatIsChangedIsSeen() {
        source().update("""
                        update tcl.LoteSeqTamanho set qtdePecasImplementadas = 4711
                         where ctid = (select min(ctid) from tcl.LoteSeqTamanho where Empresa = '1')""");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count("select count(*) from hub.lot_forecast where pieces = 4711"))
                        .isOne());
    }

    @Test
    void quantitiesAndZerosOfAnOrderArrive() {
        String number = sourceText(
                "select min(numeroOP) from tco.OrdemProd where codEmpresa = '1' and situacao = 3 and numeroOP like '0%'");
        String pieces = sourceText(
                "select trim_scale(sum(coalesce(qtdePecas1Qualidade, qtdePecasProgramadas)))::text from tco.OrdemProdTamanhos where codEmpresa = '1' and numeroOP = ?::bpchar",
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
        String number = sourceText("select max(numeroOP) from tco.OrdemProd where codEmpresa = '1' and situacao = 3");

        source().update(
                        "update tco.OrdemProd set situacao = 2, dataFim = ? where codEmpresa = '1' and numeroOP = ?::bpchar",
                        TODAY,
                        number);

        await().atMost(SOON).untilAsserted(() -> assertThat(count(
                        "select count(*) from hub.production_order where number = ? and status = 'CLOSED' and deleted_at is null",
                        number))
                .isOne());
    }
}
