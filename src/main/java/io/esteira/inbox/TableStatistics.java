package io.esteira.inbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the planner what a first reading brought. PostgreSQL would find out by itself, but minutes later, and until then it
 * plans for empty tables.
 */
@Component
class TableStatistics {

    /** Fewer rows than these mislead no plan. */
    private static final long WORTH_IT = 1_000;

    private final JdbcClient jdbc;

    TableStatistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** After the first complete run of a stream, whose rows may have gone to any table. */
    void afterFirst(SyncRuns.Run run) {
        if (run.stored < WORTH_IT) {
            return;
        }
        jdbc.sql(
                        "select format('analyze hub.%I', tablename) from pg_tables where schemaname = 'hub' order by tablename")
                .query(String.class)
                .list()
                .forEach(analyze -> jdbc.sql(analyze).update());
    }
}
