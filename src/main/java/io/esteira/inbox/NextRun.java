package io.esteira.inbox;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has a route run once more, wherever it is led, for those who need to know what its next run brings. */
@Component
public class NextRun {

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    /** How the wait ended. */
    public enum Outcome {
        /** A run that began after the wait did has read all that it was to read. */
        COMPLETE,
        /** A person has paused the route, or its source is under maintenance: nothing is on its way. */
        PAUSED,
        /** No run came to its end in time. */
        NOT_IN_TIME
    }

    private final JdbcClient jdbc;

    NextRun(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Asks for a run and waits for its end. Must not be called within a transaction. */
    public Outcome await(short stream, Duration atMost) throws InterruptedException {
        long before = jdbc.sql("select coalesce(max(id), 0) from hub.sync_run where stream_id = ?")
                .param(stream)
                .query(Long.class)
                .single();
        long end = System.nanoTime() + atMost.toNanos();
        boolean asked = !isPaused(stream)
                && jdbc.sql("update hub.stream_state set asked = true where stream_id = ?")
                                .param(stream)
                                .update()
                        > 0;
        while (asked && System.nanoTime() - end < 0) {
            if (hasCompleted(stream, before)) {
                return Outcome.COMPLETE;
            }
            if (isPaused(stream)) {
                return Outcome.PAUSED;
            }
            Thread.sleep(LOOK_EVERY);
        }
        return asked ? Outcome.NOT_IN_TIME : Outcome.PAUSED;
    }

    private boolean hasCompleted(short stream, long before) {
        return jdbc.sql(
                        "select exists (select 1 from hub.sync_run where stream_id = ? and id > ? and outcome = 'COMPLETE')")
                .params(stream, before)
                .query(Boolean.class)
                .single();
    }

    private boolean isPaused(short stream) {
        return jdbc.sql("""
                        select coalesce(t.rests_until > now(), false) or hub.under_maintenance_until(s.company_id, s.source, now()) is not null
                          from hub.stream_state t join hub.stream s on s.id = t.stream_id where t.stream_id = ?
                        """).param(stream).query(Boolean.class).single();
    }
}
