package io.esteira.plant;

import java.sql.Connection;
import java.time.LocalDateTime;
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

    void giveBirth() {
        database.runInTransaction(() -> {
            database.runScript("tables.sql");
            fill(DataSourceUtils.getConnection(database.dataSource()));
            new InspectionBook(database.jdbc()).beginWith();
            cells();
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
}
