package io.esteira.graphql.oracle;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Values of one document, in the places where they stand or as variables, in all the forms that the contract takes. */
final class Writing {

    private final Dice dice;
    private final OtherValues otherValues;
    private final List<String> declarations = new ArrayList<>();
    private final Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> others = new LinkedHashMap<>();

    Writing(Dice dice) {
        this.dice = dice;
        this.otherValues = new OtherValues(dice);
    }

    List<String> declarations() {
        return declarations;
    }

    Map<String, @Nullable Object> variables() {
        return variables;
    }

    Map<String, @Nullable Object> others() {
        return others;
    }

    String value(GraphQLType type, Object value) {
        return value instanceof Cursors.Pair || dice.chance(0.1) ? variable(type, value) : literal(type, value, true);
    }

    /** The same whatever the variables are. */
    String fixed(GraphQLType type, Object value) {
        return literal(type, value, false);
    }

    /** A variable that says nothing: absent, or null. */
    String nothing(GraphQLType type) {
        String name = declare(GraphQLTypeUtil.simplePrint(type));
        (dice.chance(0.5) ? variables : others).put(name, null);
        return "$" + name;
    }

    private String variable(GraphQLType type, Object value) {
        String declared = GraphQLTypeUtil.simplePrint(type);
        if (!(value instanceof Cursors.Pair) && dice.chance(0.3)) {
            String name = declare(declared + " = " + literal(type, value, false));
            others.put(name, json(type, otherValues.than(type, value)));
            return "$" + name;
        }
        String name = declare(declared);
        variables.put(name, json(type, value));
        others.put(name, json(type, otherValues.than(type, value)));
        return "$" + name;
    }

    private String declare(String type) {
        String name = "v" + declarations.size();
        declarations.add("$" + name + ": " + type);
        return name;
    }

    private String literal(GraphQLType type, Object value, boolean mayVary) {
        return switch (type) {
            case GraphQLNonNull nonNull -> literal(nonNull.getWrappedType(), value, mayVary);
            case GraphQLList list -> listLiteral(list, (List<?>) value, mayVary);
            case GraphQLInputObjectType object ->
                ((Map<?, ?>) value)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + ": "
                                        + member(object, String.valueOf(entry.getKey()), entry.getValue(), mayVary))
                                .collect(Collectors.joining(", ", "{", "}"));
            case GraphQLEnumType names -> String.valueOf(value);
            default -> scalarLiteral(value);
        };
    }

    private String member(GraphQLInputObjectType object, String name, Object value, boolean mayVary) {
        GraphQLType type = object.getFieldDefinition(name).getType();
        return mayVary ? value(type, value) : literal(type, value, false);
    }

    /** A list of one may be given as the one. */
    private String listLiteral(GraphQLList list, List<?> values, boolean mayVary) {
        GraphQLType element = list.getWrappedType();
        List<String> written = values.stream()
                .map(value -> mayVary ? value(element, value) : literal(element, value, false))
                .toList();
        boolean alone = written.size() == 1 && !written.getFirst().startsWith("$") && dice.chance(0.2);
        return alone ? written.getFirst() : "[" + String.join(", ", written) + "]";
    }

    private String scalarLiteral(Object value) {
        return switch (value) {
            case Integer number -> number.toString();
            case Boolean yes -> yes.toString();
            case BigDecimal number when dice.chance(0.5) -> number.toString();
            case Long number when dice.chance(0.5) -> number.toString();
            default -> JsonMapper.shared().writeValueAsString(text(value));
        };
    }

    private Object json(GraphQLType type, Object value) {
        return switch (type) {
            case GraphQLNonNull nonNull -> json(nonNull.getWrappedType(), value);
            case GraphQLList list ->
                ((List<?>) value)
                        .stream()
                                .map(element -> json(list.getWrappedType(), element))
                                .toList();
            case GraphQLInputObjectType object -> {
                Map<String, Object> members = new LinkedHashMap<>();
                ((Map<?, ?>) value)
                        .forEach((name, member) -> members.put(
                                String.valueOf(name),
                                json(
                                        object.getFieldDefinition(String.valueOf(name))
                                                .getType(),
                                        member)));
                yield members;
            }
            default -> scalarJson(value);
        };
    }

    private Object scalarJson(Object value) {
        return switch (value) {
            case Integer number -> number;
            case Boolean yes -> yes;
            case Cursors.Pair pair -> pair;
            case BigDecimal number when dice.chance(0.5) -> number;
            case Long number when dice.chance(0.5) -> number;
            default -> text(value);
        };
    }

    /** Moments are given with one offset or another. */
    private String text(Object value) {
        return value instanceof Instant moment && dice.chance(0.5)
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.atOffset(ZoneOffset.ofHours(dice.of(-3, 0, 9))))
                : value.toString();
    }
}
