package io.esteira.graphql.oracle;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that could stand in the places of others: as long at most, and as valid. */
record OtherValues(Dice dice) {

    Object than(GraphQLType type, Object value) {
        return switch (type) {
            case GraphQLNonNull nonNull -> than(nonNull.getWrappedType(), value);
            case GraphQLList list -> thanList(list.getWrappedType(), (List<?>) value);
            case GraphQLInputObjectType object -> thanObject(object, (Map<?, ?>) value);
            case GraphQLEnumType names -> dice.of(names.getValues()).getName();
            default -> thanScalar(value);
        };
    }

    private Object thanList(GraphQLType element, List<?> values) {
        if (isFixed(element)) {
            return values;
        }
        int length = values.size() > 1 && dice.chance(0.2) ? values.size() - 1 : values.size();
        return values.stream().limit(length).map(value -> than(element, value)).toList();
    }

    private Object thanObject(GraphQLInputObjectType type, Map<?, ?> members) {
        if (isFixed(type)) {
            return members;
        }
        boolean shorter = members.size() > 1 && type.getName().endsWith("Where") && dice.chance(0.2);
        Map<String, Object> other = new LinkedHashMap<>();
        members.entrySet().stream().skip(shorter ? 1 : 0).forEach(entry -> {
            String name = String.valueOf(entry.getKey());
            other.put(name, than(type.getFieldDefinition(name).getType(), entry.getValue()));
        });
        return other;
    }

    /** What the document asks of groups must stay among their keys. */
    private static boolean isFixed(GraphQLType type) {
        String name = type instanceof GraphQLNonNull nonNull
                ? nonNull.getWrappedType().toString()
                : type.toString();
        return name.contains("GroupBy") || name.contains("AggregateOrderBy") || name.contains("TimeBucket");
    }

    private Object thanScalar(Object value) {
        return switch (value) {
            case Integer number -> number > 1 ? dice.between(1, number) : number;
            case Long number -> number + dice.between(-2, 2);
            case BigDecimal number -> number.multiply(new BigDecimal("0.5"));
            case Boolean yes -> dice.chance(0.5);
            case LocalDate day -> day.plusDays(dice.between(-9, 9));
            case Instant moment -> moment.plus(dice.between(-90, 90), ChronoUnit.HOURS);
            default -> value;
        };
    }
}
