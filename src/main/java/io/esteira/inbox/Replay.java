package io.esteira.inbox;

import io.esteira.platform.ChangeSignal;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Maps stored records again: those whose mapping a crash cut off, those whose reference has appeared, those a person asks for. */
@Component
class Replay {

    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    /** A batch that is this old and not mapped has lost its node. */
    private static final Duration ORPHANED_AFTER = Duration.ofSeconds(30);

    private static final int AT_ONCE = 5_000;

    private record Found(short streamId, long inboxId) {}

    private final JdbcClient jdbc;
    private final Streams streams;
    private final RecordMapping mapping;
    private final ObjectProvider<ChangeSignal> signals;

    Replay(JdbcClient jdbc, Streams streams, RecordMapping mapping, ObjectProvider<ChangeSignal> signals) {
        this.jdbc = jdbc;
        this.streams = streams;
        this.mapping = mapping;
        this.signals = signals;
    }

    /** Two nodes may do this at once: mapping the same record twice changes nothing. */
    @Scheduled(fixedDelayString = "${esteira.inbox.replay-every:2s}", initialDelay = 1_000)
    void replayWhatCanBe() {
        jdbc.sql("""
                        select id, stream_id from hub.inbox_batch
                         where mapped_at is null and received_at < now() - make_interval(secs => ?) order by id limit 20
                        """)
                .param(ORPHANED_AFTER.toSeconds())
                .query((row, n) -> new Found(row.getShort("stream_id"), row.getLong("id")))
                .list()
                .forEach(batch -> replayBatch(streams.get(batch.streamId()), batch.inboxId()));
        replay(jdbc.sql("""
                        select r.stream_id, r.id from hub.quarantine q join hub.inbox_record r on r.id = q.inbox_id
                         where q.state = 'WAITING' and hub.is_known(q.company_id, q.source, q.waits_for, q.waits_key)
                         order by r.id limit ?
                        """)
                .param(AT_ONCE)
                .query((row, n) -> new Found(row.getShort("stream_id"), row.getLong("id")))
                .list());
    }

    /** Maps these inbox records again, in the order in which they came. */
    int replayRecords(List<Long> inboxIds) {
        return replay(jdbc.sql("select stream_id, id from hub.inbox_record where id = any(?) order by id")
                .param(inboxIds.toArray(Long[]::new))
                .query((row, n) -> new Found(row.getShort("stream_id"), row.getLong("id")))
                .list());
    }

    private int replay(List<Found> found) {
        found.stream().map(Found::streamId).distinct().sorted().forEach(streamId -> {
            Long[] ids = found.stream()
                    .filter(each -> each.streamId() == streamId)
                    .map(Found::inboxId)
                    .toArray(Long[]::new);
            Stream stream = streams.get(streamId);
            mapping.map(stream, null, load(stream, "r.id = any(?)", ids));
        });
        if (!found.isEmpty()) {
            signals.forEach(ChangeSignal::changed);
        }
        return found.size();
    }

    private void replayBatch(Stream stream, long batchId) {
        log.info("stream={} batch={} is mapped again after its node was lost", stream, batchId);
        mapping.map(stream, batchId, load(stream, "r.batch_id = ?", batchId));
        signals.forEach(ChangeSignal::changed);
    }

    private List<StoredRecord> load(Stream stream, String condition, Object parameter) {
        return jdbc.sql("select " + InboxRows.COLUMNS + ", r.gone_at from hub.inbox_record r where " + condition
                        + " order by r.id")
                .param(parameter)
                .query((row, n) -> new StoredRecord(
                        row.getLong("id"), InboxRows.record(stream, row), row.getTimestamp("gone_at") != null))
                .list();
    }
}
