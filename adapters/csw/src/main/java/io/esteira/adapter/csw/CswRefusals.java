package io.esteira.adapter.csw;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Trouble;
import io.esteira.adapter.doctor.Verdict;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/** Why CSW did not answer a doctor, in words for a person. */
final class CswRefusals {

    private final Examination examination;
    private final CswDatabase database;
    private final CswProperties properties;
    private final CswDialect dialect;

    CswRefusals(Examination examination, CswDatabase database, CswProperties properties, CswDialect dialect) {
        this.examination = examination;
        this.database = database;
        this.properties = properties;
        this.dialect = dialect;
    }

    Finding finding(String subject, Exception failure) {
        String user = properties.user();
        return switch (refusal(failure)) {
            case NO_TABLE ->
                Finding.missing(
                        subject,
                        "There is no such table: check the namespace, or replace the query in sql-folder.",
                        "Não existe essa tabela: confira o namespace ou substitua a consulta em sql-folder.");
            case NO_RIGHT ->
                Finding.forbidden(
                        subject,
                        "User " + user + " may not read it: GRANT SELECT.",
                        "O usuário " + user + " não pode lê-la: GRANT SELECT.");
            case NO_COLUMN, LOGIN, NO_NAMESPACE, OTHER ->
                unavailable(subject, failure).orElseGet(() -> examination.failed(subject, root(failure)));
        };
    }

    /** That the question did not get as far as CSW, which says nothing of it; empty when it did. */
    Optional<Finding> unavailable(String subject, Exception failure) {
        if (Trouble.cause(failure, SourceUnavailable.class) != null) {
            return Optional.of(Finding.of(
                    Verdict.UNKNOWN,
                    subject,
                    "Not looked at: the hub has used up its queries of this hour (queries-per-hour).",
                    "Não verificado: o hub já usou suas consultas desta hora (queries-per-hour)."));
        }
        // The pool names no cause when all are taken, or when the first attempt has not ended by itself yet.
        SQLTransientConnectionException none = Trouble.cause(failure, SQLTransientConnectionException.class);
        if (none == null || none.getCause() != null) {
            return Optional.empty();
        }
        return Optional.of(database.spareConnections() > 0 ? Trouble.silent(subject, properties.url()) : busy(subject));
    }

    private Finding busy(String subject) {
        return Finding.of(
                Verdict.UNKNOWN,
                subject,
                "Not looked at: CSW is still busy with earlier queries on all " + properties.connections()
                        + " connections.",
                "Não verificado: o CSW ainda está ocupado com consultas anteriores em todas as "
                        + properties.connections() + " conexões.");
    }

    CswDialect.Refusal refusal(Throwable failure) {
        SQLException refused = Trouble.cause(failure, SQLException.class);
        while (refused != null && Trouble.cause(refused.getCause(), SQLException.class) instanceof SQLException inner) {
            refused = inner;
        }
        return refused == null ? CswDialect.Refusal.OTHER : dialect.refusal(refused);
    }

    static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
