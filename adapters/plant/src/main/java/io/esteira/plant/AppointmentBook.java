package io.esteira.plant;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SH6 and what follows from it in SD3 and SC2. Every method runs inside the caller's transaction. */
final class AppointmentBook {

    private static final int COMMENT_LENGTH = 60;

    /** What every order of the plant takes. */
    private static final String COMPONENT = "LEITE";

    private final JdbcClient jdbc;

    AppointmentBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The order's row of SC2, texts without their padding; {@code closed} is C2_DATRF. */
    record Order(
            String branch,
            String key,
            String product,
            String warehouse,
            String unit,
            String routing,
            BigDecimal quantity,
            BigDecimal produced,
            String closed,
            String type,
            String status,
            String blocked) {

        boolean isClosed() {
            return !closed.isBlank();
        }
    }

    /** An operation of the order's routing. */
    record Operation(String code, String resource, String centre, boolean last) {}

    /** What became of an appointment. */
    record Posted(long recno, String ident, boolean closed, BigDecimal balance) {}

    /** Locks the order until the transaction ends. */
    Optional<Order> lock(String branch, String key) {
        return jdbc.sql("""
                        select rtrim(c2_filial) as branch, rtrim(c2_op) as key, rtrim(c2_produto) as product,
                          rtrim(c2_local) as warehouse, rtrim(c2_um) as unit, rtrim(c2_roteiro) as routing,
                          c2_quant as quantity, c2_quje as produced, rtrim(c2_datrf) as closed, rtrim(c2_tpop) as type,
                          rtrim(c2_status) as status, rtrim(c2_blqapon) as blocked
                        from protheus.sc2t10
                        where c2_filial = ?::char(8) and c2_op = ?::char(14) and d_e_l_e_t_ = '' for update""").params(branch, key).query(Order.class).optional();
    }

    List<Operation> operations(Order order) {
        return jdbc.sql("""
                        select rtrim(g2_operac) as code, rtrim(g2_recurso) as resource, rtrim(g2_ctrab) as centre,
                          row_number() over (order by g2_operac desc) = 1 as last
                        from protheus.sg2t10
                        where g2_filial = ?::char(8) and g2_produto = ?::char(15) and g2_codigo = ?::char(2)
                          and d_e_l_e_t_ = '' order by g2_operac""")
                .params(order.branch(), order.product(), order.routing())
                .query(Operation.class)
                .list();
    }

    /** Good pieces reported on the operation so far. */
    BigDecimal reported(Order order, String operation) {
        return jdbc.sql("""
                        select coalesce(sum(h6_qtdprod), 0) from protheus.sh6t10 where h6_filial = ?::char(8)
                          and h6_op = ?::char(14) and h6_operac = ?::char(2) and d_e_l_e_t_ = ''""")
                .params(order.branch(), order.key(), operation)
                .query(BigDecimal.class)
                .single();
    }

    boolean isTotal(Order order, String operation) {
        return exists("""
                select from protheus.sh6t10 where h6_filial = ?::char(8) and h6_op = ?::char(14)
                  and h6_operac = ?::char(2) and h6_pt = 'T' and d_e_l_e_t_ = ''""", order.branch(), order.key(), operation);
    }

    /** Whether SH6 has a row with the same natural key. */
    boolean isDuplicate(Appointment a) {
        return hasInterval(a, """
                select from protheus.sh6t10 where h6_filial = ?::char(8) and h6_op = ?::char(14)
                  and h6_operac = ?::char(2) and h6_dataini = ? and h6_horaini = ? and h6_datafin = ?
                  and h6_horafin = ? and d_e_l_e_t_ = ''""");
    }

    /** Whether CYV has a row of the same interval. */
    boolean isReportedOnFloor(Appointment a) {
        return hasInterval(a, """
                select from protheus.cyvt10 where cyv_filial = ?::char(8) and cyv_nrorpo = ?::char(14)
                  and cyv_cdat = ?::char(2) and cyv_dtrpbg = ? and cyv_hrrpbg = ? and cyv_dtrped = ?
                  and cyv_hrrped = ? and d_e_l_e_t_ = ''""");
    }

