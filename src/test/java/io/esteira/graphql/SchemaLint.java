package io.esteira.graphql;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every part of the contract has in common: descriptions, names, Relay's shapes, answers of mutations. */
final class SchemaLint {

    private static final Map<String, String> PAGE_INFO = Map.of(
            "hasNextPage", "Boolean!", "hasPreviousPage", "Boolean!", "startCursor", "String", "endCursor", "String");

    private static final Map<String, String> REFUSAL = Map.of("message", "String!", "messagePt", "String!");

    private final GraphQLSchema schema;
    private final List<String> findings = new ArrayList<>();

    private SchemaLint(GraphQLSchema schema) {
        this.schema = schema;
    }

    /** What is not as it is everywhere else, each with its place. */
    static List<String> findings(GraphQLSchema schema) {
        SchemaLint lint = new SchemaLint(schema);
        schema.getAllTypesAsList().stream()
                .filter(type -> !type.getName().startsWith("__"))
                .forEach(lint::check);
        return lint.findings;
    }

    private void find(String place, String what) {
        findings.add(place + " " + what);
    }

    private void check(GraphQLNamedType type) {
        checkDescribed(type.getName(), type.getDescription());
        checkName(type.getName(), type.getName(), "[A-Z][A-Za-z0-9]*", "UpperCamelCase");
        switch (type) {
            case GraphQLObjectType object -> check(object);
            case GraphQLInputObjectType input -> check(input);
            case GraphQLEnumType names -> check(names);
            default -> {}
        }
    }

    private void checkDescribed(String place, @Nullable String description) {
        if (description == null || description.isBlank()) {
            find(place, "has no description");
        }
    }

    private void checkName(String place, String name, String pattern, String style) {
        if (!name.matches(pattern)) {
            find(place, "is not in " + style);
        }
    }

    private void check(GraphQLEnumType type) {
        type.getValues().forEach(value -> {
            String place = type.getName() + "." + value.getName();
            checkDescribed(place, value.getDescription());
            checkName(place, value.getName(), "[A-Z][A-Z0-9]*(_[A-Z0-9]+)*", "UPPER_CASE");
        });
    }

    private void check(GraphQLInputObjectType type) {
        type.getFieldDefinitions().forEach(field -> {
            String place = type.getName() + "." + field.getName();
            checkDescribed(place, field.getDescription());
            checkName(place, field.getName(), "[a-z][A-Za-z0-9]*", "lowerCamelCase");
            checkType(place, field.getType());
        });
    }

    private void check(GraphQLObjectType type) {
        type.getFieldDefinitions().forEach(field -> check(type, field));
        if (type.getName().endsWith("Connection")) {
            checkConnection(type);
        }
        if (type.getName().endsWith("Edge")) {
            checkEdge(type);
        }
        if (type.getName().equals("PageInfo")) {
            PAGE_INFO.forEach((field, of) -> requireField(type, field, of));
        }
        if (type.getName().endsWith("Refused")) {
            checkRefusal(type);
        }
    }

    private void check(GraphQLObjectType type, GraphQLFieldDefinition field) {
        String place = type.getName() + "." + field.getName();
        checkDescribed(place, field.getDescription());
        checkName(place, field.getName(), "[a-z][A-Za-z0-9]*", "lowerCamelCase");
        checkType(place, field.getType());
        for (GraphQLArgument argument : field.getArguments()) {
            String at = place + "(" + argument.getName() + ":)";
            checkDescribed(at, argument.getDescription());
            checkName(at, argument.getName(), "[a-z][A-Za-z0-9]*", "lowerCamelCase");
            checkType(at, argument.getType());
        }
        checkTimes(place, field);
        // What groups tell of a field need not be what the field is.
        if (!type.getName().matches(".+(GroupKey|Counts)")) {
            checkId(place, field);
            checkDay(place, field);
        }
        if (GraphQLTypeUtil.unwrapAll(field.getType()).getName().endsWith("Connection")) {
            checkPaged(place, field);
        }
        if (type == schema.getMutationType()) {
            checkMutation(place, field);
        }
    }

    /** Binary fractions lose digits; rows of lists are never missing. */
    private void checkType(String place, GraphQLType type) {
        if (GraphQLTypeUtil.unwrapAll(type).getName().equals("Float")) {
            find(place, "is a Float: a quantity is a Decimal");
        }
        GraphQLType inner = GraphQLTypeUtil.unwrapNonNull(type);
        if (inner instanceof GraphQLList list && !(list.getWrappedType() instanceof GraphQLNonNull)) {
            find(place, "is a list whose elements may be null");
        }
    }

