package io.esteira.adapter.csw;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.SourceDoctor;
import io.esteira.adapter.doctor.Trouble;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Connects as the readers do, and asks what they ask: in a hub through its own connections and at the cost of its budget. */
final class CswDoctor implements SourceDoctor {

    /** For a connection or one question. */
    private static final Duration ONE_ANSWER = Duration.ofSeconds(8);

    private static final String DRIVER = "driver";
    private static final String CONNECTION = "connection";
    private static final String NETWORK = "network";
    private static final String PREFIX = "ESTEIRA_ADAPTERS_CSW_";

    private final CswProperties properties;
    private final @Nullable CswDatabase hubs;
    private final CswDialect dialect;
    private final Clock clock;
    private final Duration oneAnswer;

    /** @param hubs null where there is no hub */
    CswDoctor(CswProperties properties, @Nullable CswDatabase hubs, Clock clock) {
        this(properties, hubs, clock, ONE_ANSWER);
    }

    CswDoctor(CswProperties properties, @Nullable CswDatabase hubs, Clock clock, Duration oneAnswer) {
        this.oneAnswer = oneAnswer;
        this.properties = properties;
        this.hubs = hubs;
        this.dialect = CswDialect.of(properties.url());
        this.clock = clock;
    }

    @Override
    public String source() {
        return CswReader.SOURCE;
    }

    @Override
    public Diagnosis diagnose(Duration within) {
        Examination examination = new Examination(within, properties.password());
        if (hubs != null) {
            // Whoever waits for one of the hub's connections hears why there is none only after the pool's own time.
            Duration inHub = properties.connectTimeout().plus(oneAnswer);
            examine(examination, hubs, inHub, hubs::connection);
        } else {
            CswConnections connections = new CswConnections(properties, oneAnswer);
            try (CswDatabase own = new CswDatabase(properties, oneAnswer, oneAnswer, new CswBudget(0, 0))) {
                examine(examination, own, oneAnswer, connections::getConnection);
            }
        }
        return examination.end();
    }

    private void examine(
            Examination examination, CswDatabase database, Duration atMost, Callable<Connection> connecting) {
        CswRefusals refusals = new CswRefusals(examination, database, properties, dialect);
        Finding connected = examination.ask(
                CONNECTION,
                atMost,
                () -> connect(examination, connecting),
                failure -> notConnected(examination, refusals, failure));
        Map<String, String> companies = connected.verdict().isUsable()
                ? new CswTables(examination, database, properties, refusals, dialect, clock, oneAnswer, hubs != null)
                        .examine()
                : properties.companies();
        suggest(examination, companies);
    }

    private static Finding connect(Examination examination, Callable<Connection> connecting) throws Exception {
        try (Connection connection = connecting.call()) {
            examination.keep(network(connection));
            boolean guarded = readOnly(connection);
            String product = connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion();
            return Finding.ok(
                    CONNECTION,
                    product
                            + (guarded
                                    ? "; read-only."
                                    : "; the driver knows no read-only connection, so give the user SELECT alone."),
                    product
                            + (guarded
                                    ? "; somente leitura."
                                    : "; o driver não conhece conexão somente leitura: dê ao usuário apenas SELECT."));
        }
    }

    private static Finding network(Connection connection) throws SQLException {
        int millis = connection.getNetworkTimeout();
        return millis > 0
                ? Finding.ok(
                        NETWORK,
                        "A connection that is silent for " + millis / 1_000 + " s is given up.",
                        "Uma conexão em silêncio por " + millis / 1_000 + " s é abandonada.")
                : Finding.info(
                        NETWORK,
                        "The driver bounds no silence of the network: where the line is cut, a read fails in time, and its"
                                + " connection is kept until the operating system gives it up.",
                        "O driver não limita o silêncio da rede: se a linha cai, a leitura falha no prazo, e a conexão fica"
                                + " presa até o sistema operacional desistir.");
    }

    private static boolean readOnly(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        return connection.isReadOnly();
    }

    private Finding notConnected(Examination examination, CswRefusals refusals, Exception failure) {
        if (Trouble.cause(failure, CswConnections.NoDriver.class) != null
                || String.valueOf(CswRefusals.root(failure).getMessage()).startsWith("No suitable driver")) {
            String name = properties.driver() == null || properties.driver().isBlank() ? "" : " " + properties.driver();
            return Finding.missing(
                    DRIVER,
                    "No JDBC driver" + name
                            + " for this URL: put the vendor's jar into the folder drivers, and check URL and class.",
                    "Nenhum driver JDBC" + name
                            + " para esta URL: coloque o jar do fabricante na pasta drivers e confira URL e classe.");
        }
        return Trouble.of(CONNECTION, properties.url(), failure)
                .orElseGet(() -> refused(examination, refusals, failure));
    }

    private Finding refused(Examination examination, CswRefusals refusals, Exception failure) {
        return switch (refusals.refusal(failure)) {
            case LOGIN ->
                Finding.forbidden(
                        CONNECTION,
                        "CSW refuses user " + properties.user() + ": check user and password.",
                        "O CSW recusa o usuário " + properties.user() + ": confira usuário e senha.");
            case NO_NAMESPACE -> {
                String address = Trouble.address(properties.url());
                yield Finding.missing(
                        CONNECTION,
                        "There is no such namespace or database: " + address + ".",
                        "Não existe esse namespace ou banco: " + address + ".");
            }
            default ->
                refusals.unavailable(CONNECTION, failure).orElseGet(() -> {
                    String said = examination.quote(CswRefusals.root(failure));
                    return Finding.wrong(
                            CONNECTION, "CSW gives no connection: " + said, "O CSW não dá conexão: " + said);
                });
        };
    }

    /** @param companies those whose codes were not found wrong */
    private void suggest(Examination examination, Map<String, String> companies) {
        examination.suggest(PREFIX + "ENABLED", "true");
        examination.suggestAddress(PREFIX + "URL", properties.url());
        examination.suggest(PREFIX + "DRIVER", driver());
        examination.suggest(PREFIX + "TESTQUERY", properties.testQuery());
        examination.suggest(PREFIX + "USER", properties.user());
        examination.suggestSecret(PREFIX + "PASSWORD", properties.password());
        companies.forEach((code, company) -> examination.suggest(PREFIX + "COMPANIES_" + code, company));
        examination.suggest(PREFIX + "ZONE", properties.zone().getId());
        examination.suggest(
                PREFIX + "SQLFOLDER",
                properties.sqlFolder() == null ? "" : properties.sqlFolder().toString());
    }

    /** The vendor's drivers do not all tell {@code DriverManager} of themselves. */
    private String driver() {
        @Nullable String driver = properties.driver();
        if (driver != null && !driver.isBlank()) {
            return driver;
        }
        String url = properties.url().toLowerCase(Locale.ROOT);
        if (url.startsWith("jdbc:cache:")) {
            return "com.intersys.jdbc.CacheDriver";
        }
        return url.startsWith("jdbc:iris:") ? "com.intersystems.jdbc.IRISDriver" : "";
    }
}
