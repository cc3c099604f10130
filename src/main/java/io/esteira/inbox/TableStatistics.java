package io.esteira.inbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the planner what a first reading brings: of a company or source that is new it knows nothing, plans for no row at all,
 * and a full page then takes minutes. PostgreSQL would find out by itself, but later. So a first reading begins with a small
 * part of a page, after which the tables are analysed, and goes on with larger ones.
 */
@Component
class TableStatistics {

    /** So few rows mislead no plan for long. */
    private static final int FEW = 500;

    /** Rows may become this many times as many before plans suffer. */
    private static final int GROWTH = 8;

    /**
     * Rows count once they are committed: a table that is analysed while its first rows are on their way is taken for empty
     * until the next time.
     */
    private static final String CHANGED = """
            select relid::regclass::text from pg_stat_user_tables
             where schemaname = 'hub' and n_mod_since_analyze >= ? order by 1
            """;

    private final JdbcClient jdbc;

    TableStatistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many records more of a run may be written before statistics follow. */
    static int mostAtOnce(SyncRuns.Run run) {
        return run.first ? Math.toIntExact(Math.max(FEW, (GROWTH - 1) * run.read)) : Integer.MAX_VALUE;
    }

    /** To be called outside of transactions, after each part. A table that another node analyses is left to that one. */
    void keepUp(SyncRuns.Run run) {
        if (!run.first || run.stored < Math.max(FEW, GROWTH * run.analysed)) {
            return;
        }
        run.analysed = run.stored;
        for (String table : jdbc.sql(CHANGED).param(FEW / 2).query(String.class).list()) {
            jdbc.sql("analyze (skip_locked) " + table).update();
        }
    }
}
