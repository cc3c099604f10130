package io.esteira.plant;

import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Fills Protheus' tables with master data and a history that ends now. Used once, by one thread. */
final class ProtheusGenerator {

    private static final int DAYS_OF_HISTORY = 400;
    private static final int DAYS_OF_OPEN_ORDERS = 20;
    private static final int ORDERS_OF_OTHER_BRANCH = 5;
    private static final String COST_CENTRE = "4001";

    private final Connection connection;
    private final ProtheusCatalog catalog;
    private final long seed;
    private final PlantSize size;
    private final LocalDateTime now;
    private final ZoneId zone;
    private final CopyBuffer orders;
    private final CopyBuffer appointments;
    private final CopyBuffer movements;
    private int identity;

    ProtheusGenerator(
            Connection connection, ProtheusCatalog catalog, long seed, PlantSize size, LocalDateTime now, ZoneId zone) {
        this.connection = connection;
        this.catalog = catalog;
        this.seed = seed;
        this.size = size;
        this.now = now;
        this.zone = zone;
        this.orders = new CopyBuffer(connection, "protheus.sc2t10", """
                c2_filial, c2_num, c2_item, c2_sequen, c2_itemgrd, c2_op, c2_produto, c2_local, c2_um, c2_cc, c2_quant,
                c2_quje, c2_perda, c2_emissao, c2_datpri, c2_datprf, c2_datrf, c2_prior, c2_tpop, c2_status, c2_tppr,
                c2_roteiro, c2_revisao, c2_pedido, c2_itempv, c2_blqapon, c2_obs, c2_diasoci, c2_seqpai, s_t_a_m_p_""");
        this.appointments = new CopyBuffer(connection, "protheus.sh6t10", """
                h6_filial, h6_op, h6_produto, h6_operac, h6_recurso, h6_dataini, h6_horaini, h6_datafin, h6_horafin,
                h6_qtdprod, h6_qtdperd, h6_pt, h6_dtapont, h6_dtprod, h6_tempo, h6_operado, h6_local, h6_ident,
                s_t_a_m_p_""");
        this.movements = new CopyBuffer(connection, "protheus.sd3t10", """
                d3_filial, d3_tm, d3_cf, d3_op, d3_cod, d3_um, d3_quant, d3_local, d3_doc, d3_emissao, d3_numseq,
                d3_parctot, d3_perda, d3_cc, d3_ident, s_t_a_m_p_""");
    }

    void fill() {
        masterData();
        int[] done = new int[size.protheusOrders()];
        int base = 0;
        int eligible = 0;
        for (int i = 0; i < done.length; i++) {
            done[i] = operationsDone(i, order(i));
            base += done[i];
            eligible += done[i] > 0 ? 1 : 0;
        }
        int[] extra = Shares.spread(done, Math.max(0, size.protheusMovements() - base), eligible);
        for (int i = 0; i < done.length; i++) {
            history(i, order(i), done[i], extra[i]);
        }
        for (int i = 0; i < ORDERS_OF_OTHER_BRANCH; i++) {
            history(i, order(i).in(ProtheusCatalog.OTHER_BRANCH), 0, 0);
        }
        orders.flush();
        appointments.flush();
        movements.flush();
    }

    private void masterData() {
        String stamp = stamp(now.minusDays(DAYS_OF_HISTORY));
        CopyBuffer items = new CopyBuffer(connection, "protheus.sb1t10", """
                b1_filial, b1_cod, b1_desc, b1_tipo, b1_um, b1_locpad, b1_grupo, b1_qb, b1_operpad, b1_rastro,
                b1_prvalid, b1_msblql, s_t_a_m_p_""");
        CopyBuffer routings = new CopyBuffer(connection, "protheus.sg2t10", """
                g2_filial, g2_produto, g2_codigo, g2_operac, g2_descri, g2_recurso, g2_ctrab, g2_ferram, g2_tempad,
                g2_lotepad, g2_setup, s_t_a_m_p_""");
        for (ProtheusCatalog.Item item : catalog.items()) {
            boolean made = !item.routing().isEmpty();
            items.row(
                    "",
                    item.code(),
                    item.name(),
                    item.type(),
                    item.unit(),
                    ProtheusCatalog.WAREHOUSE,
                    made ? "0010" : "0020",
                    1,
                    made ? "01" : "",
                    made ? "L" : "N",
                    made ? 60 : 0,
                    "2",
                    stamp);
            for (ProtheusCatalog.Operation operation : item.routing()) {
                routings.row(
                        ProtheusCatalog.BRANCH,
                        item.code(),
                        "01",
                        operation.code(),
                        operation.name(),
                        operation.resource(),
                        operation.centre(),
                        "",
                        "0.1667",
                        1,
                        "0.25",
                        stamp);
            }
        }
        items.flush();
        routings.flush();
        CopyBuffer centres = new CopyBuffer(connection, "protheus.shbt10", "hb_filial, hb_cod, hb_nome, s_t_a_m_p_");
        ProtheusCatalog.CENTRES.forEach(centre -> centres.row("", centre.code(), centre.name(), stamp));
        centres.flush();
        CopyBuffer resources =
                new CopyBuffer(connection, "protheus.sh1t10", "h1_filial, h1_codigo, h1_descri, h1_ctrab, s_t_a_m_p_");
        for (int cell = 1; cell <= ProtheusCatalog.CELLS; cell++) {
            resources.row(
                    "",
                    ProtheusCatalog.resourceOf(cell),
                    "CÉLULA " + CswCatalog.padded(cell, 2),
                    ProtheusCatalog.centreOf(cell),
                    stamp);
        }
        resources.flush();
    }

