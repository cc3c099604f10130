package io.esteira.inbox;

import io.esteira.platform.Alerts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells of a stream whose records are read and not used, as after a mistake in a query of the site: a run that puts half or more of what
 * it read anew into the quarantine, and at least {@value #FEWEST}. What only waits for another record does not count. It ends with a run
 * that uses most of what it read anew, or once fewer are left in the quarantine.
 */
@Component
class QuarantineAlerts {

    private static final String ALERT = "RECORDS_REFUSED";

    /** Of a few records all may be wrong at the source. */
    private static final int FEWEST = 10;

    /** What a run put there, by reason, the most frequent first. */
    private static final String REFUSED = """
            select sum(count(*)) over () as refused, q.field || ': ' || min(q.message) as example
              from hub.inbox_batch b
              join hub.inbox_record r on r.batch_id = b.id
              join hub.quarantine q on q.inbox_id = r.id and q.state = 'OPEN'
             where b.run_id = ?
             group by q.code, q.field
             order by count(*) desc, q.field
             limit 1
            """;

    private static final String STILL_THERE = """
            select a.subject
              from unnest(?::text[]) as a (subject)
             where (select count(*)
                      from hub.quarantine q
                      join hub.company c on c.id = q.company_id
                     where q.state = 'OPEN' and q.source || '.' || q.entity || '/' || c.code = a.subject) >= ?
            """;

    private record Refused(long refused, String example) {}

    private final JdbcClient jdbc;
    private final Alerts alerts;

    QuarantineAlerts(JdbcClient jdbc, Alerts alerts) {
        this.jdbc = jdbc;
        this.alerts = alerts;
    }

    /** Judges a run that is complete. */
    void judge(SyncRuns.Run run) {
        if (run.stored == 0) {
            return;
        }
        Refused refused = isMost(run, run.quarantined) ? refused(run) : new Refused(0, "");
        if (!isMost(run, refused.refused())) {
            alerts.end(ALERT, run.stream.toString());
        } else if (refused.refused() >= FEWEST) {
            alerts.raise(
                    run.stream.company().id(),
                    ALERT,
                    run.stream.toString(),
                    new Alerts.Words(
                            refused.refused() + " of " + run.stored
                                    + " records that were read anew are in the quarantine, most by "
                                    + refused.example(),
                            refused.refused() + " de " + run.stored
                                    + " registros lidos agora estão na quarentena, a maioria por "
                                    + refused.example()));
        }
    }

    private static boolean isMost(SyncRuns.Run run, long refused) {
        return refused * 2 >= run.stored;
    }

    private Refused refused(SyncRuns.Run run) {
        return jdbc.sql(REFUSED).param(run.id).query(Refused.class).optional().orElse(new Refused(0, ""));
    }

    /** Ends the alerts of streams whose quarantine was cleared otherwise, as by replaying it. */
    void settle() {
        alerts.endOver(ALERT, open -> jdbc.sql(STILL_THERE)
                .param(open.toArray(String[]::new))
                .param(FEWEST)
                .query(String.class)
                .list());
    }
}
