package io.esteira.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What CSW knows beside orders: demand, stock and subcontractors, as the plant is born and while it lives. */
class CswTradeTest {

    /** Tables of CSW with the columns that name their company. */
    private static final List<String> OF_A_COMPANY = List.of(
            "tco.OrdemProd where codEmpresa",
            "tco.MovimentacaoOPFase where codEmpresa",
            "tcl.LoteSeqTamanho where Empresa",
            "ped.Pedido where codEmpresa",
            "ped.PedidoItemGrade where codEmpresa",
            "est.DadosEstoque where codEmpresa",
            "tct.RemessaOPsDistribuicao where Empresa",
            "tct.RetSimbolicoNF where Empresa",
            "tct.RetSimbolicoNFERetorno where Empresa");

    private static JdbcClient admin(Plant plant) {
        return JdbcClient.create(new DriverManagerDataSource(plant.adminJdbcUrl()));
    }

    private static long count(Plant plant, String from) {
        return admin(plant)
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }

    private static String rows(Plant plant, String from) {
        return admin(plant)
                .sql("select md5(string_agg(t::text, '|' order by t::text)) from " + from.replace(" where", " t where"))
                .query(String.class)
                .single();
    }

    private static Plant fewButLarger() {
        return Plant.start(TestServer.settings().withSize(new PlantSize(240, 60, 20, 500, 40, 60, 20, 300)));
    }

    @Test
    void theExampleDoesNotMove() {
        try (Plant plant = Plant.start(TestServer.settings())) {
            // Given
            List<String> before = OF_A_COMPANY.stream()
                    .map(table -> rows(plant, table + " = '9'"))
                    .toList();

            // When
            for (int i = 0; i < 80; i++) {
                plant.tick();
            }

            // Then
            assertThat(OF_A_COMPANY.stream()
                            .map(table -> rows(plant, table + " = '9'"))
                            .toList())
                    .isEqualTo(before);
            assertThat(OF_A_COMPANY)
                    .allSatisfy(table ->
                            assertThat(count(plant, table + " = '9'")).as(table).isPositive());
        }
    }

    @Test
    void customersOrderAndAreInvoiced() {
        try (Plant plant = Plant.start(TestServer.settings())) {
            // Given
            long last = plant.ledger().last();
            long orders = count(plant, "ped.Pedido where codEmpresa = '1'");

            // When
            for (int i = 0; i < 80; i++) {
                plant.tick();
            }

            // Then
            List<LedgerEntry> opened = plant.ledger().after(last, "csw.sale.opened");
            assertThat(opened).isNotEmpty();
            assertThat(count(plant, "ped.Pedido where codEmpresa = '1'")).isEqualTo(orders + opened.size());
            assertThat(plant.ledger().after(last, "csw.sale.invoiced")).isNotEmpty();
            assertThat(plant.ledger().after(last, "csw.forecast")).isNotEmpty();
            assertThat(count(plant, "ped.PedidoItemGrade where qtdeFaturada + qtdeCancelada > qtdePedida"))
                    .isZero();
        }
    }

    @Test
    void piecesAreAtTheSubcontractorOfAnOrderThatStandsInAnExternalPhaseAndNowhereElse() {
        try (Plant plant = fewButLarger()) {
            for (int i = 0; i < 160; i++) {
                plant.tick();
            }

            assertThat(plant.ledger().count("csw.shipment.closed")).isPositive();
            assertThat(count(plant, """
                    tco.OrdemProd o full join (select * from tct.RemessaOPsDistribuicao where situac = 2) r
                      on r.Empresa = o.codEmpresa and rtrim(r.codOP) = rtrim(o.numeroOP) and r.codFase = o.codFaseAtual
                    where (r.codOP is null) <> (o.situacao is distinct from 3 or o.codFaseAtual not in (429, 431, 453, 455, 459))
                    """)).isZero();
        }
    }

    @Test
    void whatCameBackIsWhatLeftExternalPhases() {
        try (Plant plant = fewButLarger()) {
            for (int i = 0; i < 160; i++) {
                plant.tick();
            }

            assertThat(admin(plant)
                            .sql("select sum(quantidade) from tct.RetSimbolicoNFERetorno where Empresa = '1'")
                            .query(BigDecimal.class)
                            .single())
                    .isEqualByComparingTo(
                            admin(plant).sql("""
                                    select sum(totPecasOPBaixadas) from tco.MovimentacaoOPFase
                                    where codEmpresa = '1' and codFase in (429, 431, 453, 455, 459)""").query(BigDecimal.class).single());
        }
    }

    @Test
    void stockRisesByWhatAnOrderHasMade() {
        try (Plant plant = Plant.start(TestServer.settings())) {
            // Given
            String order = admin(plant)
                    .sql("select min(numeroOP) from tco.OrdemProd where codEmpresa = '1' and situacao = 3")
                    .query(String.class)
                    .single()
                    .strip();
            String stock = """
                    select coalesce(sum(d.estoqueAtual), 0) from est.DadosEstoque d where d.codEmpresa = '1'""";
            BigDecimal before = admin(plant).sql(stock).query(BigDecimal.class).single();

            // When
            while (count(plant, "tco.OrdemProd where codEmpresa = '1' and situacao = 3 and numeroOP = '" + order + "'")
                    > 0) {
                plant.moveInCsw(order, null);
            }

            // Then
            BigDecimal made = admin(plant)
                    .sql(
                            "select sum(qtdePecas1Qualidade) from tco.OrdemProdTamanhos where codEmpresa = '1' and numeroOP = ?::char(12)")
                    .param(order)
                    .query(BigDecimal.class)
                    .single();
            assertThat(admin(plant).sql(stock).query(BigDecimal.class).single()).isEqualByComparingTo(before.add(made));
        }
    }

    @Test
    void partsAreConsumedInTheColoursAndSizesThatTheyHave() {
        try (Plant plant = fewButLarger()) {
            assertThat(count(plant, "tcp.ComponentesVariaveis where codEmpresa = '1'"))
                    .isPositive();
            assertThat(count(plant, """
                    tcp.ComponentesVariaveis c where not exists (
                      select from tcp.CompVarSorGraTam g where g.codEmpresa = c.codEmpresa and g.codProduto = c.codProduto
                        and g.sequencia = c.codSequencia)""")).isZero();
        }
    }
}
