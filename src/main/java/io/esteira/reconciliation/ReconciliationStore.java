package io.esteira.reconciliation;

import io.esteira.platform.Instance;
import io.esteira.platform.SqlFile;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The book of comparisons: which are asked for, which instance is at which, how they ended. */
@Component
class ReconciliationStore {

    /** An instance that has not renewed its comparison for so long is gone. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final int MOST_ATTEMPTS = 3;
    private static final Duration UNREAD_AFTER = Duration.ofMinutes(10);
    private static final String CLAIM = SqlFile.read(ReconciliationStore.class, "claim.sql");
    private static final String COMPLETE = SqlFile.read(ReconciliationStore.class, "complete.sql");

    private final JdbcClient jdbc;

    ReconciliationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Asks for a comparison of a stream, unless one is under way.
     *
     * @param askedBy null for the schedule
     * @return its id; that of the one under way where there is one
     */
    long ask(short stream, @Nullable String askedBy) {
        return insert(stream, askedBy, null)
                .orElseGet(() -> jdbc.sql("select max(id) from hub.reconciliation where stream_id = ?")
                        .param(stream)
                        .query(Long.class)
                        .single());
    }

    /** As the schedule wants it, unless there has been one since it was due. */
    void schedule(short stream, Instant due) {
        Optional<Long> unused = insert(stream, null, due);
    }

    private Optional<Long> insert(short stream, @Nullable String askedBy, @Nullable Instant due) {
        return jdbc.sql("""
                        insert into hub.reconciliation (company_id, stream_id, source, entity, occasion, asked_by)
                        select s.company_id, s.id, s.source, s.entity, case when :by::text is null then 'SCHEDULE' else 'PERSON' end, :by
                          from hub.stream s
                         where s.id = :stream
                           and not exists (select 1 from hub.reconciliation r where r.stream_id = s.id and r.created_at >= :due::timestamptz)
                        on conflict (stream_id) where state in ('QUEUED', 'RUNNING') do nothing
                        returning id
                        """)
                .param("stream", stream)
                .param("by", askedBy, Types.VARCHAR)
                .param("due", due == null ? null : Timestamp.from(due), Types.TIMESTAMP)
                .query(Long.class)
                .optional();
    }

