package io.esteira.plant;

import io.esteira.plant.embedded.EmbeddedBroker;
import io.esteira.plant.embedded.EmbeddedDatabase;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The simulated plant, started: CSW, Protheus and the cells answer on 127.0.0.1 until it is closed. All its state is in its
 * database, so that it goes on where it stopped; only the armed {@link Faults} are forgotten. Thread-safe.
 */
public final class Plant implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final PlantDatabase database;
    private final PlantClock clock;
    private final Faults faults = new Faults();
    private final Ledger ledger;
    private final PlantWork work;
    private final PlantOffice office;
    private final ProtheusServer protheus;
    private final ControlPort control;
    private final @Nullable URI broker;

    private Plant(PlantSettings settings) {
        try {
            clock = new PlantClock(settings.clock(), settings.zone());
            database = started(PlantDatabase.open(serverUrl(settings), settings.database(), clock));
            PlantState state = new PlantState(database.jdbc());
            CswCatalog cswCatalog =
                    CswCatalog.of(settings.seed(), settings.size().cswItems());
            ProtheusCatalog catalog = ProtheusCatalog.of(settings.size().protheusItems());
            if (!database.isBorn()) {
                new PlantBirth(database, state, cswCatalog, catalog, settings, clock).giveBirth();
            }
            ledger = new Ledger(database.jdbc());
            broker = broker(settings);
            Cells cells = new Cells(database.jdbc(), ledger, catalog, clock);
            @Nullable
            Telemetry telemetry = broker == null
                    ? null
                    : started(new Telemetry(broker, "plant-" + settings.database(), cells::all, clock));
            AppointmentBook book = new AppointmentBook(database.jdbc());
            Parameters parameters = new Parameters(database.jdbc());
            CswTrade trade = new CswTrade(database.jdbc(), state, cswCatalog, clock, settings.seed());
            CswWork csw = new CswWork(
                    database.jdbc(),
                    state,
                    cswCatalog,
                    clock,
                    trade,
                    settings.seed(),
                    settings.size().cswOpenOrders());
            OrderPush push = started(new OrderPush(database, book, ledger, clock));
            InspectionBook inspections = new InspectionBook(database.jdbc());
            ProtheusWork protheusWork = new ProtheusWork(
                    database.jdbc(),
                    state,
                    book,
                    inspections,
                    catalog,
                    clock,
                    push,
                    settings.seed(),
                    settings.size().protheusOpenOrders());
            work = started(new PlantWork(
                    database,
                    state,
                    csw,
                    trade,
                    protheusWork,
                    cells,
                    telemetry == null ? cell -> {} : telemetry::publish,
                    push,
                    settings.seed(),
                    settings.pace()));
            office = new PlantOffice(
                    database, csw, protheusWork, push, new Reversal(database.jdbc()), inspections, parameters, clock);
            protheus = started(new ProtheusServer(
                    settings.protheusPort(),
                    new ProtheusTokens(clock, parameters, settings.seed()),
                    new GenericQuery(database, parameters),
                    ModuleList.all(database),
                    new InspectionList(database, parameters),
                    WritingService.all(new WritingService.Parts(database, book, parameters, faults, ledger, clock)),
                    faults));
            control = started(new ControlPort(settings.controlPort(), this, office));
            if (settings.working()) {
                work.start();
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts it; its tables are filled on the first start.
     *
     * @throws io.esteira.plant.embedded.PortInUseException when another program has one of its ports
     */
    public static Plant start(PlantSettings settings) {
        return new Plant(settings);
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    private String serverUrl(PlantSettings settings) {
        String given = settings.adminJdbcUrl();
        return given == null
                ? started(EmbeddedDatabase.start(settings.dir(), settings.postgresPort()))
                        .jdbcUrl("postgres")
                : given;
    }

    private @Nullable URI broker(PlantSettings settings) {
        return settings.ownBroker()
                ? started(EmbeddedBroker.start(settings.dir(), settings.mqttPort()))
                        .uri()
                : settings.broker();
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

    /** Who may read the planning database, which stands on CSW's server, under {@link #cswJdbcUrl()}. */
    public String planningUser() {
        return "pcp_reader";
    }

    public String planningPassword() {
        return "pcp";
    }

    /** JDBC URL of the same database with all rights, for whoever plays the ERPs' people. */
    public String adminJdbcUrl() {
        return database.adminUrl();
    }

    /** Root of the simulated Protheus' services: {@code http://127.0.0.1:port/rest}. */
    public URI protheusUri() {
        return protheus.uri();
    }

    public String protheusUser() {
        return ProtheusTokens.USER;
    }

    public String protheusPassword() {
        return ProtheusTokens.PASSWORD;
    }

    /** The broker that the cells publish to; null for none. */
    public @Nullable URI mqttUri() {
        return broker;
    }

    public URI controlUri() {
        return control.uri();
    }

    public Ledger ledger() {
        return ledger;
    }

    public Faults faults() {
        return faults;
    }

    /** Does one unit of work: an event in CSW or Protheus, by turns, and a piece in one cell. */
    public void tick() {
        work.tick();
    }

    /**
     * Lets one cell make a piece, now and then stop, while the ERPs rest.
     *
     * @param cell 1 to 20
     */
    public void piece(int cell) {
        work.piece(cell);
    }

    /** Lets the plant work on the clock, or rest. */
    public void work(boolean running) {
        if (running) {
            work.start();
        } else {
            work.stop();
        }
    }

    public boolean isWorking() {
        return work.isRunning();
    }

    /** The plant's time. */
    public Instant now() {
        return clock.instant();
    }

    /** Stops the plant's clock at the instant. */
    public void freeze(Instant at) {
        clock.freeze(at);
    }

    /** Lets the plant's clock run again. */
    public void thaw() {
        clock.thaw();
    }

    boolean isFrozen() {
        return clock.frozenAt() != null;
    }

    /**
     * Sets a parameter of Protheus, such as {@code MV_APPENMO}; README.md lists them.
     *
     * @throws IllegalArgumentException when there is no such parameter
     */
    public void setParameter(String name, String value) {
        office.set(
                Parameter.named(name).orElseThrow(() -> new IllegalArgumentException("unknown parameter " + name)),
                value);
    }

    /**
     * A person takes an appointment back in Protheus.
     *
     * @param recno R_E_C_N_O_ of the row of SH6
     */
    public void reverseInProtheus(long recno) {
        office.reverse(recno);
    }

    /**
     * A person books pieces out of the current phase of an order in CSW.
     *
     * @param quantity null for all that are left there
     */
    public void moveInCsw(String order, java.math.@Nullable BigDecimal quantity) {
        var unused = Objects.requireNonNull(office.move(order, quantity, "CONTROLE"));
    }

    /** Lets Protheus tell a service of each order that is opened, changed or deleted from now on. */
    public void pushOrdersTo(URI url, String user, String password) {
        office.pushOrdersTo(url, user, password);
    }

    public void stopPushing() {
        office.stopPushing();
    }

    /**
     * A person gives an order of Protheus another quantity, and releases it where it is planned.
     *
     * @param quantity null for the one that it has
     */
    public void changeInProtheus(String order, java.math.@Nullable BigDecimal quantity) {
        office.changeOrder(order, quantity);
    }

    /** A person deletes an order in Protheus. */
    public void deleteInProtheus(String order) {
        office.deleteOrder(order);
    }

    /**
     * A person decides of the inspection of an order in QIP.
     *
     * @param operation null for all that nobody has decided of
     * @param verdict A good, E not good, U urgent release, C conditional
     * @throws IllegalArgumentException nothing of the order waits for a verdict
     */
    public void judgeInProtheus(String order, @Nullable String operation, String verdict) {
        office.judge(order, operation == null ? "" : operation, verdict);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                org.slf4j.LoggerFactory.getLogger(Plant.class).warn("a part of the plant did not close", e);
            }
        }
    }
}
