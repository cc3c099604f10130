package io.esteira.adapter.pcp;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.SourceDoctor;
import io.esteira.adapter.doctor.Trouble;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Connects as the readers do, and asks what they ask. */
final class PcpDoctor implements SourceDoctor {

    /** For a connection or one question. */
    private static final Duration ONE_ANSWER = Duration.ofSeconds(8);

    /** The pool tells why there is no connection only after its own time, which comes first. */
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private static final String PREFIX = "ESTEIRA_ADAPTERS_PCP_";

    private final PcpProperties properties;
    private final Duration connect;

    PcpDoctor(PcpProperties properties) {
        this(properties, CONNECT);
    }

    PcpDoctor(PcpProperties properties, Duration connect) {
        this.properties = properties;
        this.connect = connect;
    }

    @Override
    public String source() {
        return PcpReader.SOURCE;
    }

    @Override
    public Diagnosis diagnose(Duration within) {
        Examination examination = new Examination(within, properties.password());
        try (PcpServers servers = new PcpServers(properties, connect, ONE_ANSWER)) {
            boolean usable = connects(examination, "connection", servers.first(), properties.url());
            if (servers.second() != servers.first()) {
                usable &= connects(examination, "second connection", servers.second(), properties.secondUrl());
            }
            if (usable) {
                properties.companies().forEach((code, company) -> PcpQuery.all(properties)
                        .forEach(query -> rows(examination.of(company), servers, query, code)));
            }
        }
        suggest(examination);
        return examination.end();
    }

    private boolean connects(Examination examination, String subject, PcpDatabase database, String url) {
        return examination
                .ask(
                        subject,
                        ONE_ANSWER,
                        () -> {
                            try (Connection connection = database.connection()) {
                                String product = connection.getMetaData().getDatabaseProductName() + " "
                                        + connection.getMetaData().getDatabaseProductVersion();
                                return Finding.ok(subject, product + "; read-only.", product + "; somente leitura.");
                            }
                        },
                        failure -> notConnected(examination, subject, url, failure))
                .verdict()
                .isUsable();
    }

    private Finding notConnected(Examination examination, String subject, String url, Exception failure) {
        return switch (state(failure)) {
            case "28000", "28P01" ->
                Finding.forbidden(
                        subject,
                        "The server refuses user " + properties.user() + ": check user and password.",
                        "O servidor recusa o usuário " + properties.user() + ": confira usuário e senha.");
            case "3D000" ->
                Finding.missing(
                        subject,
                        "There is no such database: " + Trouble.address(url) + ".",
                        "Não existe esse banco: " + Trouble.address(url) + ".");
            default -> Trouble.of(subject, url, failure).orElseGet(() -> examination.failed(subject, root(failure)));
        };
    }

    private void rows(Examination examination, PcpServers servers, PcpQuery query, String sourceCompany) {
        String subject = query.entity() + " " + sourceCompany;
        examination.ask(
                subject,
                ONE_ANSWER,
                () -> {
                    long rows = servers.count(query, sourceCompany);
                    return Finding.ok(subject, "Can be read.", "Pode ser lido.").withRows(rows);
                },
                failure -> refused(examination, subject, failure));
    }

    private Finding refused(Examination examination, String subject, Exception failure) {
        String said = examination.quote(root(failure));
        return switch (state(failure)) {
            case "42P01", "3F000", "42703" ->
                Finding.missing(
                        subject,
                        "A table or column is not there: " + said + ". Replace the query in sql-folder.",
                        "Falta uma tabela ou coluna: " + said + ". Substitua a consulta em sql-folder.");
            case "42501" ->
                Finding.forbidden(
                        subject,
                        "User " + properties.user()
                                + " may not read it: GRANT USAGE on the schema, SELECT on the table.",
                        "O usuário " + properties.user() + " não pode lê-lo: GRANT USAGE no schema, SELECT na tabela.");
            default -> examination.failed(subject, root(failure));
        };
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    private static String state(Throwable failure) {
        SQLException refused = Trouble.cause(failure, SQLException.class);
        while (refused != null && Trouble.cause(refused.getCause(), SQLException.class) instanceof SQLException inner) {
            refused = inner;
        }
        return refused == null ? "" : String.valueOf(refused.getSQLState());
    }

    private void suggest(Examination examination) {
        examination.suggest(PREFIX + "ENABLED", "true");
        examination.suggestAddress(PREFIX + "URL", properties.url());
        examination.suggestAddress(PREFIX + "SECONDURL", properties.secondUrl());
        examination.suggest(PREFIX + "USER", properties.user());
        examination.suggestSecret(PREFIX + "PASSWORD", properties.password());
        properties.companies().forEach((code, company) -> examination.suggest(PREFIX + "COMPANIES_" + code, company));
        examination.suggest(PREFIX + "ONCE", Boolean.toString(properties.once()));
        examination.suggest(PREFIX + "SAVEDTARGETS", Boolean.toString(properties.savedTargets()));
    }
}
