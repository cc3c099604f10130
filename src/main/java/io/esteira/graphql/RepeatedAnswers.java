package io.esteira.graphql;

import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import io.esteira.platform.Caller;
import io.esteira.query.Json;
import io.esteira.query.ReadRefused;
import io.esteira.query.Reads;
import io.esteira.query.RepeatedField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers queries whose document is kept, and whose statements are, as the engine would, without it. Safe for use by several threads.
 */
@Component
final class RepeatedAnswers {

    private static final byte[] NULL = ascii("null");

    private final GraphQLSchema schema;
    private final DocumentCache documents;
    private final Reads reads;
    private final RequestRules rules;
    private final RateLimit rate;
    private final Failures failures;
    private final JsonMapper json;

    RepeatedAnswers(
            GraphQlSource source,
            DocumentCache documents,
            Reads reads,
            RequestRules rules,
            RateLimit rate,
            Failures failures,
            JsonMapper json) {
        this.schema = source.schema();
        this.documents = documents;
        this.reads = reads;
        this.rules = rules;
        this.rate = rate;
        this.failures = failures;
        this.json = json;
    }

    /**
     * An answer.
     *
     * @param text one piece after another
     * @param failed it tells of errors
     */
    record Answer(List<byte[]> text, boolean failed) {

        int length() {
            return text.stream().mapToInt(piece -> piece.length).sum();
        }
    }

    /** Empty where the engine has to be asked: nothing was read then, or something that it must complete. */
    Optional<Answer> find(GraphQlRequest request, Caller caller) {
        List<RepeatedField> fields = fields(request, caller);
        return fields.isEmpty() || rate.take(caller).isPositive() ? Optional.empty() : answer(fields);
    }

    private List<RepeatedField> fields(GraphQlRequest request, Caller caller) {
        try {
            Document document = documents.find(request.getDocument()).orElse(null);
            if (document == null) {
                return List.of();
            }
            OperationDefinition operation = query(document, request.getOperationName());
            if (operation == null) {
                return List.of();
            }
            CoercedVariables variables = ValuesResolver.coerceVariableValues(
                    schema,
                    operation.getVariableDefinitions(),
                    RawVariables.of(request.getVariables()),
                    GraphQLContext.getDefault(),
                    Locale.ROOT);
            List<RepeatedField> fields = reads.repeated(operation, variables, caller);
            if (!fields.isEmpty()) {
                rules.requireWithin(schema, document, operation, variables);
            }
            return fields;
        } catch (GraphQLException | ReadRefused refused) {
            return List.of();
        }
    }

    /** The operation that is meant, if it is a query and nothing else is said of it. */
    private static @Nullable OperationDefinition query(Document document, @Nullable String name) {
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(operation -> name == null || name.equals(operation.getName()))
                .toList();
        return operations.size() == 1
                        && operations.getFirst().getOperation() == OperationDefinition.Operation.QUERY
                        && operations.getFirst().getDirectives().isEmpty()
                ? operations.getFirst()
                : null;
    }

    private Optional<Answer> answer(List<RepeatedField> fields) {
        List<byte[]> data = new ArrayList<>();
        List<Map<String, Object>> errors = new ArrayList<>();
        boolean none = false;
        for (RepeatedField field : fields) {
            Json value = read(field, errors);
            if (value != null && value.lacking()) {
                return Optional.empty();
            }
            none |= value == null && field.required();
            data.add(ascii((data.isEmpty() ? "{\"" : ",\"") + field.key() + "\":"));
            data.add(value == null ? NULL : value.text());
        }
        List<byte[]> text = new ArrayList<>();
        text.add(ascii("{"));
        if (!errors.isEmpty()) {
            text.add(ascii("\"errors\":"));
            text.add(json.writeValueAsBytes(errors));
            text.add(ascii(","));
        }
        text.add(ascii("\"data\":"));
        text.addAll(none ? List.of(NULL) : data);
        text.add(ascii(none ? "}" : "}}"));
        return Optional.of(new Answer(text, !errors.isEmpty()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private @Nullable Json read(RepeatedField field, List<Map<String, Object>> errors) {
        try {
            return field.answer();
        } catch (RuntimeException e) {
            GraphQLError error = failures.problem(e).at(field);
            if (errors.size() < CodedErrors.MOST) {
                errors.add(error.toSpecification());
            }
            return null;
        }
    }
}