    private boolean open(int index) {
        return index >= size.protheusOrders() - size.protheusOpenOrders();
    }

    private ProtheusOrder order(int index) {
        return ProtheusOrder.at(catalog, seed, index, open(index));
    }

    private int operationsDone(int index, ProtheusOrder order) {
        int operations = order.item().routing().size();
        if (!open(index)) {
            return operations;
        }
        return order.workable() ? Dice.of(seed, "protheus.done", index).between(0, operations - 1) : 0;
    }

    private void history(int index, ProtheusOrder order, int done, int extra) {
        Dice dice = Dice.of(seed, "protheus.history", index);
        int events = done + extra;
        List<LocalDateTime> times = Timeline.endingAt(lastEvent(index, dice), Math.max(events, 1), 12, dice);
        LocalDate issued = times.getFirst().toLocalDate().minusDays(2);
        boolean closed = done == order.item().routing().size();
        BigDecimal scrap =
                closed ? order.quantity().movePointLeft(2).setScale(0, java.math.RoundingMode.DOWN) : BigDecimal.ZERO;
        BigDecimal good = order.quantity().subtract(scrap);
        orders.row(
                order.branch(),
                order.number(),
                ProtheusOrder.ITEM,
                ProtheusOrder.SEQUENCE,
                "",
                order.key(),
                order.item().code(),
                ProtheusCatalog.WAREHOUSE,
                order.item().unit(),
                COST_CENTRE,
                order.quantity(),
                closed ? good : BigDecimal.ZERO,
                closed ? scrap : BigDecimal.ZERO,
                Dates.protheus(issued),
                Dates.protheus(issued.plusDays(1)),
                Dates.protheus(issued.plusDays(8)),
                closed ? Dates.protheus(times.getLast().toLocalDate()) : Dates.BLANK,
                index % 25 == 0 ? "100" : "500",
                order.type(),
                order.status(),
                "I",
                "01",
                "001",
                "",
                "",
                order.blocked() ? "1" : "2",
                "",
                10,
                "000",
                stamp(times.getLast()));
        int event = 0;
        for (int step = 0; step < done; step++) {
            boolean last = step == order.item().routing().size() - 1;
            int parts = 1 + Shares.of(extra, done, step);
            for (int part = 0; part < parts; part++) {
                BigDecimal partGood = share(last ? good : order.quantity(), parts, part);
                BigDecimal partScrap = last && part == parts - 1 ? scrap : BigDecimal.ZERO;
                appointment(order, step, last, part == parts - 1, partGood, partScrap, times.get(event++), dice);
            }
        }
    }

    private static BigDecimal share(BigDecimal total, int parts, int part) {
        int cents = Shares.of(total.movePointRight(2).intValueExact(), parts, part);
        return BigDecimal.valueOf(cents, 2);
    }

    private LocalDateTime lastEvent(int index, Dice dice) {
        if (open(index)) {
            return now.minusMinutes(dice.between(5, DAYS_OF_OPEN_ORDERS * 24 * 60));
        }
        int closed = size.protheusOrders() - size.protheusOpenOrders();
        long age = (long) (closed - index) * DAYS_OF_HISTORY * 24 * 60 / Math.max(closed, 1);
        return now.minusMinutes(age + dice.between(5, 24 * 60));
    }

    private void appointment(
            ProtheusOrder order,
            int step,
            boolean last,
            boolean total,
            BigDecimal good,
            BigDecimal scrap,
            LocalDateTime end,
            Dice dice) {
        ProtheusCatalog.Operation operation = order.item().routing().get(step);
        LocalDateTime start = end.minusMinutes(dice.between(15, 19));
        String ident = CswCatalog.padded(++identity, 9);
        String stamp = stamp(end);
        appointments.row(
                order.branch(),
                order.key(),
                order.item().code(),
                operation.code(),
                operation.resource(),
                Dates.protheus(start.toLocalDate()),
                Dates.protheusTime(start),
                Dates.protheus(end.toLocalDate()),
                Dates.protheusTime(end),
                good,
                scrap,
                total ? "T" : "P",
                Dates.protheus(end.toLocalDate()),
                Dates.protheus(end.toLocalDate()),
                "000:15",
                "OP" + dice.between(10, 40),
                ProtheusCatalog.WAREHOUSE,
                ident,
                stamp);
        if (last) {
            movements.row(
                    order.branch(),
                    "499",
                    "PR0",
                    order.key(),
                    order.item().code(),
                    order.item().unit(),
                    good,
                    ProtheusCatalog.WAREHOUSE,
                    order.number(),
                    Dates.protheus(end.toLocalDate()),
                    sequence(identity),
                    total ? "T" : "P",
                    scrap,
                    COST_CENTRE,
                    ident,
                    stamp);
        }
    }

    /** D3_NUMSEQ: six characters that count in base 36. */
    static String sequence(long number) {
        String digits = Long.toString(number, 36).toUpperCase(Locale.ROOT);
        return "0".repeat(6 - digits.length()) + digits;
    }

    private String stamp(LocalDateTime local) {
        return local.atZone(zone)
                .withZoneSameInstant(ZoneOffset.UTC)
                .toLocalDateTime()
                .toString();
    }
}
