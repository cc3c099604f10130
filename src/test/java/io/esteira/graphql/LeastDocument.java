package io.esteira.graphql;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import io.esteira.query.GlobalId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shortest operation that asks a root field for nothing that is there, and for the codes of all that it may refuse. */
final class LeastDocument {

    private static final UUID NOTHING = UUID.fromString("01938e00-0000-7000-8000-000000000000");

    /** Of arguments whose id must be one of a thing of its type. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("plan", "Plan"),
            Map.entry("calendar", "WorkCalendar"),
            Map.entry("order", "ProductionOrder"),
            Map.entry("lineage.id", "Item"),
            Map.entry("cancelDelivery.id", "Delivery"),
            Map.entry("cancelJob.id", "Job"),
            Map.entry("closeDeliveryByHand.id", "Delivery"),
            Map.entry("endMaintenance.id", "MaintenanceWindow"),
            Map.entry("healReconciliation.id", "Reconciliation"),
            Map.entry("removeCalendarDay.id", "CalendarDay"),
            Map.entry("removeCodeMapping.id", "CodeMapping"),
            Map.entry("removeLeadTimeGoal.id", "LeadTimeGoal"),
            Map.entry("removeSubcontractCapacity.id", "SubcontractCapacity"),
            Map.entry("replayQuarantine.id", "QuarantineEntry"),
            Map.entry("acknowledgeAlert.id", "Alert"),
            Map.entry("discardQuarantine.id", "QuarantineEntry"),
            Map.entry("editQuarantine.id", "QuarantineEntry"),
            Map.entry("reopenQuarantine.id", "QuarantineEntry"),
            Map.entry("backfillRoute.id", "Route"),
            Map.entry("pauseRoute.id", "Route"),
            Map.entry("resumeRoute.id", "Route"),
            Map.entry("runRoute.id", "Route"),
            Map.entry("setRouteCadence.id", "Route"),
            Map.entry("resendDelivery.id", "Delivery"),
            Map.entry("revokeClientKey.id", "ClientKey"));

    /** Arguments of which one must be there, though none is required. */
    private static final Map<String, String> BESIDES =
            Map.of("importCodeMappings", "csv: \"x\"", "closeDeliveryByHand", "reason: \"x\"");

    private static final int DEEPEST = 2;

    private final String field;

    private LeastDocument(String field) {
        this.field = field;
    }

    static String of(GraphQLSchema schema, OperationKind kind, String field) {
        GraphQLFieldDefinition definition = schema.getObjectType(kind.root()).getFieldDefinition(field);
        LeastDocument document = new LeastDocument(field);
        return kind.name().toLowerCase(Locale.ROOT) + " { " + field + document.arguments(definition)
                + selection(definition.getType(), 0) + " }";
    }

    private String arguments(GraphQLFieldDefinition definition) {
        Stream<String> required = definition.getArguments().stream()
                .filter(argument -> isRequired(argument.getType(), argument.hasSetDefaultValue()))
                .map(argument -> argument.getName() + ": " + value(argument));
        List<String> all = Stream.concat(
                        required,
                        Stream.ofNullable(BESIDES.get(field))
                                .filter(argument ->
                                        definition.getArgument(argument.substring(0, argument.indexOf(':'))) != null))
                .distinct()
                .toList();
        return all.isEmpty() ? "" : all.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private String value(GraphQLArgument argument) {
        return value(argument.getName(), argument.getType());
    }

    private static boolean isRequired(GraphQLInputType type, boolean hasDefault) {
        return GraphQLTypeUtil.isNonNull(type) && !hasDefault;
    }

    private String value(String name, GraphQLType type) {
        return switch (type) {
            case GraphQLNonNull some -> value(name, some.getWrappedType());
            // A queue of nothing: what it holds is refused by itself.
            case GraphQLList list when field.equals("replayQueue") -> "[]";
            case GraphQLList list -> "[" + value(name, list.getWrappedType()) + "]";
            case GraphQLEnumType names -> names.getValues().getFirst().getName();
            case GraphQLInputObjectType input ->
                input.getFieldDefinitions().stream()
                        .filter(inner -> isRequired(inner.getType(), inner.hasSetDefaultValue()))
                        .map(inner -> inner.getName() + ": " + value(inner.getName(), inner.getType()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case GraphQLNamedType scalar -> scalar(name, scalar.getName());
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String scalar(String name, String type) {
        return switch (type) {
            case "ID" -> '"' + id(name) + '"';
            case "Int" -> "1";
            case "Boolean" -> "true";
            case "Decimal", "Long" -> "\"1\"";
            case "Date" -> "\"2026-01-02\"";
            case "DateTime" -> "\"2026-01-02T03:04:05Z\"";
            default -> "\"x\"";
        };
    }

    private String id(String name) {
        String type = TYPES.getOrDefault(field + "." + name, TYPES.getOrDefault(name, ""));
        return type.isEmpty() ? NOTHING.toString() : new GlobalId(type, NOTHING).text();
    }

    private static String selection(GraphQLType type, int depth) {
        return switch (GraphQLTypeUtil.unwrapAll(type)) {
            case GraphQLUnionType union ->
                union.getTypes().stream()
                        .filter(LeastDocument::isRefusal)
                        .map(member -> "... on " + member.getName() + " { code }")
                        .collect(Collectors.joining(" ", " { __typename ", " }"));
            case GraphQLObjectType object when isRefusal(object) -> " { code }";
            case GraphQLObjectType object ->
                object.getFieldDefinitions().stream()
                        .filter(inner -> leadsToRefusal(inner, depth + 1))
                        .map(inner -> inner.getName() + selection(inner.getType(), depth + 1))
                        .collect(Collectors.joining(" ", " { __typename ", " }"));
            default -> "";
        };
    }

    private static boolean isRefusal(GraphQLNamedType type) {
        return type.getName().endsWith("Refused");
    }

    private static boolean leadsToRefusal(GraphQLFieldDefinition field, int depth) {
        return depth <= DEEPEST
                && GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType object
                && (isRefusal(object)
                        || object.getFieldDefinitions().stream().anyMatch(inner -> leadsToRefusal(inner, depth + 1)));
    }
}
