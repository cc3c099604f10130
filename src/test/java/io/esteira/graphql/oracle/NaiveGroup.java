package io.esteira.graphql.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that have the same keys.
 *
 * @param keys by the names of the fields that lead to them
 */
record NaiveGroup(NaiveView view, DescribedType type, Map<List<String>, NaiveKey> keys, List<NaiveRow> rows) {

    /** A key's value, for the type that it was found in. */
    record NaiveKey(DescribedType owner, @Nullable Object value) {

        @Nullable
        Object answer() {
            return value instanceof java.util.UUID id ? GlobalIds.of(owner.name(), id) : value;
        }
    }

    /** Fields of {@code key}. */
    record KeyPart(NaiveGroup group, List<String> path) {

        KeyPart at(String field) {
            return new KeyPart(
                    group, Stream.concat(path.stream(), Stream.of(field)).toList());
        }

        @Nullable
        Object answer() {
            return Objects.requireNonNull(group.keys().get(path), path.toString())
                    .answer();
        }
    }

    /** A function of the rows of a group, still to be told of which field. */
    record Measure(
            NaiveGroup group,
            String function,
            List<NaiveRow> rows,
            @Nullable BigDecimal fraction) {

        @Nullable
        Object of(String field) {
            Object value = group.measure(function, field, rows, fraction);
            boolean rounded = function.equals("avg") || function.equals("percentile");
            return rounded && value != null ? new Approximate((BigDecimal) value, group.magnitude(field, rows)) : value;
        }
    }

    List<NaiveRow> rows(@Nullable Map<String, Object> where) {
        return where == null
                ? rows
                : rows.stream()
                        .filter(row -> new NaiveCondition(view).holds(row, where))
                        .toList();
    }

    @Nullable
    Object measure(String function, String field) {
        return measure(function, field, rows, null);
    }

    private @Nullable Object measure(String function, String field, List<NaiveRow> of, @Nullable BigDecimal fraction) {
        List<Object> values =
                of.stream().flatMap(row -> Stream.ofNullable(value(row, field))).toList();
        if (function.equals("countDistinct")) {
            return (int) values.stream().map(Values::key).distinct().count();
        }
        if (values.isEmpty()) {
            return null;
        }
        return switch (function) {
            case "min" -> values.stream().min(Values::compare).orElseThrow();
            case "max" -> values.stream().max(Values::compare).orElseThrow();
            case "sum" -> sum(values);
            case "avg" -> sum(values).divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
            case "percentile" -> percentile(values, Objects.requireNonNull(fraction));
            default -> throw new IllegalArgumentException(function);
        };
    }

    private BigDecimal magnitude(String field, List<NaiveRow> of) {
        return of.stream()
                .flatMap(row -> Stream.ofNullable(row.value(field)))
                .map(value -> decimal(value).abs())
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO);
    }

    private @Nullable Object value(NaiveRow row, String field) {
        return type.member(field) instanceof DescribedType.One one ? view.one(row, one) : row.value(field);
    }

    private static BigDecimal sum(List<Object> values) {
        return values.stream().map(NaiveGroup::decimal).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal decimal(Object number) {
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) number).longValue());
    }

    /** Between two values the part of the way that the fraction says. */
    private static BigDecimal percentile(List<Object> values, BigDecimal fraction) {
        List<BigDecimal> sorted =
                values.stream().map(NaiveGroup::decimal).sorted().toList();
        BigDecimal place = fraction.multiply(BigDecimal.valueOf(sorted.size() - 1L));
        int below = place.setScale(0, RoundingMode.FLOOR).intValueExact();
        BigDecimal low = sorted.get(below);
        BigDecimal high = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return low.add(high.subtract(low).multiply(place.subtract(BigDecimal.valueOf(below))));
    }
}
