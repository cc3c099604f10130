package io.esteira.inbox;

import io.esteira.platform.ChangeSignals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Maps stored records again: those whose mapping a crash cut off, those whose reference has appeared, those a person asks for. */
@Component
class Replay {

    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    /** A batch that is this old and not mapped has lost its node, as has one of a run that another node has followed. */
    private static final Duration ORPHANED_AFTER = Duration.ofSeconds(30);

    private static final int BATCHES_AT_ONCE = 20;
    private static final int RECORDS_AT_ONCE = 5_000;

    private record Found(short streamId, long id) {}

    private final JdbcClient jdbc;
    private final Streams streams;
    private final BatchMapping batches;
    private final RecordMapping mapping;
    private final QuarantineAlerts quarantine;
    private final ChangeSignals signals;

    Replay(
            JdbcClient jdbc,
            Streams streams,
            BatchMapping batches,
            RecordMapping mapping,
            QuarantineAlerts quarantine,
            ChangeSignals signals) {
        this.jdbc = jdbc;
        this.streams = streams;
        this.batches = batches;
        this.mapping = mapping;
        this.quarantine = quarantine;
        this.signals = signals;
    }

    /** Two nodes may do this at once: mapping the same record twice changes nothing. */
    @Scheduled(fixedDelayString = "${esteira.inbox.replay-every:2s}", initialDelay = 1_000)
    void replayWhatCanBe() {
        replayBatches();
        replayWaiting();
        quarantine.settle();
    }

    private void replayBatches() {
        List<Found> left = find("""
                select stream_id, id from hub.inbox_batch b
                 where mapped_at is null
                   and (coalesce(next_at, received_at + make_interval(secs => ?)) < now()
                     or next_at is null and exists (select 1 from hub.sync_run r where r.id = b.run_id and r.outcome = 'ABANDONED'))
                 order by id limit ?
                """, ORPHANED_AFTER.toSeconds(), BATCHES_AT_ONCE);
        byStream(left).forEach((stream, ids) -> {
            log.info("stream={} batches={} are mapped again", stream, ids);
            ids.forEach(id -> batches.mapAgain(stream, id));
        });
        batches.settle();
    }

    /** What is known and still not taken comes again later each time, so that it does not keep the others waiting. */
    private void replayWaiting() {
        List<Found> known = find("""
                select r.stream_id, r.id from hub.quarantine q join hub.inbox_record r on r.id = q.inbox_id
                 cross join lateral hub.knows(q.company_id, q.source, q.waits_for, q.waits_key) thing (known)
                 where q.state = 'WAITING' and thing.known
                   and q.updated_at + make_interval(secs => least(300, 2 ^ least(q.attempts - 1, 9))) < now()
                 order by r.id limit ?
                """, RECORDS_AT_ONCE);
        byStream(known).forEach((stream, ids) -> {
            try {
                mapping.map(stream, ids);
            } catch (RuntimeException e) {
                log.error("stream={} records={} cannot be mapped", stream, ids.size(), e);
                postpone(ids);
            }
        });
        if (!known.isEmpty()) {
            announce();
        }
    }

    /** To be called once what was mapped is committed. */
    void announce() {
        signals.changed();
    }

    private void postpone(List<Long> ids) {
        jdbc.sql("""
                        update hub.quarantine set attempts = attempts + 1, updated_at = now() where state = 'WAITING' and inbox_id = any(?)
                        """).param(ids.toArray(Long[]::new)).update();
    }

    /** Maps these inbox records again, in the order in which they came, in the transaction of the caller. */
    void replayRecords(List<Long> inboxIds) {
        List<Found> found = find("select stream_id, id from hub.inbox_record where id = any(?) order by id", (Object)
                inboxIds.toArray(Long[]::new));
        byStream(found).forEach(mapping::map);
    }

    private List<Found> find(String sql, Object... parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, n) -> new Found(row.getShort("stream_id"), row.getLong("id")))
                .list();
    }

    private Map<Stream, List<Long>> byStream(List<Found> found) {
        return found.stream()
                .collect(Collectors.groupingBy(
                        each -> streams.get(each.streamId()),
                        LinkedHashMap::new,
                        Collectors.mapping(Found::id, Collectors.toList())));
    }
}