    private boolean hasInterval(Appointment a, String rows) {
        return exists(
                rows,
                a.branch(),
                a.order(),
                a.operation(),
                Dates.protheus(a.start().toLocalDate()),
                Dates.protheusTime(a.start()),
                Dates.protheus(a.end().toLocalDate()),
                Dates.protheusTime(a.end()));
    }

    /** Whether SD3 has a production of the order under the same document. */
    boolean isProduced(Order order, String document) {
        return !document.isEmpty() && exists("""
                        select from protheus.sd3t10 where d3_filial = ?::char(8) and d3_op = ?::char(14)
                          and d3_doc = ?::char(9) and d3_cf like 'PR%' and d_e_l_e_t_ = ''""", order.branch(), order.key(), document);
    }

    private boolean exists(String rows, Object... values) {
        return jdbc.sql("select exists (" + rows + ")")
                .params(values)
                .query(Boolean.class)
                .single();
    }

    /** The work centre of a machine; empty when SH1 has no such machine. */
    Optional<String> centreOf(String resource) {
        return jdbc.sql("select rtrim(h1_ctrab) from protheus.sh1t10 where h1_codigo = ?::char(6) and d_e_l_e_t_ = ''")
                .param(resource)
                .query(String.class)
                .optional();
    }

    Posted post(Order order, Operation operation, Appointment a) {
        long number = jdbc.sql("select nextval(pg_get_serial_sequence('protheus.sh6t10', 'r_e_c_n_o_'))")
                .query(Long.class)
                .single();
        String ident = String.format(Locale.ROOT, "%09d", number);
        insertReport(order, a, number, ident);
        BigDecimal reported = reported(order, operation.code());
        if (!operation.last()) {
            return new Posted(number, ident, false, order.quantity().subtract(reported));
        }
        long unused = insertMovement(
                order, order.product(), a, "499", "PR0", ident, order.key().substring(0, 6));
        return move(order, a, number, ident);
    }

    /** A report of the shop floor: a row of CYV in place of SH6, and what follows from it. */
    Posted reportOnFloor(Order order, Operation operation, Appointment a, String split, String document) {
        long number = jdbc.sql("""
                        insert into protheus.cyvt10 (cyv_filial, cyv_nrorpo, cyv_cdat, cyv_idat, cyv_idatqo, cyv_cdmq, cyv_cdacrp,
                          cyv_dtrpbg, cyv_hrrpbg, cyv_dtrped, cyv_hrrped, cyv_qtatrp, cyv_qtatap, cyv_nrdo)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning r_e_c_n_o_""")
                .params(
                        order.branch(),
                        order.key(),
                        a.operation(),
                        a.operation(),
                        split,
                        a.resource(),
                        order.product(),
                        Dates.protheus(a.start().toLocalDate()),
                        Dates.protheusTime(a.start()),
                        Dates.protheus(a.end().toLocalDate()),
                        Dates.protheusTime(a.end()),
                        a.good(),
                        a.good(),
                        document)
                .query(Long.class)
                .single();
        String ident = "CYV" + String.format(Locale.ROOT, "%06d", number);
        if (!operation.last()) {
            return new Posted(number, ident, false, order.quantity().subtract(order.produced()));
        }
        long unused = insertMovement(order, order.product(), a, "499", "PR0", ident, document);
        return move(order, a, number, ident);
    }

    /** The production of a whole order: movements of stock, of the product and of what it takes, and nothing in SH6. */
    Posted produce(Order order, BigDecimal good, BigDecimal scrap, boolean total, LocalDate day, String document) {
        Appointment a = new Appointment(
                order.branch(),
                order.key(),
                "",
                "",
                day.atStartOfDay(),
                day.atStartOfDay(),
                day,
                good,
                scrap,
                total,
                "",
                "",
                "");
        String given = document.isEmpty() ? order.key().substring(0, 6) : document;
        long number = insertMovement(order, order.product(), a, "499", "PR0", "", given);
        long unused = insertMovement(order, COMPONENT, a, "999", "RE1", "", given);
        return move(order, a, number, ProtheusGenerator.sequence(number));
    }

