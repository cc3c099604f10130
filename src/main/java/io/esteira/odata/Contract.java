package io.esteira.odata;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the contract's schema says about its lists and their rows. Immutable. */
final class Contract {

    /** The field by which rows are known. */
    static final String ID = "id";

    private static final String CONNECTION = "Connection";
    private static final String WHERE = "Where";
    private static final String NODES = "nodes";

    /**
     * A root field that lists rows.
     *
     * @param type of the rows
     */
    record Listing(String name, String type, @Nullable String description) {}

    private final GraphQLSchema schema;
    private final List<Listing> lists;
    private final Map<String, String> finders = new HashMap<>();

    Contract(GraphQLSchema schema) {
        this.schema = schema;
        List<GraphQLFieldDefinition> roots = schema.getQueryType().getFieldDefinitions();
        lists = roots.stream()
                .filter(Contract::isConnection)
                .map(field -> new Listing(field.getName(), target(field), field.getDescription()))
                .toList();
        for (GraphQLFieldDefinition field : roots) {
            if (field.getArguments().size() == 1 && field.getArgument(ID) != null && isDescribed(target(field))) {
                finders.put(target(field), field.getName());
            }
        }
    }

    List<Listing> lists() {
        return lists;
    }

    /** Its rows are read from a table of the hub, so that they can be asked about. */
    boolean isDescribed(String type) {
        return schema.getType(type + WHERE) instanceof GraphQLInputObjectType;
    }

    /** Its rows are known by an id. */
    boolean isIdentified(String type) {
        return type(type).getFieldDefinition(ID) != null;
    }

    GraphQLObjectType type(String name) {
        return (GraphQLObjectType) Objects.requireNonNull(schema.getType(name));
    }

    GraphQLFieldDefinition field(String type, String name) {
        return type(type).getFieldDefinition(name);
    }

    /** The root field that finds a row by its id; null when there is none. */
    @Nullable
    String finder(String type) {
        return finders.get(type);
    }

    /** The list, of rows or of a row's children, comes in pages. */
    boolean isPaged(String type, String field) {
        return isConnection(field(type, field));
    }

    /** Whether a condition, an order or a grouping of this type has a field. */
    boolean takes(String inputType, String field) {
        return input(inputType, field) != null;
    }

    /** Name of the type of a field of a condition, an order or a grouping; null where it has no such field. */
    @Nullable
    String input(String inputType, String field) {
        return schema.getType(inputType) instanceof GraphQLInputObjectType type && type.getField(field) != null
                ? ((GraphQLNamedType)
                                GraphQLTypeUtil.unwrapAll(type.getField(field).getType()))
                        .getName()
                : null;
    }

    /** Type of what a field holds: of the rows, where it lists some. */
    String target(GraphQLFieldDefinition field) {
        return isConnection(field)
                ? name(type(name(field.getType())).getFieldDefinition(NODES).getType())
                : name(field.getType());
    }

    static boolean isList(GraphQLFieldDefinition field) {
        return isConnection(field) || GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType()));
    }

    static boolean isObject(GraphQLFieldDefinition field) {
        return GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType;
    }

    private static boolean isConnection(GraphQLFieldDefinition field) {
        return name(field.getType()).endsWith(CONNECTION);
    }

    private static String name(GraphQLOutputType type) {
        return ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(type)).getName();
    }
}
