package io.esteira.plant;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Inspections of QIP: each fifth order has one, of the last operation of its routing and, for cheese, of the first one too. Every method
 * runs inside the caller's transaction.
 */
final class InspectionBook {

    private static final String REVISION = "00";

    /** Orders that are inspected: those whose number ends in 0 or 5. */
    private static final String INSPECTED =
            " o.d_e_l_e_t_ = '' and o.c2_tpop = 'F' and right(o.c2_num, 1) in ('0', '5')";

    private static final String OPENING = """
            insert into protheus.qpkt10 (qpk_filial, qpk_op, qpk_lote, qpk_numser, qpk_produt, qpk_revi, qpk_tamlot, qpk_um,
              qpk_emissa, qpk_dtprod, qpk_client, qpk_loja, qpk_sitop)
            select o.c2_filial, o.c2_op, 'L' || o.c2_num, '', o.c2_produto, '00', o.c2_quant, o.c2_um, o.c2_emissao, o.c2_datpri,
              case when o.c2_num like '%0' then '000041' else '' end, case when o.c2_num like '%0' then '01' else '' end, ''
              from protheus.sc2t10 o
             where""" + INSPECTED;

    /** Operations whose turn it is to be judged, of the inspections of an order. */
    private static final String OPERATIONS = """
              from protheus.qpkt10 k
              join protheus.qqkt10 q on q.qqk_filial = k.qpk_filial and q.qqk_produt = k.qpk_produt and q.qqk_revipr = k.qpk_revi
             where k.d_e_l_e_t_ = '' and k.qpk_filial = :branch::char(8) and k.qpk_op = :order::char(14)
               and (:operation = '' or q.qqk_operac = :operation::char(2))""";

    private final JdbcClient jdbc;

    InspectionBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is inspected of each item, and the inspections of the orders that are there: of ended ones with a verdict, mostly a good one. */
    void beginWith() {
        update("""
                insert into protheus.qqkt10 (qqk_filial, qqk_produt, qqk_revipr, qqk_codigo, qqk_operac, qqk_descri, qqk_recurs)
                select g.g2_filial, g.g2_produto, '%s', g.g2_codigo, g.g2_operac, g.g2_descri, g.g2_recurso
                  from (select *, max(g2_operac) over (partition by g2_filial, g2_produto) as last,
                          count(*) over (partition by g2_filial, g2_produto) as operations from protheus.sg2t10) g
                 where g.g2_operac = g.last or g.g2_operac = '10' and g.operations > 3
                """.formatted(REVISION));
        update(OPENING + " order by o.r_e_c_n_o_");
        update("""
                update protheus.qpkt10 k
                   set qpk_sitop = case substr(k.qpk_op, 5, 1) when '3' then '3' when '4' then '5' when '8' then '4' else '2' end
                  from protheus.sc2t10 o
                 where o.c2_filial = k.qpk_filial and o.c2_op = k.qpk_op and o.c2_datrf <> ''""");
        update("""
                insert into protheus.qprt10 (qpr_filial, qpr_op, qpr_lote, qpr_produt, qpr_roteir, qpr_operac, qpr_result)
                select distinct k.qpk_filial, k.qpk_op, k.qpk_lote, k.qpk_produt, q.qqk_codigo, q.qqk_operac,
                  case k.qpk_sitop when '3' then 'R' else 'A' end
                  from protheus.qpkt10 k
                  join protheus.qqkt10 q on q.qqk_filial = k.qpk_filial and q.qqk_produt = k.qpk_produt and q.qqk_revipr = k.qpk_revi
                  join protheus.sh6t10 h on h.h6_filial = k.qpk_filial and h.h6_op = k.qpk_op and h.h6_operac = q.qqk_operac
                 order by 1, 2, 6""");
        update("""
                insert into protheus.qpmt10 (qpm_filial, qpm_op, qpm_lote, qpm_numser, qpm_produt, qpm_roteir, qpm_operac, qpm_laudo)
                select k.qpk_filial, k.qpk_op, k.qpk_lote, k.qpk_numser, k.qpk_produt, q.qqk_codigo, q.qqk_operac,
                  case k.qpk_sitop when '3' then 'E' when '4' then 'U' when '5' then 'C' else 'A' end
                  from protheus.qpkt10 k
                  join protheus.qqkt10 q on q.qqk_filial = k.qpk_filial and q.qqk_produt = k.qpk_produt and q.qqk_revipr = k.qpk_revi
                 where k.qpk_sitop <> '' order by k.r_e_c_n_o_, q.qqk_operac""");
    }

