package io.esteira.plant;

import java.math.BigDecimal;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What MATRIZ's subcontractors are sent and give back. Runs inside the caller's transaction. */
final class CswShops {

    private final JdbcClient jdbc;

    CswShops(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Hands the order over to its subcontractor if one works in the phase that it has come to. */
    void arrived(String order, int phase, BigDecimal pieces, String today) {
        if (!CswSubcontracting.isExternal(phase)) {
            return;
        }
        int shop = CswSubcontracting.shopOf(order);
        int number = jdbc.sql("select coalesce(max(numRem), 0) + 1 from tct.RemessaOPsDistribuicao where Empresa = '1'")
                .query(Integer.class)
                .single();
        run(
                "insert into tct.RemessaOPsDistribuicao values ('1', ?, ?, ?, ?, ?, 1, ?)",
                order,
                shop,
                phase,
                number,
                CswSubcontracting.OPEN,
                today);
        run("insert into tct.RemessasLoteOP values ('1', ?, ?)", number, pieces);
        run("insert into tct.RetSimbolicoNF values ('1', ?, ?, ?, ?, ?)", phase, shop, order, today, pieces);
    }

    /** Takes pieces back if a subcontractor works in the phase that they leave. */
    void returned(String order, int phase, BigDecimal pieces, String today) {
        if (CswSubcontracting.isExternal(phase)) {
            run(
                    "insert into tct.RetSimbolicoNFERetorno values ('1', ?, ?, ?, ?, ?)",
                    phase,
                    CswSubcontracting.shopOf(order),
                    order,
                    pieces,
                    today);
        }
    }

    /** The order has left the phase with all of its pieces. */
    void left(String order, int phase) {
        if (CswSubcontracting.isExternal(phase)) {
            run("""
                    update tct.RemessaOPsDistribuicao set situac = ?
                    where Empresa = '1' and codOP = ?::char(14) and codFase = ? and situac = 2""", CswSubcontracting.BACK, order, phase);
        }
    }

    private void run(String sql, Object... values) {
        int unused = jdbc.sql(sql).params(values).update();
    }
}
