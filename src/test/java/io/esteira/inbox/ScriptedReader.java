package io.esteira.inbox;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.Watermark;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A source under the test's hand: phases in CSW's words, of the company that CSW does not serve. */
final class ScriptedReader implements SourceReader {

    static final String COMPANY = "LATICINIO";

    /** What the scope shows; a test changes it between runs. */
    final Map<String, String> scope = new LinkedHashMap<>();
    /** What a point read finds beside the scope. */
    final Map<String, String> outside = new LinkedHashMap<>();

    final List<ReadRequest> requests = new ArrayList<>();
    /** Happens at the source, or in the hub, once a run has begun. */
    Runnable whileReading = () -> {};

    boolean away;
    boolean mayShowNothing;
    int pageRows = 1_000;
    Duration cadence = Duration.ZERO;
    Duration snapshotCadence = Duration.ZERO;
    boolean readsFromADay;

    private final String entity;

    ScriptedReader(String entity) {
        this.entity = entity;
    }

    ScriptedReader withPhases(String prefix, int count) {
        IntStream.range(0, count).forEach(i -> scope.put(prefix + i, phase(prefix + i, "Fase " + i)));
        return this;
    }

    static String phase(String code, String name) {
        return "{\"codfase\":\"" + code + "\",\"nome\":\"" + name + "\"}";
    }

    @Override
    public String source() {
        return "csw";
    }

    @Override
    public String entity() {
        return entity;
    }

    @Override
    public Set<String> companies() {
        return Set.of(COMPANY);
    }

    @Override
    public Duration cadence() {
        return cadence;
    }

    @Override
    public Duration snapshotCadence() {
        return snapshotCadence;
    }

    @Override
    public boolean mayShowNothing() {
        return mayShowNothing;
    }

    @Override
    public Optional<Watermark> markOf(LocalDate day, Watermark reached) {
        return readsFromADay ? Optional.of(new Watermark(day.toString())) : Optional.empty();
    }

    @Override
    public Iterator<Page> read(ReadRequest request) {
        requests.add(request);
        if (away) {
            throw new SourceUnavailable("the test took the source away");
        }
        whileReading.run();
        List<SourceRecord> records = scope.entrySet().stream()
                .map(row -> record(row.getKey(), row.getValue()))
                .toList();
        List<Page> pages = new ArrayList<>();
        for (int from = 0; from < records.size(); from += pageRows) {
            int to = Math.min(from + pageRows, records.size());
            pages.add(new Page(records.subList(from, to), new Watermark(String.valueOf(to))));
        }
        return pages.iterator();
    }

    @Override
    public List<SourceRecord> readByKey(String company, Collection<String> keys) {
        return keys.stream()
                .filter(key -> scope.containsKey(key) || outside.containsKey(key))
                .map(key -> record(key, scope.getOrDefault(key, outside.getOrDefault(key, ""))))
                .toList();
    }

    SourceRecord record(String key, String payload) {
        return new SourceRecord(
                source(), COMPANY, entity, key, null, Instant.now(), payload.getBytes(StandardCharsets.UTF_8));
    }
}