    /** An order that has just been opened, or released, is to be inspected where orders of its number are. */
    void open(String branch, String order) {
        int unused = jdbc.sql(OPENING + """
                 and o.c2_filial = :branch::char(8) and o.c2_op = :order::char(14)
                 and not exists (select from protheus.qpkt10 k where k.qpk_filial = o.c2_filial and k.qpk_op = o.c2_op)""")
                .param("branch", branch)
                .param("order", order)
                .update();
    }

    /** A sample of an operation is measured, where it is inspected. */
    void measure(String branch, String order, String operation) {
        int unused = of("""
                insert into protheus.qprt10 (qpr_filial, qpr_op, qpr_lote, qpr_produt, qpr_roteir, qpr_operac, qpr_result)
                select k.qpk_filial, k.qpk_op, k.qpk_lote, k.qpk_produt, q.qqk_codigo, q.qqk_operac, 'A'
                """ + OPERATIONS, branch, order, operation).update();
    }

    /**
     * Decides of an operation that has not been decided of; once all are, the inspection itself is decided by the worst of them.
     *
     * @param operation blank for all
     * @param verdict QPM_LAUDO: A good, E not good, U urgent release, C conditional
     * @return how many operations were decided of
     */
    int judge(String branch, String order, String operation, String verdict) {
        int judged = of("""
                insert into protheus.qpmt10 (qpm_filial, qpm_op, qpm_lote, qpm_numser, qpm_produt, qpm_roteir, qpm_operac, qpm_laudo)
                select k.qpk_filial, k.qpk_op, k.qpk_lote, k.qpk_numser, k.qpk_produt, q.qqk_codigo, q.qqk_operac, :verdict
                """ + OPERATIONS + " on conflict do nothing", branch, order, operation)
                .param("verdict", verdict)
                .update();
        int unused = jdbc.sql("""
                        update protheus.qpkt10 k
                           set qpk_sitop = (select case when bool_or(m.qpm_laudo = 'E') then '3' when bool_or(m.qpm_laudo = 'C') then '5'
                                 when bool_or(m.qpm_laudo = 'U') then '4' else '2' end
                               from protheus.qpmt10 m where m.qpm_filial = k.qpk_filial and m.qpm_op = k.qpk_op and m.qpm_lote = k.qpk_lote)
                         where k.qpk_filial = :branch::char(8) and k.qpk_op = :order::char(14) and k.qpk_sitop = ''
                           and not exists (select from protheus.qqkt10 q
                             where q.qqk_filial = k.qpk_filial and q.qqk_produt = k.qpk_produt and q.qqk_revipr = k.qpk_revi
                               and not exists (select from protheus.qpmt10 m
                                 where m.qpm_filial = k.qpk_filial and m.qpm_op = k.qpk_op and m.qpm_lote = k.qpk_lote
                                   and m.qpm_operac = q.qqk_operac))""").param("branch", branch).param("order", order).update();
        return judged;
    }

    private JdbcClient.StatementSpec of(String sql, String branch, String order, String operation) {
        return jdbc.sql(sql).param("branch", branch).param("order", order).param("operation", operation);
    }

    private void update(String sql) {
        int unused = jdbc.sql(sql).update();
    }
}