    /** Takes the next one on that can be read here. */
    @Transactional
    public Optional<Claimed> claim(Set<Short> streams) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('esteira.reconciliation'))")
                .query()
                .singleRow();
        return jdbc.sql(CLAIM)
                .param("node", Instance.NAME)
                .param("lease", LEASE.toSeconds())
                .param("streams", streams.toArray(Short[]::new))
                .query((row, n) -> new Claimed(
                        row.getLong("id"),
                        row.getShort("stream_id"),
                        row.getShort("company_id"),
                        row.getInt("attempts")))
                .optional();
    }

    void renew(Claimed claimed) {
        own(claimed, "lease_until = now() + make_interval(secs => ?)", LEASE.toSeconds());
    }

    /** @param rows that the source has shown so far */
    void read(Claimed claimed, long rows) {
        own(claimed, "rows_read = ?", rows);
    }

    /** @param rows whose canonical rows have been looked at so far */
    void checked(Claimed claimed, long rows) {
        own(claimed, "rows_checked = ?", rows);
    }

    /** @param rows that the hub holds, so that people see how far it is */
    void expect(Claimed claimed, long rows) {
        own(claimed, "rows_expected = ?", rows);
    }

    void step(Claimed claimed, Step step) {
        own(claimed, "step = ?", step.name());
    }

    void comparedAt(Claimed claimed, Instant at) {
        own(claimed, "compared_at = ?", Timestamp.from(at));
    }

    private void own(Claimed claimed, String set, Object value) {
        int rows = jdbc.sql(
                        "update hub.reconciliation set " + set + " where id = ? and attempts = ? and state = 'RUNNING'")
                .params(value, claimed.id(), claimed.attempt())
                .update();
        if (rows == 0) {
            throw new Lost(claimed);
        }
    }

    /** With the counts of what was found; in the transaction of the caller. */
    void complete(Claimed claimed, long unlisted, long unchecked) {
        int rows = jdbc.sql(COMPLETE)
                .param("id", claimed.id())
                .param("attempt", claimed.attempt())
                .param("unlisted", unlisted)
                .param("unchecked", unchecked)
                .update();
        if (rows == 0) {
            throw new Lost(claimed);
        }
    }

    /** Ends it for a reason that people are told; nothing that it has found so far is kept. */
    @Transactional
    public void end(Claimed claimed, NotCompared why) {
        forget(claimed.id());
        int unused = jdbc.sql("""
                        update hub.reconciliation set state = ?, step = null, ended_at = now(), message = ?, message_pt = ?
                         where id = ? and attempts = ? and state = 'RUNNING'
                        """)
                .params(why.state(), why.messageEn(), why.messagePt(), claimed.id(), claimed.attempt())
                .update();
    }

    /** What an attempt has left: the next one begins anew. */
    void forget(long id) {
        for (String table : new String[] {"difference", "month"}) {
            jdbc.sql("delete from hub.reconciliation_" + table + " where reconciliation_id = ?")
                    .param(id)
                    .update();
        }
        jdbc.sql("delete from hub.reconciliation_row where reconciliation = ?")
                .param(id)
                .update();
    }

    /** This instance stops: another one, or the next start, begins it anew. */
    void leave(Claimed claimed) {
        jdbc.sql("update hub.reconciliation set state = 'QUEUED', step = null, attempts = attempts - 1 "
                        + "where id = ? and attempts = ? and state = 'RUNNING'")
                .params(claimed.id(), claimed.attempt())
                .update();
    }

    /** Has those begun anew whose instance is gone, and ends those that nobody can read. */
    void expire() {
        jdbc.sql("""
                        update hub.reconciliation
                           set state = case when attempts < ? then 'QUEUED' else 'FAILED' end, step = null,
                               ended_at = case when attempts >= ? then now() end,
                               message = case when attempts >= ? then 'Interrupted again and again: the instances that compared were stopped.' end,
                               message_pt = case when attempts >= ?
                                 then 'Interrompida repetidas vezes: as instâncias que comparavam foram paradas.' end
                         where state = 'RUNNING' and lease_until < now()
                        """)
                .params(MOST_ATTEMPTS, MOST_ATTEMPTS, MOST_ATTEMPTS, MOST_ATTEMPTS)
                .update();
        jdbc.sql("""
                        update hub.reconciliation q
                           set state = 'NOT_COMPARABLE', ended_at = now(), message = 'No instance of the hub reads this route now.',
                               message_pt = 'Nenhuma instância do hub lê esta rota agora.'
                         where q.state = 'QUEUED' and hub.under_maintenance_until(q.company_id, q.source, now()) is null
                           and q.created_at < now() - make_interval(secs => ?)
                           and not exists (select 1 from hub.reconciliation o where o.source = q.source and o.state = 'RUNNING')
                           and not exists (select 1 from hub.reconciliation o
                                            where o.source = q.source and o.ended_at > now() - make_interval(secs => ?))
                        """).params(UNREAD_AFTER.toSeconds(), UNREAD_AFTER.toSeconds()).update();
    }

    /** Nothing reads it: its source hands its records over, and cannot be asked for them. */
    void notComparable(long id) {
        jdbc.sql("""
                        update hub.reconciliation
                           set state = 'NOT_COMPARABLE', ended_at = now(),
                               message = 'Its source hands its records over by itself and cannot be asked for all of them.',
                               message_pt = 'A origem entrega os registros por conta própria e não pode ser consultada por todos eles.'
                         where id = ? and state = 'QUEUED'
                        """).param(id).update();
    }
}
