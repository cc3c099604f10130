package io.esteira.inbox;

import io.esteira.platform.Alerts;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Traces;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has stored batches mapped, and books it. One that fails by our fault stays stored, raises an alert and is tried again, later
 * each time; reading goes on.
 */
@Component
class BatchMapping {

    private static final Logger log = LoggerFactory.getLogger(BatchMapping.class);
    private static final String ALERT = "MAPPING_FAILED";

    private static final String STILL_FAILING = """
            select distinct a.subject
              from hub.inbox_batch b
              join hub.stream s on s.id = b.stream_id
              join hub.company c on c.id = s.company_id
              join unnest(?::text[]) as a (subject) on a.subject = s.source || '.' || s.entity || '/' || c.code
             where b.mapped_at is null and b.attempts > 0
            """;

    /** Two streams may change rows of the same orders in another order; the loser of that just goes again. */
    private static final RetryTemplate AFTER_DEADLOCK = new RetryTemplate(RetryPolicy.builder()
            .includes(ConcurrencyFailureException.class)
            .delay(Duration.ofMillis(50))
            .jitter(Duration.ofMillis(50))
            .build());

    private final RecordMapping mapping;
    private final StoredRecords stored;
    private final Alerts alerts;
    private final ChangeSignals signals;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InboxMeters meters;
    private final Traces traces;

    BatchMapping(
            RecordMapping mapping,
            StoredRecords stored,
            Alerts alerts,
            ChangeSignals signals,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            InboxMeters meters,
            Traces traces) {
        this.mapping = mapping;
        this.stored = stored;
        this.alerts = alerts;
        this.signals = signals;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.meters = meters;
        this.traces = traces;
    }

    /**
     * Maps a batch that was just stored; records that a later batch has changed are left to that one.
     *
     * @return how many went to quarantine
     */
    int map(Stream stream, InboxStore.Stored batch) {
        Long id = batch.batchId();
        return id == null ? 0 : map(stream, id, () -> stored.stillOf(stream, id, batch.records()));
    }

    /** Maps a batch that an earlier try or a lost node left. */
    void mapAgain(Stream stream, long batchId) {
        traces.work("map again " + stream.route())
                .from(traceparent(batchId))
                .about("route", stream.route())
                .about("company", stream.company().code())
                .run(() -> map(stream, batchId, () -> stored.ofBatch(stream, batchId)));
    }

    private @Nullable String traceparent(long batchId) {
        return jdbc.sql("select traceparent from hub.inbox_batch where id = ?")
                .param(batchId)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(Function.identity())
                .orElse(null);
    }

    /**
     * Maps records that a person asks for again, in a transaction of their own.
     *
     * @param records asked for once no other mapping of the stream runs
     * @return how many are still not used
     */
    int mapHeld(Stream stream, Supplier<List<StoredRecord>> records) {
        return AFTER_DEADLOCK.invoke(() -> mapping.map(stream, records));
    }

    private int map(Stream stream, long batchId, Supplier<List<StoredRecord>> records) {
        long from = System.nanoTime();
        int quarantined;
        try {
            quarantined = traces.step("map", () -> AFTER_DEADLOCK.invoke(() -> mapAndMark(stream, batchId, records)));
            meters.mapped(stream, quarantined, since(from));
        } catch (RuntimeException e) {
            meters.notMapped(stream, since(from));
            postpone(stream, batchId, e);
            return 0;
        }
        signals.changed();
        return quarantined;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private int mapAndMark(Stream stream, long batchId, Supplier<List<StoredRecord>> records) {
        return Objects.requireNonNull(transaction.execute(status -> {
            int quarantined = mapping.map(stream, () -> isMapped(batchId) ? List.of() : records.get());
            markMapped(stream, batchId);
            return quarantined;
        }));
    }

    /** While this one waited for its turn, another may have mapped the batch. */
    private boolean isMapped(long batchId) {
        return jdbc.sql("select mapped_at is not null from hub.inbox_batch where id = ?")
                .param(batchId)
                .query(Boolean.class)
                .single();
    }

    private void markMapped(Stream stream, long batchId) {
        jdbc.sql(
                        "update hub.inbox_batch set mapped_at = now(), mapper_version = :version where id = :id and mapped_at is null")
                .param("version", mapping.version(stream), Types.SMALLINT)
                .param("id", batchId)
                .update();
    }

    private void postpone(Stream stream, long batchId, RuntimeException failure) {
        log.error("stream={} batch={} cannot be mapped", stream, batchId, failure);
        int attempts = jdbc.sql("update hub.inbox_batch set attempts = attempts + 1 where id = ? returning attempts")
                .param(batchId)
                .query(Integer.class)
                .single();
        Duration pause = SyncRuns.pause(attempts);
        jdbc.sql("update hub.inbox_batch set next_at = now() + make_interval(secs => ?) where id = ?")
                .params(pause.toSeconds(), batchId)
                .update();
        alerts.raise(
                stream.company().id(),
                ALERT,
                stream.toString(),
                new Alerts.Words(
                        "Records were stored and cannot be mapped: " + failure.getMessage(),
                        "Registros foram guardados e não podem ser mapeados: " + failure.getMessage()));
    }

    /** Ends the alerts of streams none of whose batches is left over. */
    void settle() {
        alerts.endOver(ALERT, open -> jdbc.sql(STILL_FAILING)
                .param(open.toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
