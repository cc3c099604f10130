package io.esteira.plant;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Fills what planners type in and customers order: forecasts, sales orders, and the stock there is. Used once, by one thread. */
final class CswDemand {

    static final int FIRST_QUALITY = 5;
    static final int SECOND_QUALITY = 7;
    static final int PARTS = 20;
    private static final int DAYS_OF_ORDERS = 150;

    private final Connection connection;
    private final CswCatalog catalog;
    private final long seed;
    private final int salesOrders;
    private final LocalDate today;

    CswDemand(Connection connection, CswCatalog catalog, long seed, int salesOrders, LocalDate today) {
        this.connection = connection;
        this.catalog = catalog;
        this.seed = seed;
        this.salesOrders = salesOrders;
        this.today = today;
    }

    /** @param lots where the lots of forecasts are named, by their codes */
    void fill(Map<String, String> lots) {
        kinds();
        List<CswOrder.Lot> forecast = List.of(CswOrder.Lot.forecast(today, 1), CswOrder.Lot.forecast(today, 2));
        forecast.forEach(lot -> lots.put(lot.code(), lot.description()));
        forecasts(forecast);
        sales();
        stock();
    }

    private void kinds() {
        CopyBuffer invoices = new CopyBuffer(connection, "fat.TipoDeNotaPadrao", "");
        invoices.row(1, "VENDA");
        invoices.row(2, "BONIFICACAO");
        invoices.row(3, "CONSIGNACAO");
        invoices.flush();
        CopyBuffer collections = new CopyBuffer(connection, "tcp.Colecoes", "");
        List<String> names = List.of("VERAO", "ALTO VERAO", "INVERNO");
        for (int i = 0; i < names.size(); i++) {
            collections.row(CswCatalog.COMPANY, i + 1, names.get(i) + " " + today.getYear());
        }
        collections.flush();
    }

    private void forecasts(List<CswOrder.Lot> lots) {
        CopyBuffer rows = new CopyBuffer(connection, "tcl.LoteSeqTamanho", "");
        int index = 0;
        for (CswCatalog.Style style : catalog.all()) {
            Dice dice = Dice.of(seed, "csw.forecast", index++);
            for (CswCatalog.Sku sku : style.skus()) {
                for (int lot = 0; lot < lots.size(); lot++) {
                    if (dice.chance(lot == 0 ? 80 : 40)) {
                        rows.row(
                                CswCatalog.COMPANY,
                                lots.get(lot).code(),
                                style.code(),
                                sku.size(),
                                sku.colour(),
                                10 * dice.between(2, 40));
                    }
                }
            }
        }
        rows.flush();
    }

    private void sales() {
        CopyBuffer orders = new CopyBuffer(connection, "ped.Pedido", CswSale.COLUMNS);
        CopyBuffer lines = new CopyBuffer(connection, "ped.PedidoItemGrade", "");
        CopyBuffer commercial = new CopyBuffer(connection, "ped.PedidoBloqComl", "");
        CopyBuffer credit = new CopyBuffer(connection, "cre.PedidoCreditoBloq", "");
        for (int i = 0; i < salesOrders; i++) {
            Dice dice = Dice.of(seed, "csw.sale", i);
            LocalDate issued = today.minusDays(dice.between(0, DAYS_OF_ORDERS));
            CswSale sale = CswSale.at(catalog, seed, i, issued);
            boolean held = sale.commercialBlock() || sale.creditBlock();
            boolean invoiced = !held && sale.planned().isBefore(today) && dice.chance(85);
            int situation = dice.chance(3) ? CswSale.CANCELLED : invoiced ? CswSale.INVOICED : CswSale.OPEN;
            orders.row(sale.values(situation));
            for (int line = 0; line < sale.lines().size(); line++) {
                CswSale.Line each = sale.lines().get(line);
                int cancelled = dice.chance(5) ? each.pieces() / 2 : 0;
                int left = each.pieces() - cancelled;
                int out = situation != CswSale.INVOICED ? 0 : dice.chance(90) ? left : left / 2;
                lines.row(
                        CswCatalog.COMPANY,
                        sale.number(),
                        line + 1,
                        each.sku().code(),
                        each.pieces(),
                        out,
                        situation == CswSale.CANCELLED ? each.pieces() : cancelled);
            }
            if (sale.commercialBlock()) {
                commercial.row(CswCatalog.COMPANY, sale.number(), 1);
            }
            if (sale.creditBlock()) {
                credit.row(CswCatalog.COMPANY, sale.number(), 1);
            }
        }
        orders.flush();
        lines.flush();
        commercial.flush();
        credit.flush();
    }

    private void stock() {
        CopyBuffer rows = new CopyBuffer(connection, "est.DadosEstoque", "");
        int index = 0;
        for (CswCatalog.Style style : catalog.all()) {
            Dice dice = Dice.of(seed, "csw.stock", index++);
            for (CswCatalog.Sku sku : style.skus()) {
                if (dice.chance(85)) {
                    int pieces = dice.between(0, 300);
                    int kind = style.part() ? PARTS : FIRST_QUALITY;
                    rows.row(CswCatalog.COMPANY, sku.code(), kind, pieces, Math.min(pieces, dice.between(0, 60)));
                }
                if (!style.part() && dice.chance(10)) {
                    rows.row(CswCatalog.COMPANY, sku.code(), SECOND_QUALITY, dice.between(1, 20), 0);
                }
            }
        }
        rows.flush();
    }
}
