package io.esteira.inbox;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.CanonicalMappers;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns stored records into canonical rows, or quarantine entries. */
@Component
class RecordMapping {

    private static final Logger log = LoggerFactory.getLogger(RecordMapping.class);

    private record MapperKey(String source, String entity) {}

    private final Map<MapperKey, CanonicalMapper> mappers;
    private final CanonicalWriter writer;
    private final Quarantine quarantine;
    private final StoredRecords stored;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    RecordMapping(
            List<CanonicalMappers> adapters,
            CanonicalWriter writer,
            Quarantine quarantine,
            StoredRecords stored,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.mappers = adapters.stream()
                .flatMap(adapter -> adapter.all().stream())
                .collect(Collectors.toMap(
                        mapper -> new MapperKey(mapper.source(), mapper.entity()), Function.identity()));
        this.writer = writer;
        this.quarantine = quarantine;
        this.stored = stored;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Version of what maps the stream's records; null when nothing does. */
    @Nullable
    Integer version(Stream stream) {
        CanonicalMapper mapper = mappers.get(new MapperKey(stream.source(), stream.entity()));
        return mapper == null ? null : mapper.version();
    }

    /** Maps what the inbox holds of these records now. */
    int map(Stream stream, List<Long> ids) {
        return map(stream, () -> stored.of(stream, ids));
    }

    /**
     * Maps and merges in one transaction, or as a part of the caller's. Where the database refuses a value, the record that
     * holds it is found and quarantined, and the others go on.
     *
     * @param records asked for once no other mapping of the stream runs, so that none is mapped as it was before
     * @return how many went to quarantine
     */
    int map(Stream stream, Supplier<List<StoredRecord>> records) {
        try {
            return inTransaction(() -> write(stream, underLock(stream, records)));
        } catch (RuntimeException e) {
            if (!RefusedValue.caused(e)) {
                throw e;
            }
            return mapApart(stream, records.get().stream().map(StoredRecord::id).toList(), e);
        }
    }

    private int mapApart(Stream stream, List<Long> ids, RuntimeException refusal) {
        if (ids.size() <= 1) {
            return inTransaction(() -> refuse(stream, underLock(stream, () -> stored.of(stream, ids)), refusal));
        }
        int half = ids.size() / 2;
        return map(stream, ids.subList(0, half)) + map(stream, ids.subList(half, ids.size()));
    }

    private int inTransaction(Supplier<Integer> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private List<StoredRecord> underLock(Stream stream, Supplier<List<StoredRecord>> records) {
        awaitTurn(stream);
        return records.get();
    }

    /**
     * For the rest of the caller's transaction no other one maps records of the stream. What follows is counted when it is committed, not with
     * the next second: statistics have to keep up. An instance that freezes here does not hold the others up for ever.
     */
    void awaitTurn(Stream stream) {
        jdbc.sql("""
                        select pg_advisory_xact_lock(hashtext('esteira.mapping'), ?), pg_stat_force_next_flush(),
                               set_config('idle_in_transaction_session_timeout', '60s', true)
                        """).param((int) stream.id()).query().singleRow();
    }

    /** What a record would be refused for by itself, whatever the hub knows; empty when by nothing. */
    Optional<Issue> problem(SourceRecord record) {
        Map<Long, MergeBatch.Refusal> refusals = new LinkedHashMap<>();
        var unused = changes(new StoredRecord(0, record, null), refusals);
        return refusals.values().stream().map(MergeBatch.Refusal::issue).findAny();
    }

    private int write(Stream stream, List<StoredRecord> records) {
        Map<Long, MergeBatch.Refusal> refusals = new LinkedHashMap<>();
        List<MergeBatch.Entry> entries = new ArrayList<>(records.size());
        for (StoredRecord each : records) {
            for (CanonicalChange change : changes(each, refusals)) {
                entries.add(new MergeBatch.Entry(each.id(), each.knownAt(), each.gone(), change));
            }
        }
        refusals.putAll(writer.write(stream.company(), stream.source(), entries));
        return quarantine.keep(stream, records, refusals);
    }

    private int refuse(Stream stream, List<StoredRecord> records, RuntimeException refusal) {
        Issue issue = new Issue(IssueCode.CONFLICT, "payload", RefusedValue.message(refusal));
        Map<Long, MergeBatch.Refusal> refusals = new LinkedHashMap<>();
        records.forEach(each -> refusals.put(each.id(), new MergeBatch.Refusal(issue, "", "")));
        return quarantine.keep(stream, records, refusals);
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
