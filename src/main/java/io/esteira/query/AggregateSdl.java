package io.esteira.query;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Schema text of groups: by what rows can be grouped, and what can be asked of a group. */
final class AggregateSdl {

    /** Ends of the names of answer types, whose fields are found by their names. */
    static final List<String> TYPES = List.of("GroupKey", "Aggregate", "Counts", "Numbers", "Values");

    private static final Predicate<Attribute.Column> NUMBER =
            column -> column.kind().number();
    private static final Predicate<Attribute.Column> ORDERED =
            column -> column.kind().ordered();

    private final StringBuilder types = new StringBuilder();
    private final StringBuilder query = new StringBuilder();

    String types() {
        return types.toString();
    }

    /** Fields of Query. */
    String query() {
        return query.toString();
    }

    /** @param what first sentence of the type's description */
    void add(Entity entity, String what) {
        addGroupBy(entity, what);
        String many = entity.many();
        if (many != null) {
            addMeasures(entity, what);
            addAggregate(entity, what);
            addHaving(entity, what);
            addOrderBy(entity, what);
            addRootField(entity, what, many);
        }
    }

    private void addGroupBy(Entity entity, String what) {
        add(
                "input %sGroupBy",
                entity, "By what to group: " + what + ". Give exactly one field each.", attribute -> {
                    return switch (attribute) {
                        case Attribute.Column column -> grouping(column.kind());
                        case Attribute.ToOne one -> one.target() + "GroupBy";
                        case Attribute.ToMany many -> null;
                    };
                });
        add(
                "type %sGroupKey",
                entity, "What the rows of a group have in common: " + what + ".", attribute -> {
                    return switch (attribute) {
                        case Attribute.Column column -> column.kind() == Kind.JSON ? null : column.type();
                        case Attribute.ToOne one -> one.target() + "GroupKey";
                        case Attribute.ToMany many -> null;
                    };
                });
    }

    private static @Nullable String grouping(Kind kind) {
        return switch (kind) {
            case JSON -> null;
            case DATE -> "DateUnit";
            case DATE_TIME -> "TimeBucket";
            default -> "Grouping";
        };
    }

    private void addMeasures(Entity entity, String what) {
        add(
                "type %sCounts",
                entity,
                "How many different values there are: " + what + ".",
                attribute -> attribute instanceof Attribute.ToMany ? null : "Int!");
        addColumns("type %sNumbers", entity, "A number of a group, by field: " + what + ".", NUMBER, any -> "Decimal");
        addColumns(
                "type %sValues",
                entity, "A value of a group, by field: " + what + ".", ORDERED, Attribute.Column::type);
    }

    private void addAggregate(Entity entity, String what) {
        String where = "(\"Of those rows of the group for which this holds.\" where: %sWhere)".formatted(entity.type());
        types.append("""
                "A group of rows: %2$s."
                type %1$sAggregate {
                  "What they have in common; only fields that groupBy names can be asked for."
                  key: %1$sGroupKey!
                  "How many there are."
                  count%3$s: Int!
                  "How many different values each field has; a missing value is none."
                  countDistinct%3$s: %1$sCounts!
                """.formatted(entity.type(), what, where));
        if (has(entity, NUMBER)) {
            types.append("""
                  "Sum; null when no row has a value."
                  sum%2$s: %1$sNumbers!
                  "Arithmetic mean of the rows that have a value; null when none has."
                  avg%2$s: %1$sNumbers!
                  "The value below which that part of the values lies, interpolated, with 15 digits; null when no row has a value."
                  percentile("Which part, from 0 to 1: 0.5 is the median." fraction: Decimal!, "Of those rows of the group for which this holds." where: %1$sWhere): %1$sNumbers!
                """.formatted(entity.type(), where));
        }
        if (has(entity, ORDERED)) {
            types.append("""
                  "The least value; null when no row has one."
                  min%2$s: %1$sValues!
                  "The greatest value; null when no row has one."
                  max%2$s: %1$sValues!
                """.formatted(entity.type(), where));
        }
        types.append("}\n");
    }

