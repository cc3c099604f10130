package io.esteira.operations;

import io.esteira.adapter.doctor.Finding;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Tells in one sentence of a hub's database that does not answer, refuses the user or does not exist. */
final class DatabaseFailureAnalyzer implements FailureAnalyzer {

    /** Classes of SQLSTATE: connection, invalid authorization, no such database, resources such as connections, shutting down. */
    private static final Set<String> AWAY = Set.of("08", "28", "3D", "53", "57");

    private final Environment environment;

    DatabaseFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && isAway(refusal)) {
                Finding finding = DatabaseDoctor.of(environment).notConnected(refusal);
                return new FailureAnalysis(
                        "Banco do hub: %s ./esteira doctor database diz mais. / The hub's database: %s ./esteira doctor database tells more."
                                .formatted(finding.sentencePt(), finding.sentence()),
                        null,
                        failure);
            }
        }
        return null;
    }

    private static boolean isAway(SQLException refusal) {
        String state = String.valueOf(refusal.getSQLState());
        return AWAY.contains(state.substring(0, Math.min(2, state.length())));
    }
}
