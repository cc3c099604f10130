package io.esteira.inbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets runs that found nothing new, which most do; those that did something, or failed, are kept with what came of them. */
@Component
class RunRetention {

    private static final String FORGET = """
            delete from hub.sync_run r
             where r.id in (
               select x.id from hub.sync_run x
                where x.outcome = 'COMPLETE' and x.stored_rows = 0 and x.left_scope_rows = 0 and x.deleted_rows = 0 and x.quarantined_rows = 0
                  and x.ended_at < now() - interval '2 days'
                  and not exists (select 1 from hub.stream_state t where t.run_id = x.id)
                  and not exists (select 1 from hub.inbox_batch b where b.run_id = x.id)
                order by x.ended_at
                limit 10000)
            """;

    private final JdbcClient jdbc;

    RunRetention(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return how many were forgotten */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    int forget() {
        return jdbc.sql(FORGET).update();
    }
}
