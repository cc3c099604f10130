package io.esteira.bench;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Open orders with their routing, written straight into the simulated CSW. */
final class ManyOrders {

    static final int STEPS = 6;

    private ManyOrders() {}

    /** Orders {@code 000001-009} and on. */
    static void insert(JdbcTemplate csw, int orders) {
        csw.execute((ConnectionCallback<Boolean>) connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("set session_replication_role = replica");
                statement.execute("""
                        insert into tco.OrdemProd (codEmpresa, numeroOP, codLote, codProduto, codTipoOP, codFaseAtual, codSeqRoteiroAtual,
                          situacao, dataInicio, dataGeracao, dataPrevisaoTermino)
                        select '1', lpad(g::text, 6, '0') || '-009', '25M24A', (select min(codEngenharia) from tcp.Engenharia where codEmpresa = '1'), 1, 409, 3, 3,
                               '2026-03-02', '2026-02-20', '2026-04-01'
                          from generate_series(1, %d) g
                        """.formatted(orders));
                statement.execute("""
                        insert into tco.RoteiroOP (codEmpresa, numeroOP, codLote, codSeqRoteiro, codFase)
                        select '1', lpad(g::text, 6, '0') || '-009', '25M24A', s, (array[401, 409, 426, 429, 437, 449])[s]
                          from generate_series(1, %d) g, generate_series(1, %d) s
                        """.formatted(orders, STEPS));
                statement.execute("analyze");
                // CSW keeps its rows in the order of their keys; PostgreSQL would sort all of them for each page.
                statement.execute("alter role csw_reader set enable_sort = off");
            }
            return true;
        });
    }
}
