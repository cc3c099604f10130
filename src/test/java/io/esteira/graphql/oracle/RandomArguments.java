package io.esteira.graphql.oracle;

import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Conditions, orders and groups that mean something for the rows that there are. */
final class RandomArguments {

    private static final int DEEPEST = 3;
    private static final List<String> ZONES =
            List.of("America/Sao_Paulo", "UTC", "Asia/Kolkata", "America/New_York", "Pacific/Auckland");

    private final GraphQLSchema schema;
    private final NaiveStore store;
    private final Map<String, List<Object>> samples;
    private final Dice dice;

    /** @param samples values of fields, kept for later questions */
    RandomArguments(GraphQLSchema schema, NaiveStore store, Map<String, List<Object>> samples, Dice dice) {
        this.schema = schema;
        this.store = store;
        this.samples = samples;
        this.dice = dice;
    }

    Map<String, Object> where(DescribedType type) {
        return where(type, 0);
    }

    private Map<String, Object> where(DescribedType type, int depth) {
        Map<String, Object> where = new LinkedHashMap<>();
        int members = dice.chance(0.03) ? 0 : dice.between(1, depth == 0 ? 2 : 1);
        for (int i = 0; i < members; i++) {
            switch (dice.below(depth < DEEPEST ? 10 : 5)) {
                case 5 -> where.put("and", wheres(type, depth));
                case 6 -> where.put("or", wheres(type, depth));
                case 7 -> where.put("not", where(type, depth + 1));
                case 8, 9 -> addRelated(type, depth, where);
                default -> addFilter(type, where);
            }
        }
        return where;
    }

    private List<Map<String, Object>> wheres(DescribedType type, int depth) {
        return Stream.generate(() -> where(type, depth + 1))
                .limit(dice.below(4))
                .toList();
    }

    private void addRelated(DescribedType type, int depth, Map<String, Object> where) {
        List<DescribedType.Member> related = type.members().values().stream()
                .filter(member -> !(member instanceof DescribedType.Value))
                .toList();
        if (related.isEmpty()) {
            addFilter(type, where);
            return;
        }
        DescribedType.Member member = dice.of(related);
        String target =
                switch (member) {
                    case DescribedType.One one -> one.target();
                    case DescribedType.Many many -> many.target();
                    case DescribedType.Value value -> throw new IllegalStateException(value.name());
                };
        where.put(member.name(), where(store.types().get(target), depth + 1));
    }

    private void addFilter(DescribedType type, Map<String, Object> where) {
        List<DescribedType.Value> values =
                type.values().filter(value -> !value.type().equals("JSON")).toList();
        DescribedType.Value value =
                dice.chance(0.05) && type.marksDeleted() ? type.value("deletedAt") : dice.of(values);
        where.put(value.name(), filter(type, value, value.type()));
    }

    private Map<String, Object> filter(DescribedType type, DescribedType.Value value, String as) {
        Map<String, Object> filter = new LinkedHashMap<>();
        List<String> operators = ((GraphQLInputObjectType) schema.getType(as + "Filter"))
                .getFieldDefinitions().stream().map(field -> field.getName()).toList();
        int members = dice.chance(0.03) ? 0 : dice.between(1, dice.chance(0.2) ? 2 : 1);
        for (int i = 0; i < members; i++) {
            String operator = dice.of(operators);
            filter.put(
                    operator,
                    switch (operator) {
                        case "isNull" -> dice.chance(0.5);
                        case "in" ->
                            Stream.generate(() -> operand(type, value, as))
                                    .limit(dice.below(4))
                                    .toList();
                        case "between" -> Map.of("from", operand(type, value, as), "to", operand(type, value, as));
                        case "contains", "startsWith" -> part(String.valueOf(operand(type, value, as)));
                        default -> operand(type, value, as);
                    });
        }
        return filter;
    }

    /** A value that is there, or nearly. */
    private Object operand(DescribedType type, DescribedType.Value value, String as) {
        List<Object> there = samples.computeIfAbsent(type + "." + value.name(), any -> store.rows(type).stream()
                .flatMap(row -> Stream.ofNullable(row.value(value.name())))
                .distinct()
                .toList());
        Object found = there.isEmpty() || dice.chance(0.1) ? unknown(value) : dice.of(there);
        return switch (found) {
            case UUID id -> GlobalIds.of(dice.chance(0.05) ? "Nothing" : type.name(), id);
            case Integer number when as.equals("Decimal") -> new BigDecimal(number);
            case Long number when as.equals("Decimal") -> new BigDecimal(number);
            default -> found;
        };
    }

    private Object unknown(DescribedType.Value value) {
        return switch (value.type()) {
            case "ID" -> new UUID(dice.below(9), 7);
            case "String" -> dice.of("", "x", "Ção", "%", "a_b", "\\", "é", "🎽");
            case "Int" -> dice.between(-3, 30);
            case "Long" -> (long) dice.between(-3, 30);
            case "Decimal" -> BigDecimal.valueOf(dice.between(-100, 10_000), dice.below(4));
            case "Boolean" -> dice.chance(0.5);
            case "Date" -> LocalDate.parse("2026-11-01").plusDays(dice.below(40));
            case "DateTime" -> Instant.parse("2026-11-01T12:00:00Z").plusSeconds(dice.below(2_000_000));
            default -> dice.of(store.types().enumValues(value.type()));
        };
    }

