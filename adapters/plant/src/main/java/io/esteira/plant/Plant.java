package io.esteira.plant;

import io.esteira.plant.embedded.EmbeddedDatabase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The simulated plant, started: CSW, Protheus and the cells answer on 127.0.0.1 until it is closed. All its state is in its
 * database, so that it goes on where it stopped. Thread-safe.
 */
public final class Plant implements AutoCloseable {

    private final @Nullable EmbeddedDatabase server;
    private final PlantDatabase database;
    private final PlantClock clock;
    private final Ledger ledger;
    private final PlantWork work;

    private Plant(PlantSettings settings) {
        clock = new PlantClock(settings.clock(), settings.zone());
        server = settings.adminJdbcUrl() == null
                ? EmbeddedDatabase.start(settings.dir(), settings.postgresPort())
                : null;
        String adminUrl = server == null ? settings.adminJdbcUrl() : server.jdbcUrl("postgres");
        database = PlantDatabase.open(java.util.Objects.requireNonNull(adminUrl), settings.database(), clock);
        PlantState state = new PlantState(database.jdbc());
        CswCatalog csw = CswCatalog.of(settings.seed(), settings.size().cswItems());
        ProtheusCatalog protheus = ProtheusCatalog.of(settings.size().protheusItems());
        if (!database.isBorn()) {
            new PlantBirth(database, state, csw, protheus, settings, clock).giveBirth();
        }
        ledger = new Ledger(database.jdbc());
        AppointmentBook book = new AppointmentBook(database.jdbc());
        work = new PlantWork(
                database,
                state,
                new CswWork(
                        database.jdbc(),
                        state,
                        csw,
                        clock,
                        settings.seed(),
                        settings.size().cswOpenOrders()),
                new ProtheusWork(
                        database.jdbc(),
                        state,
                        book,
                        protheus,
                        clock,
                        settings.seed(),
                        settings.size().protheusOpenOrders()),
                new Cells(database.jdbc(), ledger, protheus, clock),
                cell -> {},
                settings.seed(),
                settings.pace());
        if (settings.working()) {
            work.start();
        }
    }

    /** Starts it; its tables are filled on the first start. */
    public static Plant start(PlantSettings settings) {
        return new Plant(settings);
    }

    /** JDBC URL of the simulated CSW, without user and password. */
    public String cswJdbcUrl() {
        return database.readerUrl();
    }

    public String cswUser() {
        return "csw_reader";
    }

    public String cswPassword() {
        return "csw";
    }

    /** JDBC URL of the same database with all rights, for whoever plays the ERPs' people. */
    public String adminJdbcUrl() {
        return database.adminUrl();
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Does one unit of work: an event in CSW or Protheus, by turns, and a piece in one cell. */
    public void tick() {
        work.tick();
    }

    /** Stops the plant's clock at the instant. */
    public void freeze(Instant at) {
        clock.freeze(at);
    }

    /** Lets the plant's clock run again. */
    public void thaw() {
        clock.thaw();
    }

    @Override
    public void close() {
        work.close();
        database.close();
        if (server != null) {
            server.close();
        }
    }
}
