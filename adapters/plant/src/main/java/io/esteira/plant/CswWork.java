package io.esteira.plant;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What MATRIZ's people do in CSW: pieces leave a phase, orders end, new ones open. Runs inside the caller's transaction. */
final class CswWork {

    private final JdbcClient jdbc;
    private final PlantState state;
    private final CswCatalog catalog;
    private final PlantClock clock;
    private final long seed;
    private final int openOrders;
    private final CswShops shops;
    private final CswTrade trade;

    CswWork(
            JdbcClient jdbc,
            PlantState state,
            CswCatalog catalog,
            PlantClock clock,
            CswTrade trade,
            long seed,
            int openOrders) {
        this.jdbc = jdbc;
        this.state = state;
        this.catalog = catalog;
        this.clock = clock;
        this.seed = seed;
        this.openOrders = openOrders;
        this.shops = new CswShops(jdbc);
        this.trade = trade;
    }

    /** Where an order stands. */
    record Position(String order, String lot, int phase, int sequence, BigDecimal pieces, BigDecimal moved) {

        BigDecimal left() {
            return pieces.subtract(moved);
        }
    }

    void step(Dice dice) {
        int open = open();
        if (open < openOrders || open == 0) {
            openOrder();
            open++;
        }
        Position position = position(dice.between(0, open - 1));
        BigDecimal left = position.left();
        boolean partial = dice.chance(25) && left.compareTo(BigDecimal.TWO) >= 0;
        BigDecimal pieces = partial ? left.divideToIntegralValue(BigDecimal.TWO) : left;
        move(position, pieces, "OPERADOR " + CswCatalog.padded(dice.between(1, 12), 2));
    }

    private int open() {
        return jdbc.sql("select count(*)::int from tco.OrdemProd where codEmpresa = '1' and situacao = 3")
                .query(Integer.class)
                .single();
    }

    private Position position(int offset) {
        String order = jdbc.sql("""
                        select rtrim(numeroOP) from tco.OrdemProd where codEmpresa = '1' and situacao = 3
                        order by numeroOP offset ? limit 1""").param(offset).query(String.class).single();
        return position(order);
    }

    /** @throws IllegalArgumentException when CSW has no such order */
    Position position(String order) {
        return jdbc.sql("""
                        select rtrim(o.numeroOP) as "order", rtrim(o.codLote) as lot, o.codFaseAtual as phase,
                          o.codSeqRoteiroAtual as sequence,
                          (select sum(coalesce(t.qtdePecas1Qualidade, t.qtdePecasProgramadas)) from tco.OrdemProdTamanhos t
                            where t.codEmpresa = o.codEmpresa and t.numeroOP = o.numeroOP) as pieces,
                          (select coalesce(sum(m.totPecasOPBaixadas), 0) from tco.MovimentacaoOPFase m
                            where m.codEmpresa = o.codEmpresa and m.numeroOP = o.numeroOP
                              and m.seqRoteiro = o.codSeqRoteiroAtual) as moved
                        from tco.OrdemProd o where o.codEmpresa = '1' and o.numeroOP = ?::char(12)""")
                .param(order)
                .query(Position.class)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("CSW has no order " + order));
    }

    /** Books pieces out of the order's current phase; when all are out, the order is in the next one, or ends. */
    void move(Position at, BigDecimal pieces, String operator) {
        LocalDateTime now = clock.local();
        String today = Dates.csw(now.toLocalDate());
        int inserted = jdbc.sql("""
                        insert into tco.MovimentacaoOPFase (codEmpresa, numeroOP, codLote, codFase, seqRoteiro, dataMov,
                          dataBaixa, horaMov, totPecasOPBaixadas, descOperMov) values ('1', ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        at.order(),
                        at.lot(),
                        at.phase(),
                        at.sequence(),
                        today,
                        today,
                        Dates.cswTime(now),
                        pieces,
                        operator)
                .update();
        shops.returned(at.order(), at.phase(), pieces, today);
        if (inserted == 1 && pieces.compareTo(at.left()) >= 0) {
            leavePhase(at, today);
        }
    }

    private void leavePhase(Position at, String today) {
        int advanced = jdbc.sql("""
                        update tco.OrdemProd o set codSeqRoteiroAtual = r.codSeqRoteiro, codFaseAtual = r.codFase
                        from tco.RoteiroOP r where r.codEmpresa = o.codEmpresa and r.numeroOP = o.numeroOP
                          and r.codSeqRoteiro = o.codSeqRoteiroAtual + 1
                          and o.codEmpresa = '1' and o.numeroOP = ?::char(12)""").param(at.order()).update();
        shops.left(at.order(), at.phase());
        if (advanced == 0) {
            int unused = jdbc.sql("""
                            update tco.OrdemProd set situacao = 2, dataFim = ?
                            where codEmpresa = '1' and numeroOP = ?::char(12) and situacao = 3""").params(today, at.order()).update();
        }
        if (at.sequence() == 1) {
            int unused = jdbc.sql("""
                            update tco.OrdemProdTamanhos set qtdePecas1Qualidade = qtdePecasProgramadas, qtdePecas2Qualidade = 0
                            where codEmpresa = '1' and numeroOP = ?::char(12) and qtdePecas1Qualidade is null""").param(at.order()).update();
        }
        if (advanced == 0) {
            trade.received(at.order());
        } else {
            Position next = position(at.order());
            shops.arrived(next.order(), next.phase(), next.pieces(), today);
        }
    }

    private void openOrder() {
        CswOrder order = CswOrder.at(catalog, seed, Math.toIntExact(state.next(PlantState.NEXT_CSW_ORDER)));
        LocalDateTime now = clock.local();
        String today = Dates.csw(now.toLocalDate());
        CswOrder.Lot lot = CswOrder.Lot.on(now.toLocalDate());
        String style = order.style().code();
        insert("insert into tcl.Lote values ('1', ?, ?) on conflict do nothing", lot.code(), lot.description());
        insert(
                """
                insert into tco.OrdemProd values ('1', ?, ?, ?, ?, ?, 1, ?, 3, ?, '', ?, ?)""",
                order.number(),
                lot.code(),
                style,
                order.type(),
                order.routing().getFirst(),
                order.priority(),
                today,
                today,
                Dates.csw(now.toLocalDate().plusDays(30)));
        for (CswOrder.Quantity quantity : order.quantities()) {
            insert(
                    "insert into tco.OrdemProdTamanhos values ('1', ?, ?, ?, ?, ?, ?, null, null, ?, ?)",
                    order.number(),
                    style,
                    quantity.sku().code(),
                    quantity.sku().colour(),
                    quantity.sku().size(),
                    quantity.pieces(),
                    quantity.pieces(),
                    lot.code());
        }
        for (int step = 1; step <= order.routing().size(); step++) {
            insert(
                    "insert into tco.RoteiroOP values ('1', ?, ?, ?, ?, '')",
                    order.number(),
                    lot.code(),
                    step,
                    order.routing().get(step - 1));
        }
    }

    private void insert(String sql, Object... values) {
        int unused = jdbc.sql(sql).params(values).update();
    }
}
