package io.esteira.inbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the planner what a reading brings. PostgreSQL would find out by itself, but minutes later, and until then it plans for
 * tables as they were.
 */
@Component
class TableStatistics {

    /**
     * Tables that have doubled. Rows count once they are committed: a table that is analysed while its first rows are on their
     * way is taken for empty until the next time, which is worse than no statistics.
     */
    private static final String GROWN = """
            select relid::regclass::text
              from pg_stat_user_tables
             where schemaname = 'hub' and n_mod_since_analyze >= greatest(1000, n_live_tup / 2)
             order by 1
            """;

    private final JdbcClient jdbc;

    TableStatistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** To be called outside of transactions. A table that another node analyses is left to that one. */
    void keepUp() {
        for (String table : jdbc.sql(GROWN).query(String.class).list()) {
            jdbc.sql("analyze (skip_locked) " + table).update();
        }
    }
}
