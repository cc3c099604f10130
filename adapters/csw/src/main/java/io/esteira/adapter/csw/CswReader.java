package io.esteira.adapter.csw;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.Watermark;
import io.esteira.adapter.csw.CswBudget.Turn;
import io.esteira.adapter.rows.RowReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads one {@link CswQuery}. CSW stamps no changes, so a snapshot reads the whole scope, and the inbox compares. Movements
 * are also read incrementally by the day on which they were registered, with an overlap.
 */
final class CswReader extends RowReader {

    static final String SOURCE = "csw";

    /** Keys of one look-up; InterSystems bounds the number of parameters. */
    private static final int LOOK_UP_KEYS = 100;

    private final CswQuery query;
    private final CswDatabase database;
    private final CswProperties properties;
    private final Clock clock;

    CswReader(CswQuery query, CswDatabase database, CswProperties properties, Clock clock) {
        super(SOURCE, query.entity(), properties.companies());
        this.query = query;
        this.database = database;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Duration cadence() {
        return query.cadence();
    }

    @Override
    public Duration snapshotCadence() {
        return query.snapshotCadence();
    }

    @Override
    public Set<String> after() {
        return query.after();
    }

    @Override
    public Iterator<Page> read(ReadRequest request) {
        LocalDate today = LocalDate.now(clock.withZone(properties.zone()));
        LocalDate windowStart = today.minusDays(query.window().toDays());
        boolean incremental = query.incremental() && request.mode() == ReadMode.INCREMENTAL;
        LocalDate since = incremental ? overlapStart(request, windowStart) : windowStart;
        boolean first = request.since().isEmpty();
        CswPages scope = new CswPages(this, request.company(), query.entity(), since, true, today);
        if (!first || !query.history()) {
            return scope;
        }
        return new CswPages(this, request.company(), query.entity() + "-history", since, false, today).then(scope);
    }

    @Override
    public Optional<Watermark> markOf(LocalDate day, Watermark reached) {
        return query.incremental()
                ? Optional.of(day.isBefore(parse(reached.value(), day)) ? reached(day) : reached)
                : Optional.empty();
    }

    @Override
    public Optional<String> dayField() {
        return query.dayColumn();
    }

    private LocalDate overlapStart(ReadRequest request, LocalDate otherwise) {
        return request.since()
                .map(Watermark::value)
                .map(value -> parse(value, otherwise)
                        .minusDays(properties.movementOverlap().toDays()))
                .orElse(otherwise);
    }

    private static LocalDate parse(String value, LocalDate otherwise) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }

    @Override
    public List<SourceRecord> readByKey(String company, Collection<String> sourceKeys) {
        List<String> lookUps =
                sourceKeys.stream().map(this::lookUpValue).distinct().toList();
        List<SourceRecord> found = new ArrayList<>();
        for (int from = 0; from < lookUps.size(); from += LOOK_UP_KEYS) {
            List<String> part = lookUps.subList(from, Math.min(from + LOOK_UP_KEYS, lookUps.size()));
            Map<String, Object> parameters = Map.of("company", sourceCompany(company), "keys", part);
            found.addAll(records(
                    company,
                    database.query(Turn.NEXT, query.entity() + "-by-key", parameters, CswDatabase.ALL, CswRow::read)));
        }
        return found.stream()
                .filter(record -> sourceKeys.contains(record.sourceKey()))
                .toList();
    }

    private String lookUpValue(String sourceKey) {
        int position = query.keyColumns().indexOf(query.lookUpColumn());
        return sourceKey.split(java.util.regex.Pattern.quote(CswQuery.KEY_SEPARATOR), -1)[position];
    }

    /** Rows after a value of the page column, at most {@code rows} of them. */
    List<CswRow> rows(Turn turn, String company, String file, String after, LocalDate since, int rows) {
        Map<String, Object> parameters =
                Map.of("company", sourceCompany(company), "after", after, "since", since.toString());
        return database.query(turn, file, parameters, rows, CswRow::read);
    }

    List<SourceRecord> records(String company, List<CswRow> rows) {
        Instant now = clock.instant();
        Map<String, Integer> alike = new HashMap<>();
        List<SourceRecord> records = new ArrayList<>(rows.size());
        for (CswRow row : rows) {
            String key = query.keyColumns().stream().map(row::text).collect(Collectors.joining(CswQuery.KEY_SEPARATOR));
            int number = alike.merge(key, 1, Integer::sum);
            String unique = number == 1 ? key : key + CswQuery.KEY_SEPARATOR + '#' + number;
            records.add(record(company, unique, now, row.json()));
        }
        return records;
    }

    String pageColumn() {
        return query.pageColumn();
    }

    int pageRows() {
        return properties.pageRows();
    }

    /** How far a run has come: the day up to which movements are known; for snapshots only that there was one. */
    Watermark reached(LocalDate today) {
        return new Watermark(today.toString());
    }
}
