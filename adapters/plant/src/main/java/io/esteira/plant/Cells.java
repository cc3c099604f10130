package io.esteira.plant;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The counters of the twenty cells. They are cumulative, and restart at 0 when a cell turns to another product. */
final class Cells {

    private static final int SMALLEST_TARGET = 60;
    private static final int PERCENT_BAD = 3;
    private static final int PERCENT_STOPS = 2;
    private static final int PERCENT_RESTARTS_AFTER_STOP = 30;

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final ProtheusCatalog catalog;
    private final PlantClock clock;

    Cells(JdbcClient jdbc, Ledger ledger, ProtheusCatalog catalog, PlantClock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** A cell at one moment; {@code lastAt} never stands still from one piece to the next. */
    record Cell(
            int number, String name, String product, int target, long good, long bad, String status, Instant lastAt) {

        boolean isRunning() {
            return status.equals("RUNNING");
        }

        String code() {
            return CswCatalog.padded(number, 2);
        }
    }

    /** How many pieces of one product a cell makes before it turns to the next. */
    static int target(int cell) {
        return SMALLEST_TARGET + cell * 5;
    }

    List<Cell> all() {
        return jdbc.sql("select * from plant.cell order by number")
                .query(Cells::row)
                .list();
    }

    /** One cell makes a piece, turns to another product, stops or starts. Runs inside the caller's transaction. */
    Cell work(int number, Dice dice) {
        Cell before = jdbc.sql("select * from plant.cell where number = ? for update")
                .param(number)
                .query(Cells::row)
                .single();
        Cell after = next(before, dice);
        int unused = jdbc.sql("""
                        update plant.cell set product = ?, good = ?, bad = ?, status = ?, last_at = ?::timestamptz,
                          stopped_at = case when status = 'RUNNING' then ?::timestamptz else stopped_at end
                        where number = ?""")
                .params(
                        after.product(),
                        after.good(),
                        after.bad(),
                        after.status(),
                        after.lastAt().toString(),
                        after.lastAt().toString(),
                        number)
                .update();
        if (after.isRunning() && !before.isRunning()) {
            report(after, dice);
        }
        if (after.good() + after.bad() > before.good() + before.bad()) {
            ledger.append(
                    "cell.piece",
                    "LATICINIO",
                    after.code(),
                    Map.of(
                            "product",
                            after.product(),
                            "good",
                            after.good(),
                            "bad",
                            after.bad(),
                            "at",
                            after.lastAt().toString(),
                            "piece",
                            after.bad() > before.bad() ? "bad" : "good"));
        }
        return after;
    }

    /** A person reports why it stood still, now that it runs again. */
    private void report(Cell cell, Dice dice) {
        LocalDateTime end = clock.local(cell.lastAt());
        LocalDateTime start = clock.local(jdbc.sql("select stopped_at from plant.cell where number = ?")
                .param(cell.number())
                .query(OffsetDateTime.class)
                .single()
                .toInstant());
        if (Duration.between(start, end).toSeconds() >= 1) {
            long unused = new StopBook(jdbc)
                    .report(
                            ProtheusCatalog.BRANCH,
                            new StopRequest(
                                    ProtheusCatalog.resourceOf(cell.number()),
                                    dice.pick(List.copyOf(StopBook.REASONS.keySet())),
                                    "2",
                                    start,
                                    end,
                                    "",
                                    "",
                                    "OP" + dice.between(10, 40),
                                    "",
                                    ""),
                            end);
        }
    }

    private Cell next(Cell cell, Dice dice) {
        Instant now = clock.instant();
        Instant at = now.isAfter(cell.lastAt()) ? now : cell.lastAt().plusMillis(1);
        if (!cell.status().equals("RUNNING")) {
            String status = dice.chance(PERCENT_RESTARTS_AFTER_STOP) ? "RUNNING" : cell.status();
            return new Cell(
                    cell.number(), cell.name(), cell.product(), cell.target(), cell.good(), cell.bad(), status, at);
        }
        if (dice.chance(PERCENT_STOPS)) {
            return new Cell(
                    cell.number(), cell.name(), cell.product(), cell.target(), cell.good(), cell.bad(), "STOPPED", at);
        }
        if (cell.good() >= cell.target()) {
            String product = catalog.productOf(cell.number(), at.toEpochMilli() / 1000 % 997 + 1)
                    .code();
            return new Cell(cell.number(), cell.name(), product, cell.target(), 0, 0, "RUNNING", at);
        }
        boolean bad = dice.chance(PERCENT_BAD);
        return new Cell(
                cell.number(),
                cell.name(),
                cell.product(),
                cell.target(),
                cell.good() + (bad ? 0 : 1),
                cell.bad() + (bad ? 1 : 0),
                "RUNNING",
                at);
    }

    private static Cell row(java.sql.ResultSet row, int index) throws java.sql.SQLException {
        return new Cell(
                row.getInt("number"),
                row.getString("name"),
                row.getString("product"),
                row.getInt("target"),
                row.getLong("good"),
                row.getLong("bad"),
                row.getString("status"),
                row.getObject("last_at", OffsetDateTime.class).toInstant());
    }
}
