package io.esteira.mapping;

import io.esteira.mapping.CodeMapping.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    private final Map<Code, List<Entry>> entries = new HashMap<>();

    MappingMerge(Collection<MappingStore.Row> known) {
        known.forEach(row -> of(row.mapping()).add(new Entry(row, row.mapping())));
    }

    /** Whether there is one of the same code with the same first day, which this would mend. */
    boolean mends(CodeMapping mapping) {
        return same(mapping).isPresent();
    }

    /** A mapping of the same code with the same first day is taken for an earlier version of it. */
    Taken take(CodeMapping mapping) {
        Entry same = same(mapping).orElse(null);
        if (same != null && same.mapping.equals(mapping)) {
            return new Taken(Outcome.UNCHANGED, null);
        }
        Optional<Entry> conflict = of(mapping).stream()
                .filter(entry -> entry != same && entry.mapping.overlaps(mapping))
                .findFirst();
        if (conflict.isPresent()) {
            return new Taken(Outcome.REFUSED, conflict.get().mapping);
        }
        if (same == null) {
            of(mapping).add(new Entry(null, mapping));
            return new Taken(Outcome.CREATED, null);
        }
        same.mapping = mapping;
        return new Taken(Outcome.UPDATED, null);
    }

    private Optional<Entry> same(CodeMapping mapping) {
        return of(mapping).stream()
                .filter(entry -> Objects.equals(entry.mapping.validFrom(), mapping.validFrom()))
                .findFirst();
    }

    /** One that holds at the same time for the same code and says something else. */
    Optional<CodeMapping> conflict(CodeMapping mapping) {
        return of(mapping).stream()
                .map(entry -> entry.mapping)
                .filter(each -> each.overlaps(mapping))
                .findFirst();
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
        return entries.values().stream().flatMap(List::stream);
    }

    private List<Entry> of(CodeMapping mapping) {
        return entries.computeIfAbsent(mapping.code(), code -> new ArrayList<>());
    }
}
