package io.esteira.mapping;

import io.esteira.mapping.CodeMapping.Code;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes mappings in one after the other, next to those that are there, and knows what is to be written in the end. */
final class MappingMerge {

    /** What became of a mapping. */
    enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED,
        REFUSED
    }

    /** @param conflict why it was refused: one that holds at the same time and says something else; else null */
    record Taken(Outcome outcome, @Nullable CodeMapping conflict) {}

    /** A mapping as it will be; {@code row} is null for those that are new. */
    private static final class Entry {
        private final MappingStore.@Nullable Row row;
        private CodeMapping mapping;

        private Entry(MappingStore.@Nullable Row row, CodeMapping mapping) {
            this.row = row;
            this.mapping = mapping;
        }
    }

    /** By first day; those of a code do not overlap, so that one that is to be taken can at most be in the way of its neighbours. */
    private final Map<Code, NavigableMap<LocalDate, Entry>> entries = new HashMap<>();

    MappingMerge(Collection<MappingStore.Row> known) {
        known.forEach(row -> of(row.mapping()).put(start(row.mapping()), new Entry(row, row.mapping())));
    }

    /** Whether there is one of the same code with the same first day, which this would mend. */
    boolean mends(CodeMapping mapping) {
        return same(mapping).isPresent();
    }

    /** A mapping of a source that does not say until when: it ends as the one that it mends. */
    CodeMapping withKnownEnd(CodeMapping mapping) {
        return same(mapping)
                .map(entry -> mapping.until(entry.mapping.validTo()))
                .orElse(mapping);
    }

    /** A mapping of the same code with the same first day is taken for an earlier version of it. */
    Taken take(CodeMapping mapping) {
        Entry same = same(mapping).orElse(null);
        if (same != null && same.mapping.equals(mapping)) {
            return new Taken(Outcome.UNCHANGED, null);
        }
        Optional<CodeMapping> conflict = conflictOfNeighbours(mapping);
        if (conflict.isPresent()) {
            return new Taken(Outcome.REFUSED, conflict.get());
        }
        if (same == null) {
            of(mapping).put(start(mapping), new Entry(null, mapping));
            return new Taken(Outcome.CREATED, null);
        }
        same.mapping = mapping;
        return new Taken(Outcome.UPDATED, null);
    }

    private Optional<Entry> same(CodeMapping mapping) {
        return Optional.ofNullable(of(mapping).get(start(mapping)));
    }

    /** One that holds at the same time for the same code and says something else. */
    Optional<CodeMapping> conflict(CodeMapping mapping) {
        return same(mapping).map(entry -> entry.mapping).or(() -> conflictOfNeighbours(mapping));
    }

    private Optional<CodeMapping> conflictOfNeighbours(CodeMapping mapping) {
        NavigableMap<LocalDate, Entry> all = of(mapping);
        return Stream.of(all.lowerEntry(start(mapping)), all.higherEntry(start(mapping)))
                .filter(Objects::nonNull)
                .map(neighbour -> neighbour.getValue().mapping)
                .filter(neighbour -> neighbour.overlaps(mapping))
                .findFirst();
    }

    private static LocalDate start(CodeMapping mapping) {
        LocalDate first = mapping.validFrom();
        return first == null ? LocalDate.MIN : first;
    }

    List<CodeMapping> created() {
        return all().filter(entry -> entry.row == null)
                .map(entry -> entry.mapping)
                .toList();
    }

    List<MappingStore.Row> updated() {
        List<MappingStore.Row> updated = new ArrayList<>();
        all().forEach(entry -> {
            MappingStore.Row row = entry.row;
            if (row != null && !row.mapping().equals(entry.mapping)) {
                updated.add(new MappingStore.Row(row.id(), row.publicId(), row.companyId(), entry.mapping));
            }
        });
        return updated;
    }

    private Stream<Entry> all() {
        return entries.values().stream().flatMap(ofCode -> ofCode.values().stream());
    }

    private NavigableMap<LocalDate, Entry> of(CodeMapping mapping) {
        return entries.computeIfAbsent(mapping.code(), code -> new TreeMap<>());
    }
}
