package io.esteira.documents;

import graphql.GraphQLContext;
import graphql.GraphQLException;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.AstPrinter;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLSchema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes values of the texts in an address, by the types that the document gives its variables. Input objects are JSON; a list is
 * its elements, each under the same name, or a JSON array.
 */
final class DocumentVariables {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final GraphQLSchema schema;

    DocumentVariables(GraphQLSchema schema) {
        this.schema = schema;
    }

    /**
     * Reads the variables of a document.
     *
     * @param reserved names that are no variables unless the document says so
     * @throws DocumentRefused that names a variable which is unknown, missing or of another type
     */
    Map<String, Object> read(PublishedDocument document, Parameters parameters, List<String> reserved) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<VariableDefinition> definitions = document.operation().getVariableDefinitions();
        for (VariableDefinition definition : definitions) {
            List<String> given = parameters.values().get(definition.getName());
            if (given != null) {
                values.put(definition.getName(), value(definition, parameters, given));
            } else if (definition.getType() instanceof NonNullType && definition.getDefaultValue() == null) {
                throw DocumentRefused.badVariable(definition.getName(), "is missing; it is " + shown(definition) + ".");
            }
        }
        for (String name : parameters.values().keySet()) {
            if (!values.containsKey(name) && !reserved.contains(name)) {
                throw DocumentRefused.badVariable(name, "is none of this document's: " + names(definitions) + ".");
            }
        }
        return values;
    }

    private static String names(List<VariableDefinition> definitions) {
        return definitions.isEmpty()
                ? "it has none"
                : String.join(
                        ", ",
                        definitions.stream().map(VariableDefinition::getName).toList());
    }

    private static String shown(VariableDefinition definition) {
        return AstPrinter.printAst(definition.getType());
    }

    private Object value(VariableDefinition definition, Parameters parameters, List<String> given) {
        String name = definition.getName();
        Type<?> type = bare(definition.getType());
        try {
            Object value = type instanceof ListType list
                    ? elements(list, given)
                    : single(type, String.valueOf(parameters.single(name)));
            requireFit(definition, value);
            return value;
        } catch (IllegalArgumentException | JacksonException | GraphQLException e) {
            throw DocumentRefused.badVariable(name, "is to be " + shown(definition) + reason(e));
        }
    }

    private static String reason(RuntimeException e) {
        return e instanceof GraphQLException ? ": " + e.getMessage() : ".";
    }

    private static Type<?> bare(Type<?> type) {
        return type instanceof NonNullType required ? (Type<?>) required.getType() : type;
    }

    private Object elements(ListType list, List<String> given) {
        if (given.size() == 1 && given.getFirst().startsWith("[")) {
            return JSON.readValue(given.getFirst(), List.class);
        }
        return given.stream().map(text -> single(bare(list.getType()), text)).toList();
    }

    private Object single(Type<?> type, String text) {
        if (!(type instanceof TypeName named)) {
            return JSON.readValue(text, Object.class);
        }
        if (schema.getType(named.getName()) instanceof GraphQLInputObjectType) {
            @Nullable Map<?, ?> object = text.startsWith("{") ? JSON.readValue(text, Map.class) : null;
            if (object == null) {
                throw new IllegalArgumentException("no JSON object");
            }
            return object;
        }
        return switch (named.getName()) {
            case "Int" -> Integer.valueOf(text);
            case "Float" -> new BigDecimal(text);
            case "Boolean" -> flag(text);
            case "JSON" -> JSON.readValue(text, Object.class);
            default -> text;
        };
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("no Boolean");
        };
    }

    /** One by one, so that the refusal names the variable. */
    private void requireFit(VariableDefinition definition, Object value) {
        var unused = ValuesResolver.coerceVariableValues(
                schema,
                List.of(definition),
                RawVariables.of(Map.of(definition.getName(), value)),
                GraphQLContext.getDefault(),
                Locale.ENGLISH);
    }
}
