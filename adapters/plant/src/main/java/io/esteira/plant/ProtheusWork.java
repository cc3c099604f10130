package io.esteira.plant;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What LATICINIO's own people do in Protheus: they report production, without any reference of the hub, and open orders.
 * Runs inside the caller's transaction.
 */
final class ProtheusWork {

    private static final String WORKABLE = """
            from protheus.sc2t10 where c2_filial = 'D MG 01' and c2_datrf = '' and d_e_l_e_t_ = '' and c2_tpop = 'F'
              and c2_status = 'N' and c2_blqapon <> '1'""";

    private static final String ORDER = "where c2_filial = 'D MG 01' and c2_op = :order::char(14) and d_e_l_e_t_ = ''";

    private final JdbcClient jdbc;
    private final PlantState state;
    private final AppointmentBook book;
    private final InspectionBook inspections;
    private final ProtheusCatalog catalog;
    private final PlantClock clock;
    private final OrderPush push;
    private final long seed;
    private final int openOrders;

    ProtheusWork(
            JdbcClient jdbc,
            PlantState state,
            AppointmentBook book,
            InspectionBook inspections,
            ProtheusCatalog catalog,
            PlantClock clock,
            OrderPush push,
            long seed,
            int openOrders) {
        this.jdbc = jdbc;
        this.state = state;
        this.book = book;
        this.inspections = inspections;
        this.catalog = catalog;
        this.clock = clock;
        this.push = push;
        this.seed = seed;
        this.openOrders = openOrders;
    }

    void step(Dice dice) {
        int workable = workable();
        if (workable < openOrders * 9 / 10 || workable == 0) {
            openOrder();
            workable = workable();
        }
        String key = jdbc.sql("select rtrim(c2_op) " + WORKABLE + " order by r_e_c_n_o_ offset ? limit 1")
                .param(dice.between(0, workable - 1))
                .query(String.class)
                .single();
        AppointmentBook.Order order = book.lock(ProtheusCatalog.BRANCH, key).orElseThrow();
        List<AppointmentBook.Operation> operations = book.operations(order);
        Optional<AppointmentBook.Operation> next = operations.stream()
                .filter(operation -> !book.isTotal(order, operation.code()))
                .findFirst();
        next.ifPresent(operation -> report(order, operation, dice));
    }

    private int workable() {
        return jdbc.sql("select count(*)::int " + WORKABLE).query(Integer.class).single();
    }

    private void report(AppointmentBook.Order order, AppointmentBook.Operation operation, Dice dice) {
        BigDecimal left = order.quantity()
                .subtract(book.reported(order, operation.code()))
                .max(BigDecimal.ZERO);
        boolean total = dice.chance(60) || left.compareTo(BigDecimal.TEN) < 0;
        BigDecimal pieces = total ? left : left.divide(BigDecimal.valueOf(3), 0, RoundingMode.DOWN);
        BigDecimal scrap = operation.last() && dice.chance(20) && pieces.compareTo(BigDecimal.TEN) > 0
                ? BigDecimal.ONE
                : BigDecimal.ZERO;
        LocalDateTime end = clock.local();
        AppointmentBook.Posted unused = book.post(
                order,
                operation,
                new Appointment(
                        order.branch(),
                        order.key(),
                        operation.code(),
                        operation.resource(),
                        end.minusMinutes(dice.between(15, 120)),
                        end,
                        end.toLocalDate(),
                        pieces.subtract(scrap),
                        scrap,
                        total,
                        "OP" + dice.between(10, 40),
                        "",
                        ""));
        inspect(order, operation, total);
    }

    /** A sample of each report is measured; when the operation is done it is decided of, by its number so that no dice is thrown. */
    private void inspect(AppointmentBook.Order order, AppointmentBook.Operation operation, boolean total) {
        inspections.measure(order.branch(), order.key(), operation.code());
        if (total) {
            String verdict =
                    switch (order.key().charAt(4)) {
                        case '3' -> "E";
                        case '4' -> "C";
                        case '8' -> "U";
                        default -> "A";
                    };
            int unused = inspections.judge(order.branch(), order.key(), operation.code(), verdict);
        }
    }

    private void openOrder() {
        int index = Math.toIntExact(state.next(PlantState.NEXT_PROTHEUS_ORDER));
        ProtheusOrder order = ProtheusOrder.at(catalog, seed, index, true);
        LocalDateTime now = clock.local();
        int unused = jdbc.sql("""
                        insert into protheus.sc2t10 (c2_filial, c2_num, c2_item, c2_sequen, c2_itemgrd, c2_op, c2_produto, c2_local,
                          c2_um, c2_cc, c2_quant, c2_quje, c2_perda, c2_emissao, c2_datpri, c2_datprf, c2_datrf, c2_prior, c2_tpop,
                          c2_status, c2_tppr, c2_roteiro, c2_revisao, c2_pedido, c2_itempv, c2_blqapon, c2_obs, c2_diasoci,
                          c2_seqpai)
                        values (?, ?, ?, ?, '', ?, ?, ?, ?, '4001', ?, 0, 0, ?, ?, ?, ?, '500', ?, ?, 'I', '01', '001', '', '', ?,
                          '', 10, '000')""")
                .params(
                        order.branch(),
                        order.number(),
                        ProtheusOrder.ITEM,
                        ProtheusOrder.SEQUENCE,
                        order.key(),
                        order.item().code(),
                        ProtheusCatalog.WAREHOUSE,
                        order.item().unit(),
                        order.quantity(),
                        Dates.protheus(now.toLocalDate()),
                        Dates.protheus(now.toLocalDate()),
                        Dates.protheus(now.toLocalDate().plusDays(7)),
                        Dates.BLANK,
                        String.valueOf(order.type()),
                        String.valueOf(order.status()),
                        order.blocked() ? "1" : "2")
                .update();
        inspections.open(order.branch(), order.key());
        push.changed(order.key());
    }

    /**
     * Gives an order another quantity, or releases a planned one.
     *
     * @param quantity null for the one that it has
     * @throws IllegalArgumentException when there is no such order
     */
    void change(String order, @Nullable BigDecimal quantity) {
        int rows = jdbc.sql(
                        "update protheus.sc2t10 set c2_tpop = 'F', c2_quant = coalesce(:quantity::numeric, c2_quant) "
                                + ORDER)
                .param("quantity", quantity)
                .param("order", order)
                .update();
        changed(order, rows);
        inspections.open(ProtheusCatalog.BRANCH, order);
    }

    /** @throws IllegalArgumentException when there is no such order */
    void delete(String order) {
        int rows = jdbc.sql("update protheus.sc2t10 set d_e_l_e_t_ = '*', r_e_c_d_e_l_ = r_e_c_n_o_ " + ORDER)
                .param("order", order)
                .update();
        changed(order, rows);
    }

    private void changed(String order, int rows) {
        if (rows == 0) {
            throw new IllegalArgumentException("Protheus has no order " + order);
        }
        push.changed(order);
    }
}
