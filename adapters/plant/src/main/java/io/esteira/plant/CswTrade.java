package io.esteira.plant;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What MATRIZ's sales, planning and stores do in CSW. Runs inside the caller's transaction. */
final class CswTrade {

    private static final String OPEN_SALES = """
            from ped.Pedido p where p.codEmpresa = '1' and p.situacao = 1
             and not exists (select from ped.PedidoBloqComl b where b.codEmpresa = '1' and b.codPedido = p.codPedido)
             and not exists (select from cre.PedidoCreditoBloq c where c.Empresa = '1' and c.codPedido = p.codPedido)""";

    private final JdbcClient jdbc;
    private final PlantState state;
    private final CswCatalog catalog;
    private final PlantClock clock;
    private final long seed;

    CswTrade(JdbcClient jdbc, PlantState state, CswCatalog catalog, PlantClock clock, long seed) {
        this.jdbc = jdbc;
        this.state = state;
        this.catalog = catalog;
        this.clock = clock;
        this.seed = seed;
    }

    /** A customer orders, an order is invoiced, or a forecast is changed. */
    void step(Dice dice) {
        int what = dice.between(1, 10);
        if (what <= 5) {
            order();
        } else if (what <= 9) {
            invoice(dice);
        } else {
            changeForecast(dice);
        }
    }

    private void order() {
        int index = Math.toIntExact(state.next(PlantState.NEXT_CSW_SALE));
        CswSale sale = CswSale.at(catalog, seed, index, clock.local().toLocalDate());
        run(
                "insert into ped.Pedido (" + CswSale.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)",
                sale.values(CswSale.OPEN));
        for (int line = 0; line < sale.lines().size(); line++) {
            CswSale.Line each = sale.lines().get(line);
            run(
                    "insert into ped.PedidoItemGrade values ('1', ?, ?, ?, ?, 0, 0)",
                    sale.number(),
                    line + 1,
                    each.sku().code(),
                    each.pieces());
        }
        if (sale.commercialBlock()) {
            run("insert into ped.PedidoBloqComl values ('1', ?, 1)", sale.number());
        }
        if (sale.creditBlock()) {
            run("insert into cre.PedidoCreditoBloq values ('1', ?, 1)", sale.number());
        }
    }

    /** All that is left of an order goes out; stores may book below zero. */
    private void invoice(Dice dice) {
        int open = jdbc.sql("select count(*)::int " + OPEN_SALES)
                .query(Integer.class)
                .single();
        if (open == 0) {
            return;
        }
        String number = jdbc.sql("select p.codPedido " + OPEN_SALES + " order by p.codPedido offset ? limit 1")
                .param(dice.between(0, open - 1))
                .query(String.class)
                .single();
        run("""
                insert into est.DadosEstoque as d
                select '1', g.codProduto, 5, -sum(g.qtdePedida - g.qtdeFaturada - g.qtdeCancelada), 0
                  from ped.PedidoItemGrade g where g.codEmpresa = '1' and g.codPedido = ?::char(10) group by g.codProduto
                on conflict (codEmpresa, codItem, codNatureza)
                do update set estoqueAtual = d.estoqueAtual + excluded.estoqueAtual""", number);
        run("""
                update ped.PedidoItemGrade set qtdeFaturada = qtdePedida - qtdeCancelada
                where codEmpresa = '1' and codPedido = ?::char(10)""", number);
        run("update ped.Pedido set situacao = 2 where codEmpresa = '1' and codPedido = ?::char(10)", number);
    }

    private void changeForecast(Dice dice) {
        int rows = jdbc.sql("select count(*)::int from tcl.LoteSeqTamanho where Empresa = '1'")
                .query(Integer.class)
                .single();
        Optional<String> row = jdbc.sql("""
                        select ctid::text from tcl.LoteSeqTamanho where Empresa = '1'
                        order by codLote, codengenharia, codSeqTamanho, codSortimento offset ? limit 1""")
                .param(dice.between(0, Math.max(0, rows - 1)))
                .query(String.class)
                .optional();
        row.ifPresent(place -> run("""
                        update tcl.LoteSeqTamanho set qtdePecasImplementadas = greatest(0, qtdePecasImplementadas + ?)
                        where ctid = ?::tid""", 10 * dice.between(-4, 5), place));
    }

    /** What an order has made goes into stock. */
    void received(String order) {
        run("""
                insert into est.DadosEstoque as d
                select '1', t.codItem, case when t.codProduto like '0%' then 5 else 20 end,
                       sum(coalesce(t.qtdePecas1Qualidade, t.qtdePecasProgramadas)), 0
                  from tco.OrdemProdTamanhos t where t.codEmpresa = '1' and t.numeroOP = ?::char(12) group by 2, 3
                on conflict (codEmpresa, codItem, codNatureza)
                do update set estoqueAtual = d.estoqueAtual + excluded.estoqueAtual""", order);
    }

    private void run(String sql, @org.jspecify.annotations.Nullable Object... values) {
        int unused = jdbc.sql(sql).params(values).update();
    }
}
