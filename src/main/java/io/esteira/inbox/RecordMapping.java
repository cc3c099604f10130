package io.esteira.inbox;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.canonical.CanonicalWriter;
import io.esteira.canonical.MergeBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Turns stored records into canonical rows, or quarantine entries. */
@Component
class RecordMapping {

    private static final Logger log = LoggerFactory.getLogger(RecordMapping.class);

    private record MapperKey(String source, String entity) {}

    private final Map<MapperKey, CanonicalMapper> mappers;
    private final CanonicalWriter writer;
    private final Quarantine quarantine;
    private final JdbcClient jdbc;

    RecordMapping(List<CanonicalMapper> mappers, CanonicalWriter writer, Quarantine quarantine, JdbcClient jdbc) {
        this.mappers = mappers.stream()
                .collect(Collectors.toMap(
                        mapper -> new MapperKey(mapper.source(), mapper.entity()), Function.identity()));
        this.writer = writer;
        this.quarantine = quarantine;
        this.jdbc = jdbc;
    }

    /**
     * Maps and merges in one transaction. Records that a later batch has changed meanwhile are left to that batch.
     *
     * @param batchId marked as mapped; null for replays
     * @return how many went to quarantine
     */
    @Transactional
    public int map(Stream stream, @Nullable Long batchId, List<StoredRecord> records) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('esteira.mapping'), ?)")
                .param((int) stream.id())
                .query()
                .singleRow();
        List<StoredRecord> current = batchId == null ? records : stillOf(batchId, records);
        Map<Long, MergeBatch.Refusal> refusals = new LinkedHashMap<>();
        List<MergeBatch.Entry> entries = new ArrayList<>(current.size());
        for (StoredRecord stored : current) {
            List<CanonicalChange> changes = changes(stored, refusals);
            for (CanonicalChange change : changes) {
                entries.add(new MergeBatch.Entry(stored.id(), stored.record().observedAt(), stored.gone(), change));
            }
        }
        refusals.putAll(writer.write(stream.company(), stream.source(), entries));
        int quarantined = quarantine.keep(stream, current, refusals);
        if (batchId != null) {
            jdbc.sql("update hub.inbox_batch set mapped_at = now() where id = ?")
                    .param(batchId)
                    .update();
        }
        return quarantined;
    }

    private List<StoredRecord> stillOf(long batchId, List<StoredRecord> records) {
        boolean overtaken = jdbc.sql("select exists (select 1 from hub.inbox_batch where stream_id = "
                        + "(select stream_id from hub.inbox_batch where id = :batch) and id > :batch)")
                .param("batch", batchId)
                .query(Boolean.class)
                .single();
        if (!overtaken) {
            return records;
        }
        Long[] ids = records.stream().map(StoredRecord::id).toArray(Long[]::new);
        List<Long> current = jdbc.sql("select id from hub.inbox_record where id = any(?) and batch_id = ?")
                .params(ids, batchId)
                .query(Long.class)
                .list();
        java.util.Set<Long> kept = java.util.Set.copyOf(current);
        return records.stream().filter(stored -> kept.contains(stored.id())).toList();
    }

    private List<CanonicalChange> changes(StoredRecord stored, Map<Long, MergeBatch.Refusal> refusals) {
        CanonicalMapper mapper = mappers.get(
                new MapperKey(stored.record().source(), stored.record().entity()));
        if (mapper == null) {
            Issue issue = new Issue(IssueCode.UNKNOWN_CODE, "entity", "no adapter maps this entity");
            refusals.put(stored.id(), new MergeBatch.Refusal(issue, "", ""));
            return List.of();
        }
        return switch (mapSafely(mapper, stored.record())) {
            case MappingResult.Mapped mapped -> mapped.changes();
            case MappingResult.Ignored ignored -> List.of();
            case MappingResult.Rejected rejected -> {
                if (!stored.gone()) {
                    refusals.put(
                            stored.id(),
                            new MergeBatch.Refusal(rejected.issues().getFirst(), "", ""));
                }
                yield List.of();
            }
        };
    }

    /** A mapper that throws is our mistake; it must not hold up the records beside the one that it fails on. */
    private static MappingResult mapSafely(CanonicalMapper mapper, SourceRecord record) {
        try {
            return mapper.map(record);
        } catch (RuntimeException e) {
            log.error(
                    "source={} entity={} sourceKey={} mapper failed",
                    record.source(),
                    record.entity(),
                    record.sourceKey(),
                    e);
            return MappingResult.rejected(
                    IssueCode.CONFLICT,
                    "payload",
                    "the hub's mapper failed on it: " + e.getClass().getSimpleName());
        }
    }
}