    /** Some of a text, in upper or lower case. */
    private String part(String text) {
        int[] points = text.codePoints().toArray();
        int from = points.length == 0 || dice.chance(0.5) ? 0 : dice.below(points.length);
        int length = points.length == from ? 0 : dice.between(1, Math.min(4, points.length - from));
        String part = new String(points, from, length);
        return switch (dice.below(3)) {
            case 0 -> part.toUpperCase(Locale.ROOT);
            case 1 -> part.toLowerCase(Locale.ROOT);
            default -> part;
        };
    }

    List<Map<String, Object>> orderBy(DescribedType type) {
        return Stream.generate(() -> orderEntry(type, 0))
                .limit(dice.between(1, 3))
                .toList();
    }

    private Map<String, Object> orderEntry(DescribedType type, int depth) {
        List<DescribedType.One> ones = type.only(DescribedType.One.class).toList();
        if (depth < DEEPEST && !ones.isEmpty() && dice.chance(0.25)) {
            DescribedType.One one = dice.of(ones);
            return Map.of(one.name(), orderEntry(store.types().get(one.target()), depth + 1));
        }
        List<DescribedType.Value> values = type.values()
                .filter(value -> !List.of("ID", "JSON").contains(value.type()))
                .toList();
        return Map.of(dice.of(values).name(), direction());
    }

    private String direction() {
        return dice.of("ASC", "DESC");
    }

    List<Map<String, Object>> groupBy(DescribedType type) {
        List<Map<String, Object>> entries = new ArrayList<>();
        Set<List<String>> paths = new HashSet<>();
        int keys = dice.below(4);
        for (int i = 0; i < keys; i++) {
            List<String> path = new ArrayList<>();
            Map<String, Object> entry = groupEntry(type, path);
            if (paths.add(path)) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private Map<String, Object> groupEntry(DescribedType type, List<String> path) {
        List<DescribedType.One> ones = type.only(DescribedType.One.class).toList();
        if (path.size() < DEEPEST && !ones.isEmpty() && dice.chance(0.35)) {
            DescribedType.One one = dice.of(ones);
            path.add(one.name());
            return Map.of(one.name(), groupEntry(store.types().get(one.target()), path));
        }
        DescribedType.Value value =
                dice.of(type.values().filter(any -> !any.type().equals("JSON")).toList());
        path.add(value.name());
        return Map.of(
                value.name(),
                switch (value.type()) {
                    case "Date" -> dice.of("DAY", "WEEK", "MONTH", "QUARTER", "YEAR");
                    case "DateTime" ->
                        Map.of(
                                "unit",
                                dice.of("HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR"),
                                "timeZone",
                                dice.of(ZONES));
                    default -> "VALUE";
                });
    }

    Map<String, Object> having(DescribedType type) {
        return having(type, 0);
    }

    private Map<String, Object> having(DescribedType type, int depth) {
        Map<String, Object> having = new HashMap<>();
        switch (dice.below(depth < 2 ? 7 : 4)) {
            case 4 -> having.put("and", List.of(having(type, depth + 1), having(type, depth + 1)));
            case 5 -> having.put("or", List.of(having(type, depth + 1), having(type, depth + 1)));
            case 6 -> having.put("not", having(type, depth + 1));
            case 0 -> having.put("count", Map.of(dice.of("gt", "lte", "eq", "ne"), dice.below(5)));
            default -> {
                String function = function(type);
                DescribedType.Value value = of(type, function);
                String as = List.of("sum", "avg").contains(function) ? "Decimal" : value.type();
                having.put(function, Map.of(value.name(), filter(type, value, as)));
            }
        }
        return having;
    }

    /** One that the type has: all have texts or days. */
    private String function(DescribedType type) {
        return type.values().anyMatch(DescribedType.Value::number)
                ? dice.of("sum", "avg", "min", "max")
                : dice.of("min", "max");
    }

    private DescribedType.Value of(DescribedType type, String function) {
        boolean number = List.of("sum", "avg").contains(function);
        return dice.of(type.values()
                .filter(value -> number ? value.number() : value.ordered())
                .toList());
    }

    List<Map<String, Object>> groupOrder(DescribedType type, List<Map<String, Object>> groupBy) {
        return Stream.generate(() -> groupOrderEntry(type, groupBy))
                .limit(dice.between(1, 2))
                .toList();
    }

    private Map<String, Object> groupOrderEntry(DescribedType type, List<Map<String, Object>> groupBy) {
        List<Map<String, Object>> orderable = groupBy.stream()
                .filter(entry -> !leaf(entry, type).equals("ID"))
                .toList();
        if (!orderable.isEmpty() && dice.chance(0.4)) {
            return Map.of("key", keyOrder(dice.of(orderable), type));
        }
        if (dice.chance(0.3)) {
            return Map.of("count", direction());
        }
        String function = function(type);
        return Map.of(function, Map.of(of(type, function).name(), direction()));
    }

    private String leaf(Map<String, Object> entry, DescribedType type) {
        String field = entry.keySet().iterator().next();
        return switch (type.member(field)) {
            case DescribedType.One one ->
                leaf(
                        NaiveCondition.object(entry.values().iterator().next()),
                        store.types().get(one.target()));
            case DescribedType.Value value -> value.type();
            case DescribedType.Many many -> throw new IllegalArgumentException(many.name());
        };
    }

    private Map<String, Object> keyOrder(Map<String, Object> entry, DescribedType type) {
        String field = entry.keySet().iterator().next();
        return type.member(field) instanceof DescribedType.One one
                ? Map.of(
                        field,
                        keyOrder(
                                NaiveCondition.object(entry.values().iterator().next()),
                                store.types().get(one.target())))
                : Map.of(field, direction());
    }

    /** Ids of rows of all companies, of another type, of nothing. */
    String id(DescribedType type) {
        return (String) operand(type, type.value("id"), "ID");
    }
}
