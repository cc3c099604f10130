package io.esteira.planning;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.DerivedFacts;
import io.esteira.canonical.MergeBatch;
import io.esteira.planning.SmallPlant.Sale;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.support.Factory;
import io.esteira.support.Hub;
import io.esteira.support.Merging;
import io.esteira.support.TestDatabase;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Calendars and planning on a database of their own, in companies that hold what a test says; the day is 2025-10-22 at first. */
final class PlanningDatabase implements AutoCloseable {

    private final HikariDataSource dataSource = TestDatabase.create();
    private final Factory factory = new Factory(dataSource);
    final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-10-22T12:00:00Z"));
    private final Hub hub;

    PlanningDatabase() {
        InstantSource clock = now::get;
        hub = Hub.on(dataSource, clock.withZone(ZoneOffset.UTC))
                .with("transactionTemplate", TransactionTemplate.class, transaction)
                .start("io.esteira.calendar", "io.esteira.planning");
    }

    <T> T get(Class<T> type) {
        return hub.get(type);
    }

    /** What time it is from now on; 2025-10-22 at noon, UTC, until then. */
    void at(Instant instant) {
        now.set(instant);
    }

    /** How often those who wait were told that something has changed. */
    int signals() {
        return hub.signals();
    }

    /** Merges what a planning system tells, or what it tells no more. */
    Map<Long, MergeBatch.Refusal> merge(
            Company company, boolean gone, ChangeMerger merger, CanonicalChange... changes) {
        Merging merging = new Merging(dataSource, merger, new DerivedFacts() {
            @Override
            public int order() {
                return 0;
            }

            @Override
            public void derive(Connection connection) {}
        });
        return merging.merge(company, "pcp", Objects.requireNonNull(now.get()), gone, List.of(changes));
    }

    ChangeMerger merger(String name) {
        return hub.get(name, ChangeMerger.class);
    }

    /** It is noon in UTC of that day. */
    void on(LocalDate day) {
        now.set(day.atTime(12, 0).toInstant(ZoneOffset.UTC));
    }

    LocalDate today() {
        return LocalDate.ofInstant(now.get(), ZoneOffset.UTC);
    }

    Company company(String code) {
        return factory.company(code);
    }

    static Caller planner(Company... companies) {
        return Hub.caller(Set.of(Role.PLANNER), companies);
    }

    UUID planId(Company company, String code) {
        return uuid("select public_id from hub.plan where company_id = ? and code = ?", company.id(), code);
    }

