package io.esteira.graphql.oracle;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the rows of a list into groups. */
final class NaiveGroups {

    /** A field that groups are told apart by. */
    private record Key(
            List<String> path,
            List<DescribedType.One> way,
            DescribedType owner,
            DescribedType.Value value,
            Object bucket) {}

    private final NaiveView view;
    private final DescribedType type;
    private final Arguments arguments;

    NaiveGroups(NaiveView view, DescribedType type, Arguments arguments) {
        this.view = view;
        this.type = type;
        this.arguments = arguments;
    }

    List<NaiveGroup> all() {
        List<Map<String, Object>> groupBy = Objects.requireNonNullElse(arguments.list("groupBy"), List.of());
        List<Key> keys = groupBy.stream().map(this::key).toList();
        Map<String, Object> having = having();
        Integer limit = arguments.number("limit");
        return groups(keys).stream()
                .filter(group -> having == null || holds(group, having))
                .sorted(order(keys))
                .limit(limit == null ? Long.MAX_VALUE : limit)
                .toList();
    }

    private @Nullable Map<String, Object> having() {
        Object having = arguments.given().get("having");
        return having == null ? null : NaiveCondition.object(having);
    }

    private List<NaiveGroup> groups(List<Key> keys) {
        List<NaiveRow> rows = view.all(type).stream()
                .filter(row -> new NaiveCondition(view).listed(row, arguments.where()))
                .toList();
        if (keys.isEmpty()) {
            return List.of(new NaiveGroup(view, type, Map.of(), rows));
        }
        Map<List<@Nullable Object>, NaiveGroup> groups = new LinkedHashMap<>();
        for (NaiveRow row : rows) {
            Map<List<String>, NaiveGroup.NaiveKey> values = new LinkedHashMap<>();
            List<@Nullable Object> same = new ArrayList<>();
            for (Key key : keys) {
                Object value = bucket(key, row);
                values.put(key.path(), new NaiveGroup.NaiveKey(key.owner(), value));
                same.add(Values.key(value));
            }
            groups.computeIfAbsent(same, any -> new NaiveGroup(view, type, values, new ArrayList<>()))
                    .rows()
                    .add(row);
        }
        return List.copyOf(groups.values());
    }

    private Key key(Map<String, Object> entry) {
        List<String> path = new ArrayList<>();
        List<DescribedType.One> way = new ArrayList<>();
        DescribedType at = type;
        Map<String, Object> inner = entry;
        while (true) {
            String field = inner.keySet().iterator().next();
            Object said = Objects.requireNonNull(inner.get(field));
            path.add(field);
            if (!(at.member(field) instanceof DescribedType.One one)) {
                return new Key(path, way, at, at.value(field), said);
            }
            way.add(one);
            at = view.type(one.target());
            inner = NaiveCondition.object(said);
        }
    }

    private @Nullable Object bucket(Key key, NaiveRow row) {
        Object value = NaiveOrder.value(view, row, key.way(), key.value().name());
        return switch (value) {
            case LocalDate day -> firstDay(day, (String) key.bucket());
            case Instant moment -> begin(moment, NaiveCondition.object(key.bucket()));
            case null, default -> value;
        };
    }

    private static LocalDate firstDay(LocalDate day, String unit) {
        return switch (unit) {
            case "DAY" -> day;
            case "WEEK" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "MONTH" -> day.withDayOfMonth(1);
            case "QUARTER" -> day.with(IsoFields.DAY_OF_QUARTER, 1);
            case "YEAR" -> day.withDayOfYear(1);
            default -> throw new IllegalArgumentException(unit);
        };
    }

    private static Instant begin(Instant moment, Map<String, Object> bucket) {
        ZoneId zone = ZoneId.of(String.valueOf(bucket.get("timeZone")));
        String unit = String.valueOf(bucket.get("unit"));
        ZonedDateTime there = moment.atZone(zone);
        return unit.equals("HOUR")
                ? there.truncatedTo(ChronoUnit.HOURS).toInstant()
                : firstDay(there.toLocalDate(), unit).atStartOfDay(zone).toInstant();
    }

    private static boolean holds(NaiveGroup group, Map<String, Object> having) {
        return having.entrySet().stream().allMatch(entry -> switch (entry.getKey()) {
            case "and" -> NaiveCondition.objects(entry.getValue()).stream().allMatch(part -> holds(group, part));
            case "or" -> NaiveCondition.objects(entry.getValue()).stream().anyMatch(part -> holds(group, part));
            case "not" -> !holds(group, NaiveCondition.object(entry.getValue()));
            case "count" -> Values.matches(group.rows().size(), NaiveCondition.object(entry.getValue()));
            default ->
                NaiveCondition.object(entry.getValue()).entrySet().stream()
                        .allMatch(measure -> Values.matches(
                                group.measure(entry.getKey(), measure.getKey()),
                                NaiveCondition.object(measure.getValue())));
        });
    }

    private Comparator<NaiveGroup> order(List<Key> keys) {
        Comparator<NaiveGroup> order = (_, _) -> 0;
        for (Map<String, Object> entry :
                Objects.requireNonNullElse(arguments.orderBy(), List.<Map<String, Object>>of())) {
            order = order.thenComparing(order(entry));
        }
        for (Key key : keys) {
            order = order.thenComparing(byKey(key.path(), "ASC"));
        }
        return order;
    }

    private static Comparator<NaiveGroup> order(Map<String, Object> entry) {
        String name = entry.keySet().iterator().next();
        Object said = Objects.requireNonNull(entry.get(name));
        if (name.equals("count")) {
            return missingLast(said, group -> group.rows().size());
        }
        List<String> path = new ArrayList<>();
        while (said instanceof Map<?, ?> inner) {
            path.add(String.valueOf(inner.keySet().iterator().next()));
            said = inner.values().iterator().next();
        }
        return name.equals("key")
                ? byKey(path, said)
                : missingLast(said, group -> group.measure(name, path.getFirst()));
    }

    private static Comparator<NaiveGroup> byKey(List<String> path, Object direction) {
        return missingLast(
                direction,
                group -> Objects.requireNonNull(group.keys().get(path)).value());
    }

    private interface Of {
        @Nullable
        Object value(NaiveGroup group);
    }

    private static Comparator<NaiveGroup> missingLast(Object direction, Of of) {
        Comparator<Object> values = Values::compare;
        Comparator<@Nullable Object> withMissing =
                Comparator.nullsLast(direction.equals("DESC") ? values.reversed() : values);
        return (one, other) -> withMissing.compare(of.value(one), of.value(other));
    }
}
