package io.esteira.adapter.testkit;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.Watermark;
import io.esteira.adapter.canonical.PhaseChange;
import io.esteira.adapter.canonical.Ref;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The smallest source: phases in a map, read in pages of two by key. */
final class ListSource implements SourceReader, CanonicalMapper {

    final TreeMap<String, String> rows = new TreeMap<>();
    final Set<String> hidden = new HashSet<>();
    boolean away;
    int pointReads;

    ListSource with(String key, String name) {
        rows.put(key, "{\"name\":\"" + name + "\"}");
        return this;
    }

    @Override
    public String source() {
        return "list";
    }

    @Override
    public String entity() {
        return "phases";
    }

    @Override
    public Set<String> companies() {
        return Set.of("MATRIZ");
    }

    @Override
    public Duration cadence() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Duration snapshotCadence() {
        return Duration.ofHours(1);
    }

    @Override
    public Iterator<Page> read(ReadRequest request) {
        failIfAway();
        boolean incremental = request.mode() == ReadMode.INCREMENTAL;
        String after = incremental ? request.since().map(Watermark::value).orElse("") : "";
        List<Entry<String, String>> wanted = rows.tailMap(after, false).entrySet().stream()
                .filter(row -> !hidden.contains(row.getKey()))
                .toList();
        return IntStream.iterate(0, start -> start < wanted.size(), start -> start + 2)
                .mapToObj(start -> page(request.company(), wanted.subList(start, Math.min(start + 2, wanted.size()))))
                .iterator();
    }

    private Page page(String company, List<Entry<String, String>> rows) {
        List<SourceRecord> records = rows.stream()
                .map(row -> record(company, row.getKey(), row.getValue()))
                .toList();
        return new Page(records, new Watermark(rows.getLast().getKey()));
    }

    @Override
    public List<SourceRecord> readByKey(String company, Collection<String> sourceKeys) {
        failIfAway();
        pointReads++;
        return sourceKeys.stream()
                .filter(rows::containsKey)
                .map(key -> record(company, key, rows.getOrDefault(key, "")))
                .toList();
    }

    private static SourceRecord record(String company, String key, String payload) {
        return new SourceRecord(
                "list", company, "phases", key, null, Instant.now(), payload.getBytes(StandardCharsets.UTF_8));
    }

    private void failIfAway() {
        if (away) {
            throw new SourceUnavailable("the list is away");
        }
    }

    @Override
    public MappingResult map(SourceRecord record) {
        try {
            JsonNode name = JsonMapper.shared().readTree(record.payload()).get("name");
            return name == null || name.asString().isBlank()
                    ? MappingResult.rejected(IssueCode.MISSING_FIELD, "name", "the phase has no name")
                    : MappingResult.of(
                            new PhaseChange(new Ref(record.sourceKey()), record.sourceKey(), name.asString()));
        } catch (JacksonException e) {
            return MappingResult.rejected(IssueCode.UNREADABLE, "", "not JSON");
        }
    }
}