    boolean holiday(String company, LocalDate day) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (select from hub.calendar_day d join hub.company c on c.id = d.company_id where c.code = ? and d.day = ?)
                """, Boolean.class, company, day));
    }

    UUID uuid(String sql, Object... parameters) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, UUID.class, parameters));
    }

    /** Puts a plant's data where the hub keeps what it has read. */
    void hold(Company company, SmallPlant plant) {
        transaction.executeWithoutResult(status -> write(company.id(), plant));
    }

    private void write(short company, SmallPlant plant) {
        Rows rows = new Rows(company);
        plant.phases.forEach((code, name) -> rows.add("phase", "code, name", "?, ?", code, name));
        plant.styles.forEach(style -> rows.add(
                "item",
                "code, description, kind, active",
                "?, ?, 'STYLE', true",
                style.code(),
                "Estilo " + style.code()));
        rows.write();
        plant.skus.forEach(sku -> rows.add(
                "item",
                "code, description, kind, active, style_id",
                "?, ?, 'PRODUCT', true, " + id("item"),
                sku.code(),
                sku.description(),
                company,
                sku.style()));
        plant.styles.forEach(style -> IntStream.range(0, style.routing().size())
                .forEach(i -> rows.add(
                        "routing_step",
                        "item_id, routing, sequence, operation, phase_id",
                        id("item") + ", '', ?, ?, " + id("phase"),
                        company,
                        style.code(),
                        i + 1,
                        Integer.toString(i + 1),
                        company,
                        style.routing().get(i))));
        plant.lots.forEach(lot -> rows.add("lot", "code, description", "?, ?", lot.code(), lot.description()));
        List.of("1", "2").forEach(type -> rows.add("invoice_type", "code, name", "?, ?", type, "Tipo " + type));
        rows.write();
        plant.parts.forEach(part -> rows.add(
                "bill_of_material_line",
                "item_id, component_id, quantity, class",
                id("item") + ", " + id("item") + ", ?, '10'",
                company,
                part.product(),
                company,
                part.part(),
                part.quantity()));
        IntStream.range(0, plant.forecasts.size()).forEach(i -> {
            SmallPlant.Forecast forecast = plant.forecasts.get(i);
            rows.add(
                    "lot_forecast",
                    "lot_id, line_key, style_id, item_id, pieces",
                    id("lot") + ", ?, " + id("item") + ", " + id("item") + ", ?",
                    company,
                    forecast.lot(),
                    Integer.toString(i),
                    company,
                    plant.styleOf(forecast.sku()),
                    company,
                    forecast.sku(),
                    forecast.pieces());
        });
        sales(rows, company, plant.sales);
        IntStream.range(0, plant.stocks.size()).forEach(i -> {
            SmallPlant.Stock stock = plant.stocks.get(i);
            rows.add(
                    "stock_balance",
                    "item_id, balance_key, class, quantity",
                    id("item") + ", ?, ?, ?",
                    company,
                    stock.sku(),
                    Integer.toString(i),
                    stock.stockClass(),
                    stock.quantity());
        });
        orders(rows, company, plant);
        rows.write();
        movements(company, plant);
    }

    private static void sales(Rows rows, short company, List<Sale> sales) {
        for (int i = 0; i < sales.size(); i++) {
            Sale sale = sales.get(i);
            rows.add(
                    "sales_order",
                    "number, invoice_type_id, issued_on, planned_invoice_on, source_status, cancelled, commercial_block, credit_block",
                    "?, " + id("invoice_type") + ", '2025-01-01', ?, '1', ?, ?, ?",
                    "P" + i,
                    company,
                    sale.invoiceType(),
                    sale.day(),
                    sale.block() == Sale.Block.CANCELLED,
                    sale.block() == Sale.Block.COMMERCIAL,
                    sale.block() == Sale.Block.CREDIT);
        }
        rows.write();
        for (int i = 0; i < sales.size(); i++) {
            Sale sale = sales.get(i);
            rows.add(
                    "sales_order_line",
                    "order_id, line_key, item_id, ordered, invoiced, cancelled",
                    "(select id from hub.sales_order where company_id = ? and number = ?), '1', " + id("item")
                            + ", ?, ?, ?",
                    company,
                    "P" + i,
                    company,
                    sale.sku(),
                    sale.ordered(),
                    sale.invoiced(),
                    sale.cancelled());
        }
    }

    private static void orders(Rows rows, short company, SmallPlant plant) {
        for (SmallPlant.Order order : plant.orders) {
            Integer current = order.current();
            String status = current == null ? "CLOSED" : "RELEASED";
            rows.add(
                    "production_order",
                    "source_key, number, item_id, status, reported_status, source_status, lot, type, current_sequence, current_phase_id, "
                            + "posting_blocked",
                    "?, ?, " + id("item") + ", ?, ?, '3', ?, ?, ?, " + id("phase") + ", false",
                    order.number(),
                    order.number(),
                    company,
                    order.style(),
                    status,
                    status,
                    order.lot(),
                    order.type(),
                    current,
                    company,
                    current == null ? null : order.routing().get(current - 1));
        }
        rows.write();
        for (SmallPlant.Order order : plant.orders) {
            for (int i = 0; i < order.routing().size(); i++) {
                rows.add(
                        "order_step",
                        "order_id, sequence, operation, phase_id",
                        "(select id from hub.production_order where company_id = ? and number = ?), ?, ?, "
                                + id("phase"),
                        company,
                        order.number(),
                        i + 1,
                        order.routing().get(i),
                        company,
                        order.routing().get(i));
            }
            order.lines()
                    .forEach((sku, pieces) -> rows.add(
                            "order_line",
                            "order_id, line_key, item_id, planned",
                            "(select id from hub.production_order where company_id = ? and number = ?), ?, "
                                    + id("item") + ", ?",
                            company,
                            order.number(),
                            sku,
                            company,
                            sku,
                            pieces));
        }
    }

    private void movements(short company, SmallPlant plant) {
        for (SmallPlant.Movement movement : plant.movements) {
            jdbc.update("""
                    insert into hub.posting (public_id, company_id, order_id, step_id, posted_on, good, scrap, rework, completes, origin,
                      in_erp, created_by, created_at)
                    select gen_random_uuid(), o.company_id, o.id, s.id, ?, ?, 0, 0, false, 'ERP', true, 'csw', now()
                    from hub.production_order o join hub.order_step s on s.order_id = o.id and s.sequence = ?
                    where o.company_id = ? and o.number = ?
                    """, movement.day(), movement.pieces(), movement.sequence(), company, movement.order());
        }
    }

    private static String id(String table) {
        return "(select id from hub." + table + " where company_id = ? and code = ?)";
    }

    /** Rows of several tables, written together. */
    private final class Rows {

        private record Row(String sql, Object[] values) {}

        private final short company;
        private final List<Row> rows = new ArrayList<>();

        Rows(short company) {
            this.company = company;
        }

        void add(String table, String columns, String values, @Nullable Object... parameters) {
            String sql = "insert into hub." + table + " (public_id, company_id, source, observed_at, " + columns
                    + ") values (gen_random_uuid(), " + company + ", 'csw', now(), " + values + ")";
            rows.add(new Row(sql, parameters));
        }

        void write() {
            Map<String, List<Object[]>> bySql = new java.util.LinkedHashMap<>();
            rows.forEach(row ->
                    bySql.computeIfAbsent(row.sql(), sql -> new ArrayList<>()).add(row.values()));
            Consumer<Map.Entry<String, List<Object[]>>> run =
                    entry -> jdbc.batchUpdate(entry.getKey(), entry.getValue());
            bySql.entrySet().forEach(run);
            rows.clear();
        }
    }

    /** A plan as most tests have it: invoiced from 2025-10-06 to 2025-12-31, orders of invoice type 1. */
    static PlanInput plan(String code, String... lots) {
        return new PlanInput(
                code,
                "Plano " + code,
                LocalDate.parse("2025-06-01"),
                LocalDate.parse("2025-09-30"),
                LocalDate.parse("2025-10-06"),
                LocalDate.parse("2025-12-31"),
                DemandModel.LOT_FORECAST,
                null,
                List.of(lots).stream()
                        .map(lot -> new PlanInput.PlanLot(lot, false))
                        .toList(),
                List.of("1"),
                List.of(),
                null);
    }

    @Override
    public void close() {
        hub.close();
        dataSource.close();
    }
}
