package io.esteira.plant;

import java.sql.Connection;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Fills an empty database, in one transaction: a plant that was killed while being born is born again. */
final class PlantBirth {

    private final PlantDatabase database;
    private final PlantState state;
    private final CswCatalog csw;
    private final ProtheusCatalog protheus;
    private final PlantSettings settings;
    private final PlantClock clock;

    PlantBirth(
            PlantDatabase database,
            PlantState state,
            CswCatalog csw,
            ProtheusCatalog protheus,
            PlantSettings settings,
            PlantClock clock) {
        this.database = database;
        this.state = state;
        this.csw = csw;
        this.protheus = protheus;
        this.settings = settings;
        this.clock = clock;
    }

    private static final int STOPS = 6;

    void giveBirth() {
        database.runInTransaction(() -> {
            database.runScript("tables.sql");
            database.runScript("planning.sql");
            fill(DataSourceUtils.getConnection(database.dataSource()));
            database.runScript("planning-orders.sql");
            new InspectionBook(database.jdbc()).beginWith();
            cells();
            stops();
            state.set(PlantState.SEED, settings.seed());
            state.set(PlantState.TICK, 0);
            state.set(PlantState.NEXT_CSW_ORDER, settings.size().cswOrders());
            state.set(PlantState.NEXT_CSW_SALE, settings.size().cswSalesOrders());
            state.set(PlantState.NEXT_PROTHEUS_ORDER, settings.size().protheusOrders());
            database.runScript("behaviour.sql");
        });
        int unused = database.jdbc().sql("analyze").update();
    }

    private void fill(Connection connection) {
        LocalDateTime now = clock.local();
        new CswGenerator(connection, csw, settings.seed(), settings.size(), now).fill();
        new CswExample(connection).fill();
        new PlanningExample(connection, now.toLocalDate()).fill();
        new ProtheusGenerator(connection, protheus, settings.seed(), settings.size(), now, settings.zone()).fill();
    }

    private void cells() {
        for (int cell = 1; cell <= ProtheusCatalog.CELLS; cell++) {
            int unused = database.jdbc()
                    .sql("insert into plant.cell values (?, ?, ?, ?, 0, 0, 'RUNNING', ?::timestamptz)")
                    .params(
                            cell,
                            "Célula " + CswCatalog.padded(cell, 2),
                            protheus.productOf(cell, 0).code(),
                            Cells.target(cell),
                            clock.instant().toString())
                    .update();
        }
    }

    /** Why machines stop, and how they did in the days before. */
    private void stops() {
        StopBook.REASONS.forEach((code, text) -> {
            int unused = database.jdbc()
                    .sql(
                            "insert into protheus.sx5t10 (x5_filial, x5_tabela, x5_chave, x5_descri) values (?, '44', ?, ?)")
                    .params(ProtheusCatalog.BRANCH, code, text)
                    .update();
        });
        StopBook book = new StopBook(database.jdbc());
        List<String> reasons = List.copyOf(StopBook.REASONS.keySet());
        LocalDateTime now = clock.local().truncatedTo(ChronoUnit.MINUTES);
        for (int i = 0; i < STOPS; i++) {
            LocalDateTime start = now.minusHours(5L * (i + 1));
            LocalDateTime end = start.plusMinutes(10 + 7L * i);
            String reason = reasons.get(i % reasons.size());
            StopRequest stop = new StopRequest(
                    ProtheusCatalog.resourceOf(1 + 2 * i),
                    reason,
                    reason.equals("03") || reason.equals("04") ? "1" : "2",
                    start,
                    end,
                    "",
                    "",
                    "OP" + (10 + i),
                    "",
                    "");
            long unused = book.report(ProtheusCatalog.BRANCH, stop, end);
        }
    }
}
