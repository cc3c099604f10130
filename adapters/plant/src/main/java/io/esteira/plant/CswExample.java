package io.esteira.plant;

import static io.esteira.plant.CswExampleTables.ONE_COLOUR;
import static io.esteira.plant.CswExampleTables.ONE_SIZE;
import static io.esteira.plant.CswExampleTables.row;

import io.esteira.plant.CswExampleTables.Product;
import java.sql.Connection;
import java.util.List;

/**
 * Fills company EXEMPLO: an example that people can follow by hand. Nothing happens in it by itself. Its day is 2025-10-22. Used once, by
 * one thread.
 */
final class CswExample {

    private static final Product A =
            new Product("010200001-0", "10200001", "900001", "TSHIRT EXEMPLO A", List.of(401, 409, 429, 449));
    private static final Product B =
            new Product("010200002-0", "10200002", "900002", "REGATA EXEMPLO B", List.of(401, 409, 429, 449));
    private static final Product C =
            new Product("010400003-0", "10400003", "900003", "POLO EXEMPLO C", List.of(401, 409, 426, 429, 449));
    private static final Product P =
            new Product("60100004-0", "60100004", "900004", "PARTE EXEMPLO P", List.of(409, 435));
    private static final Product E =
            new Product("010200005-0", "10200005", "900005", "BABY EXEMPLO E", List.of(401, 429, 449));

    private static final String FORECAST = "25O06A";
    private static final String SECOND_FORECAST = "25O06B";
    private static final String THIRD_FORECAST = "25O06C";
    private static final String SUMMER = "25O01A";
    private static final String CUSTOM = "25O02A";

    private static final int SALE = 1;
    private static final int BONUS = 2;
    private static final int FIRST_SHOP = 1;
    private static final int SECOND_SHOP = 2;

    private final CswExampleTables csw;

    CswExample(Connection connection) {
        this.csw = new CswExampleTables(connection);
    }

    void fill() {
        master();
        styles();
        forecasts();
        sales();
        stock();
        openOrders();
        achieved();
        leadTimes();
        subcontracted();
    }

    private void master() {
        csw.rows(
                "tcp.FasesProducao",
                phase(401, "PCP", 2),
                phase(409, "SEPARACAO", 2),
                phase(426, "MONTAGEM", 3),
                phase(429, "COSTURA EXTERNA", 8),
                phase(431, "COSTURA EXTERNA 2", 8),
                phase(433, "ACABAMENTO", 2),
                phase(435, "SILK", 3),
                phase(449, "ENTRADA DE ESTOQUE", 1),
                phase(455, "COSTURA FACCAO A", 8),
                phase(459, "COSTURA FACCAO B", 8));
        csw.rows("tcp.TipoOP", row(1, "PRODUTO VENDA"), row(2, "PARTE DE PECA"));
        csw.rows("tcp.PrioridadeOP", row(2, "NORMAL"));
        csw.rows("tcp.Tamanhos", row(ONE_SIZE, "U"));
        csw.rows("tcp.Colecoes", row(1, "VERAO 2025"));
        csw.rows("tcg.Faccionista", row(FIRST_SHOP, "FACCAO UM"), row(SECOND_SHOP, "FACCAO DOIS"));
        csw.rows(
                "tcl.Lote",
                row(FORECAST, "PREV VERAO 2025"),
                row(SECOND_FORECAST, "PREV VERAO 2025 L2"),
                row(THIRD_FORECAST, "PREV VERAO 2025 L3"),
                row(SUMMER, "LOTE VERAO 2025"),
                row(CUSTOM, "LOTE ENCOMENDAS 2025"));
    }

    private void styles() {
        List.of(A, B, C, P, E).forEach(csw::product);
        csw.rows("tcp.ComponentesVariaveis", row(C.style(), P.style(), 1, 10, "CORPO", ONE_COLOUR));
        csw.rows("tcp.CompVarSorGraTam", row(C.style(), 1, ONE_COLOUR, ONE_SIZE, 2));
    }

    private void forecasts() {
        csw.rows(
                "tcl.LoteSeqTamanho",
                forecast(FORECAST, A, 1000),
                forecast(FORECAST, B, 600),
                forecast(FORECAST, C, 800),
                forecast(FORECAST, P, 1600),
                forecast(SECOND_FORECAST, A, 600),
                forecast(THIRD_FORECAST, A, 400));
    }

    private void sales() {
        csw.sale("900001", SALE, "2025-10-20", line(A, 400, 200, 50), line(B, 150, 100, 0), line(C, 100, 0, 20));
        // What is left open of the collection before.
        csw.sale("900002", SALE, "2025-09-15", line(A, 180, 100, 0));
        // None of these counts.
        csw.sale("900003", SALE, "2025-10-21", line(A, 1000, 500, 100));
        csw.rows("ped.PedidoBloqComl", row("900003", 1));
        csw.sale("900004", SALE, "2025-10-21", line(A, 1000, 500, 100));
        csw.rows("cre.PedidoCreditoBloq", row("900004", 1));
        csw.sale("900005", BONUS, "2025-10-21", line(A, 1000, 500, 100));
    }

    private void stock() {
        csw.rows(
                "est.DadosEstoque",
                row(A.sku(), CswDemand.FIRST_QUALITY, 120, 0),
                row(B.sku(), CswDemand.FIRST_QUALITY, 400, 0),
                row(C.sku(), CswDemand.FIRST_QUALITY, 60, 0),
                row(A.sku(), CswDemand.SECOND_QUALITY, 33, 0));
    }

