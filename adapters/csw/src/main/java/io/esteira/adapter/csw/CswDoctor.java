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
import org.jspecify.annotations.Nullable;

/** Connects as the readers do, by one connection, and asks what they ask. */
final class CswDoctor implements SourceDoctor {

    /** For a connection or one question. */
    private static final Duration ONE_ANSWER = Duration.ofSeconds(8);

    private static final String DRIVER = "driver";
    private static final String CONNECTION = "connection";
    private static final String PREFIX = "ESTEIRA_ADAPTERS_CSW_";

    private final CswProperties properties;
    private final CswDialect dialect;
    private final Clock clock;

    CswDoctor(CswProperties properties, Clock clock) {
        this.properties = properties;
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
        suggest(examination);
        Finding connected =
                examination.ask(CONNECTION, ONE_ANSWER, this::connect, failure -> notConnected(examination, failure));
        if (connected.verdict().isUsable()) {
            CswProperties asked = properties.forDoctor(ONE_ANSWER);
            try (CswDatabase database = new CswDatabase(asked)) {
                new CswTables(examination, database, asked, dialect, clock).examine();
            }
        }
        return examination.end();
    }

    private Finding connect() throws SQLException {
        try (Connection connection = new CswConnections(properties).getConnection()) {
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

    private static boolean readOnly(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        return connection.isReadOnly();
    }

    private Finding notConnected(Examination examination, Exception failure) {
        if (failure instanceof CswConnections.NoDriver
                || failure.getMessage() != null && failure.getMessage().startsWith("No suitable driver")) {
            String name = properties.driver() == null || properties.driver().isBlank() ? "" : " " + properties.driver();
            return Finding.missing(
                    DRIVER,
                    "No JDBC driver" + name
                            + " for this URL: put the vendor's jar into the folder drivers, and check URL and class.",
                    "Nenhum driver JDBC" + name
                            + " para esta URL: coloque o jar do fabricante na pasta drivers e confira URL e classe.");
        }
        return Trouble.of(CONNECTION, address(), failure).orElseGet(() -> refused(examination, failure));
    }

    private Finding refused(Examination examination, Exception failure) {
        CswDialect.Refusal refusal =
                failure instanceof SQLException sql ? dialect.refusal(sql) : CswDialect.Refusal.OTHER;
        return switch (refusal) {
            case LOGIN ->
                Finding.forbidden(
                        CONNECTION,
                        "CSW refuses user " + properties.user() + ": check user and password.",
                        "O CSW recusa o usuário " + properties.user() + ": confira usuário e senha.");
            case NO_NAMESPACE ->
                Finding.missing(
                        CONNECTION,
                        "There is no such namespace or database: " + address() + ".",
                        "Não existe esse namespace ou banco: " + address() + ".");
            default -> {
                String said = examination.quote(failure);
                yield Finding.wrong(CONNECTION, "CSW gives no connection: " + said, "O CSW não dá conexão: " + said);
            }
        };
    }

    /** Without the parameters, which may hold a password. */
    private String address() {
        return properties.url().replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//");
    }

    private void suggest(Examination examination) {
        examination.suggest(PREFIX + "ENABLED", "true");
        examination.suggest(PREFIX + "URL", examination.quote(properties.url()));
        @Nullable String driver = properties.driver();
        examination.suggest(PREFIX + "DRIVER", driver == null ? "" : driver);
        examination.suggest(PREFIX + "TESTQUERY", properties.testQuery());
        examination.suggest(PREFIX + "USER", properties.user());
        examination.suggestSecret(PREFIX + "PASSWORD", properties.password());
        properties.companies().forEach((code, company) -> examination.suggest(PREFIX + "COMPANIES_" + code, company));
    }
}