    private void addHaving(Entity entity, String what) {
        addColumns(
                "input %sNumbersHaving",
                entity, "Conditions on a number of a group: " + what + ".", NUMBER, any -> "DecimalFilter");
        addColumns(
                "input %sValuesHaving",
                entity, "Conditions on a value of a group: " + what + ".", ORDERED, column -> column.type() + "Filter");
        types.append("""
                "Conditions on groups: %2$s. All that are given must hold."
                input %1$sHaving {
                  "All of these hold."
                  and: [%1$sHaving!]
                  "At least one of these holds."
                  or: [%1$sHaving!]
                  "This does not hold."
                  not: %1$sHaving
                  "By how many rows there are."
                  count: IntFilter
                """.formatted(entity.type(), what));
        if (has(entity, NUMBER)) {
            addFields(Stream.of("sum", "avg"), "By this number.", entity.type() + "NumbersHaving");
        }
        if (has(entity, ORDERED)) {
            addFields(Stream.of("min", "max"), "By this value.", entity.type() + "ValuesHaving");
        }
        types.append("}\n");
    }

    private void addOrderBy(Entity entity, String what) {
        addColumns(
                "input %sNumbersOrderBy",
                entity, "Order by a number of a group: " + what + ".", NUMBER, any -> "Direction");
        addColumns(
                "input %sValuesOrderBy",
                entity, "Order by a value of a group: " + what + ".", ORDERED, any -> "Direction");
        types.append("""
                "Order of groups: %2$s. Give exactly one each; groups without a value come last."
                input %1$sAggregateOrderBy {
                  "By a field that groupBy names."
                  key: %1$sOrderBy
                  "By how many rows there are."
                  count: Direction
                """.formatted(entity.type(), what));
        if (has(entity, NUMBER)) {
            addFields(Stream.of("sum", "avg"), "By this number.", entity.type() + "NumbersOrderBy");
        }
        if (has(entity, ORDERED)) {
            addFields(Stream.of("min", "max"), "By this value.", entity.type() + "ValuesOrderBy");
        }
        types.append("}\n");
    }

    private void addFields(Stream<String> names, String description, String type) {
        names.forEach(name -> types.append("  \"%s\"\n  %s: %s\n".formatted(description, name, type)));
    }

    private void addRootField(Entity entity, String what, String many) {
        query.append("""
                "In groups: %2$s. Without groupBy one group of all."
                %3$sAggregate(
                  "Only rows for which this holds."
                  where: %1$sWhere
                  "What the rows of a group have in common; at most %4$d fields."
                  groupBy: [%1$sGroupBy!]
                  "Only groups for which this holds."
                  having: %1$sHaving
                  "In this order; the first entry weighs most. Then, and without it, by the fields of groupBy."
                  orderBy: [%1$sAggregateOrderBy!]
                  "How many groups at most; up to %5$d. Without it, more than that are refused."
                  limit: Int
                ): [%1$sAggregate!]!
                """.formatted(entity.type(), what, many, Limits.MAX_GROUP_KEYS, Limits.MAX_GROUPS));
    }

    private static boolean has(Entity entity, Predicate<Attribute.Column> which) {
        return entity.columns().anyMatch(which);
    }

    private void addColumns(
            String name,
            Entity entity,
            String description,
            Predicate<Attribute.Column> which,
            Function<Attribute.Column, String> type) {
        if (has(entity, which)) {
            add(
                    name,
                    entity,
                    description,
                    attribute -> attribute instanceof Attribute.Column column && which.test(column)
                            ? type.apply(column)
                            : null);
        }
    }

    /** @param type of the field for an attribute; null leaves it out */
    private void add(String name, Entity entity, String description, Function<Attribute, @Nullable String> type) {
        types.append("\"%s\"\n".formatted(description))
                .append(name.formatted(entity.type()))
                .append(" {\n");
        entity.attributes().values().forEach(attribute -> {
            String found = type.apply(attribute);
            if (found != null) {
                types.append("  \"This field.\"\n  %s: %s\n".formatted(attribute.name(), found));
            }
        });
        types.append("}\n");
    }
}
