package io.esteira.inbox;

import io.esteira.platform.ChangeSignals;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is done about stored records that a comparison has found at fault. */
@Component
public class RecordMending {

    private final JdbcClient jdbc;
    private final Streams streams;
    private final StoredRecords stored;
    private final BatchMapping batches;
    private final ChangeSignals signals;

    RecordMending(JdbcClient jdbc, Streams streams, StoredRecords stored, BatchMapping batches, ChangeSignals signals) {
        this.jdbc = jdbc;
        this.streams = streams;
        this.stored = stored;
        this.batches = batches;
        this.signals = signals;
    }

    /** @param records ids of records of the stream, some hundreds, that are mapped again in a transaction of their own */
    public void mapAgain(short streamId, List<Long> records) {
        Stream stream = streams.get(streamId);
        int unused = batches.mapHeld(stream, () -> stored.of(stream, records));
        signals.changed();
    }

    /**
     * Takes records that their source has not shown and a point read has not found as missed once, so that the next complete run that does not
     * find them either takes them as gone. Without it those that had left the scope are never looked for again.
     *
     * @param keys of the stream's records at their source
     */
    public void missed(short streamId, Collection<String> keys) {
        jdbc.sql("""
                        update hub.inbox_record set in_scope = true, absent_runs = greatest(absent_runs, ?)
                         where stream_id = ? and source_key = any(?) and gone_at is null
                        """)
                .params(SnapshotComparison.RUNS_UNTIL_GONE - 1, streamId, keys.toArray(String[]::new))
                .update();
    }
}
