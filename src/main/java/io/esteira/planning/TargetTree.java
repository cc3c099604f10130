package io.esteira.planning;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rolls rows of the lowest level up: a whole is the sum of its parts, by construction. */
final class TargetTree {

    private record Level(Function<TargetRow, @Nullable String> code, Function<TargetRow, String> name) {}

    private static final List<Level> LEVELS = List.of(
            new Level(TargetRow::category, row -> Objects.requireNonNullElse(row.category(), "")),
            new Level(TargetRow::style, TargetRow::styleName),
            new Level(TargetRow::item, TargetRow::itemName));

    private TargetTree() {}

    /**
     * As they are to be presented, others after them by code; a phase that has a window and nothing to make is among them.
     *
     * @param rows those with a phase, in the order in which parts are shown
     */
    static List<PhaseTarget> phases(
            Collection<TargetRow> rows,
            Collection<PlanBasis.Window> windows,
            WorkDays workDays,
            LocalDate asOf,
            List<String> presentation) {
        Comparator<String> shown = Comparator.comparingInt((String code) -> place(presentation, code))
                .thenComparing(Comparator.naturalOrder());
        Map<String, List<TargetRow>> byPhase = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> Objects.requireNonNull(row.phase()), () -> new TreeMap<>(shown), Collectors.toList()));
        Map<String, PlanBasis.Window> byCode =
                windows.stream().collect(Collectors.toMap(PlanBasis.Window::phase, Function.identity()));
        byCode.keySet().forEach(code -> byPhase.putIfAbsent(code, List.of()));
        return byPhase.entrySet().stream()
                .map(phase -> phase(phase.getKey(), phase.getValue(), byCode.get(phase.getKey()), workDays, asOf))
                .toList();
    }

    private static int place(List<String> presentation, String code) {
        int place = presentation.indexOf(code);
        return place < 0 ? presentation.size() : place;
    }

    private static PhaseTarget phase(
            String code, List<TargetRow> rows, PlanBasis.@Nullable Window window, WorkDays workDays, LocalDate asOf) {
        String name = rows.isEmpty()
                ? Objects.requireNonNull(window).phaseName()
                : rows.getFirst().phaseName();
        return PhaseTarget.of(
                code,
                name,
                window == null ? null : window.startsOn(),
                window == null ? null : window.endsOn(),
                window == null ? null : workDays.left(window, asOf),
                sum(rows),
                parts(rows, 0));
    }

    private static List<TargetPart> parts(List<TargetRow> rows, int depth) {
        if (depth == LEVELS.size()) {
            return List.of();
        }
        Level level = LEVELS.get(depth);
        Map<String, List<TargetRow>> byCode = rows.stream()
                .filter(row -> level.code().apply(row) != null)
                .collect(Collectors.groupingBy(
                        row -> Objects.requireNonNull(level.code().apply(row)),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byCode.entrySet().stream()
                .map(entry -> new TargetPart(
                        entry.getKey(),
                        level.name().apply(entry.getValue().getFirst()),
                        sum(entry.getValue()),
                        null,
                        parts(entry.getValue(), depth + 1)))
                .toList();
    }

    private static Measures sum(List<TargetRow> rows) {
        return rows.stream().map(TargetRow::measures).reduce(Measures.NONE, Measures::plus);
    }
}
