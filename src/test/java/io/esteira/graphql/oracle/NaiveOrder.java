package io.esteira.graphql.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order of rows: keys of the rows or of rows that they point to, then the order in which the hub met them. Missing values are the
 * largest.
 *
 * @param arrivalDescending later rows first where all keys are equal: as the last key goes
 */
record NaiveOrder(List<Key> keys, boolean arrivalDescending) {

    record Key(List<DescribedType.One> way, DescribedType.Value value, boolean descending) {}

    /** Where a row stands. */
    record Place(List<@Nullable Object> values, long arrival) {}

    static NaiveOrder of(
            NaiveView view,
            DescribedType type,
            @Nullable List<Map<String, Object>> asked,
            List<DescribedType.Sort> otherwise) {
        List<Key> described = otherwise.stream()
                .filter(sort -> !sort.field().equals("id"))
                .map(sort -> new Key(List.of(), type.value(sort.field()), sort.descending()))
                .toList();
        if (asked == null || asked.isEmpty()) {
            return new NaiveOrder(described, otherwise.getLast().descending());
        }
        List<Key> keys = asked.stream().map(entry -> key(view, type, entry)).toList();
        boolean arrives = view.store().rows(type).stream().anyMatch(row -> row.id() != 0);
        return new NaiveOrder(
                arrives
                        ? keys
                        : Stream.concat(keys.stream(), described.stream()).toList(),
                keys.getLast().descending());
    }

    private static Key key(NaiveView view, DescribedType type, Map<String, Object> entry) {
        List<DescribedType.One> way = new ArrayList<>();
        DescribedType at = type;
        Map<String, Object> inner = entry;
        while (at.member(inner.keySet().iterator().next()) instanceof DescribedType.One one) {
            way.add(one);
            at = view.type(one.target());
            inner = NaiveCondition.object(inner.values().iterator().next());
        }
        String field = inner.keySet().iterator().next();
        return new Key(way, at.value(field), "DESC".equals(inner.get(field)));
    }

    Place place(NaiveView view, NaiveRow row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Key key : keys) {
            values.add(value(view, row, key.way(), key.value().name()));
        }
        return new Place(values, row.id());
    }

    static @Nullable Object value(NaiveView view, NaiveRow row, List<DescribedType.One> way, String field) {
        NaiveRow at = row;
        for (DescribedType.One one : way) {
            at = view.one(at, one);
            if (at == null) {
                return null;
            }
        }
        return at.value(field);
    }

    Comparator<Place> comparator() {
        Comparator<Place> comparator = (_, _) -> 0;
        for (int i = 0; i < keys.size(); i++) {
            int key = i;
            Comparator<Place> byKey =
                    Comparator.comparing(place -> place.values().get(key), Comparator.nullsLast(Values::compare));
            comparator = comparator.thenComparing(keys.get(i).descending() ? byKey.reversed() : byKey);
        }
        Comparator<Place> byArrival = Comparator.comparingLong(Place::arrival);
        return comparator.thenComparing(arrivalDescending ? byArrival.reversed() : byArrival);
    }
}