    private void openOrders() {
        open("000901-001", A, SUMMER, 300, 409);
        open("000902-001", B, SUMMER, 250, 409);
        open("000903-001", C, SUMMER, 120, 426);
        open("000904-001", A, SUMMER, 90, 401);
        open("000905-001", E, CUSTOM, 100, 429);
        csw.movement("000901-001", 401, 1, "2025-10-01", "08:00:00", 300);
        csw.movement("000902-001", 401, 1, "2025-10-01", "09:00:00", 250);
        csw.movement("000903-001", 401, 1, "2025-10-01", "10:00:00", 120);
        csw.movement("000903-001", 409, 2, "2025-10-06", "08:00:00", 120);
        csw.movement("000905-001", 401, 1, "2025-10-02", "08:00:00", 100);
        csw.rows(
                "tct.RemessaOPsDistribuicao",
                row("000905-001", FIRST_SHOP, 429, 1, CswSubcontracting.OPEN, 1, "2025-10-02"));
        csw.rows("tct.RemessasLoteOP", row(1, 100));
    }

    /** 180 pieces out of 429 and 40 out of 431 in the week from 2025-10-13 on. */
    private void achieved() {
        closed("000931-001", E, List.of(401, 429, 449), 180, "2025-10-20");
        csw.movement("000931-001", 401, 1, "2025-10-06", "08:00:00", 180);
        csw.movement("000931-001", 429, 2, "2025-10-13", "16:00:00", 40);
        csw.movement("000931-001", 429, 2, "2025-10-14", "16:00:00", 40);
        csw.movement("000931-001", 429, 2, "2025-10-15", "16:00:00", 40);
        csw.movement("000931-001", 429, 2, "2025-10-16", "16:00:00", 40);
        csw.movement("000931-001", 429, 2, "2025-10-17", "16:00:00", 20);
        csw.movement("000931-001", 449, 3, "2025-10-20", "08:00:00", 180);
        closed("000932-001", E, List.of(401, 431, 449), 40, "2025-10-20");
        csw.movement("000932-001", 401, 1, "2025-10-06", "09:00:00", 40);
        csw.movement("000932-001", 431, 2, "2025-10-15", "16:00:00", 40);
        csw.movement("000932-001", 449, 3, "2025-10-20", "09:00:00", 40);
    }

    /** Through 433 in four and in eight days. */
    private void leadTimes() {
        List<Integer> routing = List.of(401, 409, 433, 449);
        closed("000911-001", E, routing, 100, "2025-09-05");
        csw.movement("000911-001", 401, 1, "2025-08-29", "08:00:00", 100);
        csw.movement("000911-001", 409, 2, "2025-09-01", "08:00:00", 100);
        csw.movement("000911-001", 433, 3, "2025-09-05", "08:00:00", 100);
        csw.movement("000911-001", 449, 4, "2025-09-05", "16:00:00", 100);
        closed("000912-001", E, routing, 300, "2025-09-09");
        csw.movement("000912-001", 401, 1, "2025-08-29", "08:00:00", 300);
        csw.movement("000912-001", 409, 2, "2025-09-01", "08:00:00", 300);
        csw.movement("000912-001", 433, 3, "2025-09-09", "08:00:00", 300);
        csw.movement("000912-001", 449, 4, "2025-09-09", "16:00:00", 300);
    }

    /** Back from one subcontractor after seven days, from the other after ten. */
    private void subcontracted() {
        closed("000921-001", E, E.routing(), 100, "2025-09-08");
        csw.movement("000921-001", 401, 1, "2025-09-01", "08:00:00", 100);
        csw.movement("000921-001", 429, 2, "2025-09-08", "08:00:00", 100);
        csw.movement("000921-001", 449, 3, "2025-09-08", "16:00:00", 100);
        closed("000922-001", E, E.routing(), 300, "2025-09-11");
        csw.movement("000922-001", 401, 1, "2025-09-01", "08:00:00", 300);
        csw.movement("000922-001", 429, 2, "2025-09-11", "08:00:00", 300);
        csw.movement("000922-001", 449, 3, "2025-09-11", "16:00:00", 300);
        csw.rows(
                "tct.RetSimbolicoNF",
                row(429, FIRST_SHOP, "000921-001", "2025-09-01", 100),
                row(429, SECOND_SHOP, "000922-001", "2025-09-01", 300));
        csw.rows(
                "tct.RetSimbolicoNFERetorno",
                row(429, FIRST_SHOP, "000921-001", 100, "2025-09-08"),
                row(429, SECOND_SHOP, "000922-001", 300, "2025-09-11"));
    }

    private static Object[] phase(int code, String name, int leadTimeDays) {
        return row(code, name, 1, leadTimeDays);
    }

    private static Object[] forecast(String lot, Product product, int pieces) {
        return row(lot, product.style(), ONE_SIZE, ONE_COLOUR, pieces);
    }

    private static Object[] line(Product product, int ordered, int invoiced, int cancelled) {
        return row(product.sku(), ordered, invoiced, cancelled);
    }

    private void open(String number, Product product, String lot, int pieces, int phase) {
        csw.order(number, product, lot, product.routing(), pieces, phase, "");
    }

    private void closed(String number, Product product, List<Integer> routing, int pieces, String ended) {
        csw.order(number, product, CUSTOM, routing, pieces, routing.getLast(), ended);
    }
}