    private Posted move(Order order, Appointment a, long number, String ident) {
        BigDecimal produced = order.produced().add(a.good());
        boolean closed = a.total() || produced.compareTo(order.quantity()) >= 0;
        update("""
                update protheus.sc2t10 set c2_quje = ?, c2_perda = c2_perda + ?,
                  c2_datrf = case when ? then ? else c2_datrf end
                where c2_filial = ?::char(8) and c2_op = ?::char(14) and d_e_l_e_t_ = ''""", produced, a.scrap(), closed, Dates.protheus(a.reported()), order.branch(), order.key());
        return new Posted(
                number, ident, closed, order.quantity().subtract(produced).max(BigDecimal.ZERO));
    }

    private void insertReport(Order order, Appointment a, long number, String ident) {
        Duration spent = Duration.between(a.start(), a.end());
        update(
                """
                insert into protheus.sh6t10 (r_e_c_n_o_, h6_filial, h6_op, h6_produto, h6_operac, h6_recurso, h6_dataini,
                  h6_horaini, h6_datafin, h6_horafin, h6_qtdprod, h6_qtdperd, h6_pt, h6_dtapont, h6_dtprod, h6_tempo,
                  h6_operado, h6_lotectl, h6_local, h6_ident, h6_observa)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                number,
                order.branch(),
                order.key(),
                order.product(),
                a.operation(),
                a.resource(),
                Dates.protheus(a.start().toLocalDate()),
                Dates.protheusTime(a.start()),
                Dates.protheus(a.end().toLocalDate()),
                Dates.protheusTime(a.end()),
                a.good(),
                a.scrap(),
                a.total() ? "T" : "P",
                Dates.protheus(a.reported()),
                Dates.protheus(a.end().toLocalDate()),
                String.format(Locale.ROOT, "%03d:%02d", spent.toHours(), spent.toMinutesPart()),
                a.operator(),
                a.lot(),
                order.warehouse(),
                ident,
                truncated(a.comments()));
    }

    private static String truncated(String comments) {
        return comments.length() <= COMMENT_LENGTH ? comments : comments.substring(0, COMMENT_LENGTH);
    }

    private long insertMovement(
            Order order, String product, Appointment a, String type, String kind, String ident, String document) {
        long number = jdbc.sql("select nextval(pg_get_serial_sequence('protheus.sd3t10', 'r_e_c_n_o_'))")
                .query(Long.class)
                .single();
        update(
                """
                insert into protheus.sd3t10 (r_e_c_n_o_, d3_filial, d3_tm, d3_cf, d3_op, d3_cod, d3_um, d3_quant, d3_local,
                  d3_doc, d3_emissao, d3_numseq, d3_parctot, d3_perda, d3_estorno, d3_lotectl, d3_ident)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                number,
                order.branch(),
                type,
                kind,
                order.key(),
                product,
                order.unit(),
                a.good(),
                order.warehouse(),
                document,
                Dates.protheus(a.reported()),
                ProtheusGenerator.sequence(number),
                a.total() ? "T" : "P",
                a.scrap(),
                kind.startsWith("ER") ? "S" : "",
                a.lot(),
                ident);
        return number;
    }

    /** Keeps an appointment that failed as pending; returns the id of its T4K row. */
    String keepPending(Appointment a, String reason, LocalDate today, String time) {
        long number = jdbc.sql("select nextval(pg_get_serial_sequence('protheus.t4kt10', 'r_e_c_n_o_'))")
                .query(Long.class)
                .single();
        String id = String.format(Locale.ROOT, "%010d", number);
        update("""
                insert into protheus.t4kt10 (r_e_c_n_o_, t4k_filial, t4k_id, t4k_op, t4k_operac, t4k_quant, t4k_status,
                  t4k_data, t4k_hora, t4k_msg) values (?, ?, ?, ?, ?, ?, '1', ?, ?, ?)""", number, a.branch(), id, a.order(), a.operation(), a.good(), Dates.protheus(today), time, reason);
        return id;
    }

    private void update(String sql, Object... values) {
        int unused = jdbc.sql(sql).params(values).update();
    }
}
