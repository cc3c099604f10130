package io.esteira.adapter.csw;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why CSW did not answer a doctor, in words for a person. */
final class CswRefusals {

    private final Examination examination;
    private final CswProperties properties;
    private final CswDialect dialect;

    CswRefusals(Examination examination, CswProperties properties, CswDialect dialect) {
        this.examination = examination;
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
                unavailable(subject, failure).orElseGet(() -> {
                    String said = examination.quote(root(failure));
                    return Finding.wrong(subject, "Fails: " + said, "Falha: " + said);
                });
        };
    }

    /** That the question did not get as far as CSW, which says nothing of it; empty when it did. */
    Optional<Finding> unavailable(String subject, Exception failure) {
        if (cause(failure, SourceUnavailable.class) != null) {
            return Optional.of(Finding.of(
                    Verdict.UNKNOWN,
                    subject,
                    "Not looked at: the hub has used up its queries of this hour (queries-per-hour).",
                    "Não verificado: o hub já usou suas consultas desta hora (queries-per-hour)."));
        }
        // The pool names no cause when nothing is wrong but that all are taken.
        SQLTransientConnectionException none = cause(failure, SQLTransientConnectionException.class);
        return none == null || none.getCause() != null
                ? Optional.empty()
                : Optional.of(Finding.of(
                        Verdict.UNKNOWN,
                        subject,
                        "Not looked at: CSW is still busy with earlier queries on all " + properties.connections()
                                + " connections.",
                        "Não verificado: o CSW ainda está ocupado com consultas anteriores em todas as "
                                + properties.connections() + " conexões."));
    }

    CswDialect.Refusal refusal(Throwable failure) {
        SQLException refused = cause(failure, SQLException.class);
        while (refused != null && cause(refused.getCause(), SQLException.class) instanceof SQLException inner) {
            refused = inner;
        }
        return refused == null ? CswDialect.Refusal.OTHER : dialect.refusal(refused);
    }

    static <T extends Throwable> @Nullable T cause(@Nullable Throwable failure, Class<T> kind) {
        Throwable cause = failure;
        while (cause != null && !kind.isInstance(cause)) {
            cause = cause.getCause();
        }
        return kind.cast(cause);
    }

    static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
