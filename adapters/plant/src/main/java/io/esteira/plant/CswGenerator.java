package io.esteira.plant;

import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fills CSW's tables with master data and a history that ends now. Used once, by one thread. */
final class CswGenerator {

    private static final int DAYS_OF_HISTORY = 400;
    private static final int DAYS_OF_OPEN_ORDERS = 20;
    private static final int OPERATORS = 12;

    private final CswCatalog catalog;
    private final long seed;
    private final PlantSize size;
    private final LocalDateTime now;
    private final Map<String, String> lots = new TreeMap<>();
    private final CopyBuffer orders;
    private final CopyBuffer sizes;
    private final CopyBuffer routings;
    private final CopyBuffer movements;
    private final CswSubcontracting shops;
    private final Connection connection;

    CswGenerator(Connection connection, CswCatalog catalog, long seed, PlantSize size, LocalDateTime now) {
        this.connection = connection;
        this.catalog = catalog;
        this.seed = seed;
        this.size = size;
        this.now = now;
        this.orders = new CopyBuffer(connection, "tco.OrdemProd", "");
        this.sizes = new CopyBuffer(connection, "tco.OrdemProdTamanhos", "");
        this.routings = new CopyBuffer(connection, "tco.RoteiroOP", "");
        this.shops = new CswSubcontracting(connection);
        this.movements = new CopyBuffer(connection, "tco.MovimentacaoOPFase", "");
    }

    void fill() {
        masterData();
        int[] extra = extraMovements();
        for (int i = 0; i < size.cswOrders(); i++) {
            order(i, extra[i]);
        }
        orders.flush();
        sizes.flush();
        routings.flush();
        movements.flush();
        shops.flush();
        new CswEngineering(connection, catalog, seed).fill();
        new CswDemand(connection, catalog, seed, size.cswSalesOrders(), now.toLocalDate()).fill(lots);
        CopyBuffer table = new CopyBuffer(connection, "tcl.Lote", "");
        lots.forEach((code, description) -> table.row(CswCatalog.COMPANY, code, description));
        table.flush();
    }

    private void masterData() {
        CopyBuffer phases = new CopyBuffer(connection, "tcp.FasesProducao", "");
        CswCatalog.PHASES.forEach(
                phase -> phases.row(CswCatalog.COMPANY, phase.code(), phase.name(), 1, phase.leadTimeDays()));
        phases.flush();
        codes(
                "tcp.TipoOP",
                Map.of(1, "PRODUTO VENDA", 2, "PARTE DE PECA", 4, "PARTE KIT/CONJ", 6, "MOSTRUARIO", 13, "PILOTO"));
        codes("tcp.PrioridadeOP", Map.of(1, "URGENTE", 2, "NORMAL", 3, "BAIXA"));
        codes("tcp.Tamanhos", Map.of(1, "P", 2, "M", 3, "G", 4, "GG"));
        CopyBuffer styles = new CopyBuffer(connection, "tcp.Engenharia", "");
        CopyBuffer colours = new CopyBuffer(connection, "tcp.SortimentosProduto", "");
        CopyBuffer items = new CopyBuffer(connection, "cgi.Item", "");
        CopyBuffer items2 = new CopyBuffer(connection, "cgi.Item2", "");
        for (CswCatalog.Style style : catalog.all()) {
            int index = Integer.parseInt(style.parent().substring(3));
            styles.row(CswCatalog.COMPANY, style.code(), style.name());
            style.skus().stream()
                    .map(CswCatalog.Sku::colour)
                    .distinct()
                    .forEach(colour -> colours.row(
                            CswCatalog.COMPANY,
                            style.code(),
                            colour,
                            "C" + colour,
                            CswCatalog.colourName(colour, index)));
            for (CswCatalog.Sku sku : style.skus()) {
                String colour = CswCatalog.colourName(sku.colour(), index);
                String sizeName = CswCatalog.SIZES.get(sku.size() - 1);
                items.row(sku.code(), style.name() + " " + colour + " " + sizeName, "PC");
                items2.row(
                        CswCatalog.COMPANY,
                        sku.code(),
                        style.parent(),
                        sku.colour(),
                        sku.size(),
                        "C" + sku.colour(),
                        style.parent() + "-" + sizeName + "-" + sku.colour());
            }
        }
        styles.flush();
        colours.flush();
        items.flush();
        items2.flush();
    }

    private void codes(String table, Map<Integer, String> names) {
        CopyBuffer rows = new CopyBuffer(connection, table, "");
        new TreeMap<>(names).forEach((code, name) -> rows.row(CswCatalog.COMPANY, code, name));
        rows.flush();
    }

    private boolean open(int index) {
        return index >= size.cswOrders() - size.cswOpenOrders();
    }

