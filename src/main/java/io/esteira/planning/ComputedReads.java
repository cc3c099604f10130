package io.esteira.planning;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs statements that join what they have computed themselves. The database cannot tell beforehand how much that is: where it expects
 * little it would join row by row, which takes minutes for what takes seconds otherwise. So it is told not to, to plan for the values at
 * hand, to keep hashes in memory, and not to compile what takes no longer than that. What takes two minutes all the same is ended.
 */
@Component
public class ComputedReads {

    private static final String HOW = """
            select set_config('enable_nestloop', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('work_mem', '64MB', true), set_config('jit', 'off', true),
                   set_config('statement_timeout', '120s', true)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ComputedReads(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** In a transaction of its own, unless there is one. */
    public <T> T read(Supplier<T> statement) {
        return Objects.requireNonNull(transaction.execute(status -> {
            prepare();
            return statement.get();
        }));
    }

    /** For what follows in the transaction of the caller. */
    void prepare() {
        jdbc.sql(HOW).query(row -> {});
    }
}
