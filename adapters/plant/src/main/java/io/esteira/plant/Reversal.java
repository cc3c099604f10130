package io.esteira.plant;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person does in Protheus to take an appointment back: there is no service for it. */
final class Reversal {

    private final JdbcClient jdbc;

    private record Row(String branch, String op, String ident, BigDecimal good, BigDecimal scrap) {}

    Reversal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Marks the row of SH6 deleted; where it had moved stock, writes the counter-movement ER0, gives the quantity back to
     * the order and opens it again. Runs inside the caller's transaction.
     *
     * @throws IllegalArgumentException when there is no such row, or it is reversed already
     */
    void reverse(long recno, LocalDate today) {
        Row row = jdbc.sql("""
                        update protheus.sh6t10 set d_e_l_e_t_ = '*', r_e_c_d_e_l_ = r_e_c_n_o_
                        where r_e_c_n_o_ = ? and d_e_l_e_t_ = ''
                        returning h6_filial as branch, h6_op as op, h6_ident as ident, h6_qtdprod as good,
                          h6_qtdperd as scrap""")
                .param(recno)
                .query(Row.class)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException(
                        "AJUDA:A250ESTORN SH6 has no row " + recno + " that could be reversed"));
        int movements = jdbc.sql("""
                        update protheus.sd3t10 set d3_estorno = 'S' where d3_ident = ? and d3_cf in ('PR0', 'PR1')
                          and d3_estorno <> 'S'""").param(row.ident()).update();
        if (movements > 0) {
            giveBack(row, today);
        }
    }

    private void giveBack(Row row, LocalDate today) {
        int inserted = jdbc.sql("""
                        insert into protheus.sd3t10 (d3_filial, d3_tm, d3_cf, d3_op, d3_cod, d3_um, d3_quant, d3_local, d3_doc,
                          d3_emissao, d3_numseq, d3_parctot, d3_perda, d3_estorno, d3_ident)
                        select d3_filial, '999', 'ER0', d3_op, d3_cod, d3_um, d3_quant, d3_local, d3_doc, ?, d3_numseq,
                          d3_parctot, d3_perda, 'S', d3_ident
                        from protheus.sd3t10 where d3_ident = ? and d3_cf in ('PR0', 'PR1')""").params(Dates.protheus(today), row.ident()).update();
        int reopened = jdbc.sql("""
                        update protheus.sc2t10 set c2_quje = c2_quje - ?, c2_perda = c2_perda - ?, c2_datrf = ?
                        where c2_filial = ? and c2_op = ?""")
                .params(row.good(), row.scrap(), Dates.BLANK, row.branch(), row.op())
                .update();
        if (inserted == 0 || reopened == 0) {
            throw new IllegalStateException("the order of the appointment is gone");
        }
    }
}