    /** Movements made so far: all of a closed order, some of an open one. */
    private int stepsDone(int index, CswOrder order) {
        int steps = order.routing().size();
        return open(index) ? Dice.of(seed, "csw.done", index).between(0, steps - 1) : steps;
    }

    /** How many movements each order has beyond one a step, so that the total is what was asked for. */
    private int[] extraMovements() {
        int[] done = new int[size.cswOrders()];
        int base = 0;
        int eligible = 0;
        for (int i = 0; i < done.length; i++) {
            done[i] = stepsDone(i, CswOrder.at(catalog, seed, i));
            base += done[i];
            eligible += done[i] > 0 ? 1 : 0;
        }
        return Shares.spread(done, Math.max(0, size.cswMovements() - base), eligible);
    }

    private void order(int index, int extra) {
        CswOrder order = CswOrder.at(catalog, seed, index);
        Dice dice = Dice.of(seed, "csw.history", index);
        int done = stepsDone(index, order);
        int events = done + extra;
        List<LocalDateTime> times = Timeline.endingAt(lastEvent(index, dice), Math.max(events, 1), 60, dice);
        LocalDate start = times.getFirst().toLocalDate();
        CswOrder.Lot lot = CswOrder.Lot.on(start);
        lots.put(lot.code(), lot.description());
        boolean open = open(index);
        int current = open ? done + 1 : order.routing().size();
        orders.row(
                CswCatalog.COMPANY,
                order.number(),
                lot.code(),
                order.style().code(),
                order.type(),
                order.routing().get(current - 1),
                current,
                order.priority() == 2 ? null : order.priority(),
                open ? 3 : 2,
                Dates.csw(start),
                open ? "" : Dates.csw(times.getLast().toLocalDate()),
                Dates.csw(start),
                Dates.csw(start.plusDays(30)));
        for (CswOrder.Quantity quantity : order.quantities()) {
            sizes.row(
                    CswCatalog.COMPANY,
                    order.number(),
                    order.style().code(),
                    quantity.sku().code(),
                    quantity.sku().colour(),
                    quantity.sku().size(),
                    quantity.pieces(),
                    done == 0 ? null : quantity.pieces(),
                    done == 0 ? null : 0,
                    quantity.pieces(),
                    lot.code());
        }
        for (int step = 1; step <= order.routing().size(); step++) {
            routings.row(
                    CswCatalog.COMPANY,
                    order.number(),
                    lot.code(),
                    step,
                    order.routing().get(step - 1),
                    "");
        }
        int event = 0;
        for (int step = 1; step <= done; step++) {
            int parts = 1 + Shares.of(extra, done, step - 1);
            handOver(order, step, times.get(Math.max(0, event - 1)), CswSubcontracting.BACK);
            for (int part = 0; part < parts; part++) {
                movement(order, lot, step, Shares.of(order.pieces(), parts, part), times.get(event++), dice);
            }
        }
        if (open) {
            handOver(order, current, times.getLast(), CswSubcontracting.OPEN);
        }
    }

    private void handOver(CswOrder order, int step, LocalDateTime at, int situation) {
        int phase = order.routing().get(step - 1);
        if (CswSubcontracting.isExternal(phase)) {
            shops.sent(order.number(), phase, at, order.pieces(), situation);
        }
    }

    private LocalDateTime lastEvent(int index, Dice dice) {
        if (open(index)) {
            return now.minusMinutes(dice.between(5, DAYS_OF_OPEN_ORDERS * 24 * 60));
        }
        int closed = size.cswOrders() - size.cswOpenOrders();
        long age = (long) (closed - index) * DAYS_OF_HISTORY * 24 * 60 / Math.max(closed, 1);
        return now.minusMinutes(age + dice.between(5, 24 * 60));
    }

    private void movement(CswOrder order, CswOrder.Lot lot, int step, int pieces, LocalDateTime at, Dice dice) {
        int phase = order.routing().get(step - 1);
        boolean external = CswSubcontracting.isExternal(phase);
        int shop = CswSubcontracting.shopOf(order.number());
        if (external) {
            shops.returned(order.number(), phase, at.toLocalDate(), BigDecimal.valueOf(pieces));
        }
        // Some are typed in on the next morning: the date of the fact is dataBaixa.
        LocalDate registered = dice.chance(3) ? at.toLocalDate().plusDays(1) : at.toLocalDate();
        movements.row(
                CswCatalog.COMPANY,
                order.number(),
                lot.code(),
                phase,
                step,
                Dates.csw(registered.isAfter(now.toLocalDate()) ? at.toLocalDate() : registered),
                Dates.csw(at.toLocalDate()),
                Dates.cswTime(at),
                pieces,
                external ? shop : null,
                external ? CswSubcontracting.name(shop) : null,
                "OPERADOR " + CswCatalog.padded(dice.between(1, OPERATORS), 2));
    }
}