    private void checkId(String place, GraphQLFieldDefinition field) {
        if (field.getName().equals("id") && !print(field.getType()).equals("ID!")) {
            find(place, "is not ID!");
        }
    }

    private void checkTimes(String place, GraphQLFieldDefinition field) {
        boolean moment = GraphQLTypeUtil.unwrapAll(field.getType()).getName().equals("DateTime");
        if (moment && !field.getName().matches("at|asOf|.+(At|AsOf)")) {
            find(place, "is a DateTime whose name does not end with At or AsOf");
        }
    }

    private void checkDay(String place, GraphQLFieldDefinition field) {
        boolean day = GraphQLTypeUtil.unwrapAll(field.getType()).getName().equals("Date");
        if (field.getName().matches(".+On") && !day) {
            find(place, "ends with On and is no Date");
        }
    }

    private void checkConnection(GraphQLObjectType type) {
        String of = type.getName().replaceAll("Connection$", "");
        requireField(type, "edges", "[" + of + "Edge!]!");
        requireField(type, "nodes", "[" + of + "!]!");
        requireField(type, "pageInfo", "PageInfo!");
        requireField(type, "totalCount", "Int!");
    }

    private void checkEdge(GraphQLObjectType type) {
        requireField(type, "node", type.getName().replaceAll("Edge$", "") + "!");
        requireField(type, "cursor", "String!");
    }

    private void requireField(GraphQLObjectType type, String name, String of) {
        GraphQLFieldDefinition field = type.getFieldDefinition(name);
        if (field == null || !print(field.getType()).equals(of)) {
            find(type.getName() + "." + name, "is not " + of);
        }
    }

    private void checkPaged(String place, GraphQLFieldDefinition field) {
        String of = GraphQLTypeUtil.unwrapAll(field.getType()).getName().replaceAll("Connection$", "");
        if (!GraphQLTypeUtil.isNonNull(field.getType())) {
            find(place, "is a connection that may be null");
        }
        Map.of(
                        "first", "Int",
                        "after", "String",
                        "last", "Int",
                        "before", "String",
                        "where", of + "Where",
                        "orderBy", "[" + of + "OrderBy!]")
                .forEach((name, type) -> {
                    GraphQLArgument argument = field.getArgument(name);
                    if (argument == null || !print(argument.getType()).equals(type)) {
                        find(place + "(" + name + ":)", "is not " + type);
                    }
                });
    }

    /** Either what was done or why not, or an answer that tells it of each part. */
    private void checkMutation(String place, GraphQLFieldDefinition field) {
        if (!GraphQLTypeUtil.isNonNull(field.getType())) {
            find(place, "may answer null");
        }
        GraphQLNamedType result = GraphQLTypeUtil.unwrapAll(field.getType());
        if (result instanceof GraphQLUnionType union) {
            List<String> members =
                    union.getTypes().stream().map(GraphQLNamedType::getName).toList();
            if (members.size() != 2
                    || members.stream().noneMatch(name -> name.endsWith("Payload"))
                    || members.stream().noneMatch(name -> name.endsWith("Refused"))) {
                find(place, "is not answered by one Payload or one Refused");
            }
        } else if (!result.getName().endsWith("Payload")) {
            find(place, "is answered by neither a union nor a Payload");
        }
        GraphQLArgument input = field.getArgument("input");
        if (input != null
                && (field.getArguments().size() > 1 || !print(input.getType()).matches("\\w+Input!"))) {
            find(place, "takes an input that is not its only argument, of a type …Input!");
        }
    }

    private void checkRefusal(GraphQLObjectType type) {
        REFUSAL.forEach((field, of) -> requireField(type, field, of));
        GraphQLFieldDefinition code = type.getFieldDefinition("code");
        if (code == null
                || !GraphQLTypeUtil.isNonNull(code.getType())
                || !(GraphQLTypeUtil.unwrapAll(code.getType()) instanceof GraphQLEnumType)) {
            find(type.getName() + ".code", "is not one of the values of an enum");
        }
    }

    private static String print(GraphQLType type) {
        return GraphQLTypeUtil.simplePrint(type);
    }
}
