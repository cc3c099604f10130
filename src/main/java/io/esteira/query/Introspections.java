package io.esteira.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.execution.ExecutionContext;
import graphql.execution.MergedSelectionSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what was told of the schema: the same for all who may ask, and as long as hundreds of other answers. Safe for use by several
 * threads.
 */
final class Introspections {

    private static final Set<String> FIELDS = Set.of("__schema", "__type", "__typename");
    private static final long MAX_BYTES = 32L << 20;

    private record Asked(String document, @Nullable String operation, Map<String, Object> variables) {}

    private final Cache<Asked, Map<String, Json>> told = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((Asked asked, Map<String, Json> fields) -> fields.values().stream()
                            .mapToInt(field -> field.text().length)
                            .sum()
                    + asked.document().length())
            .build();

    /** Whether nothing but the schema is asked for. */
    static boolean isAskedFor(MergedSelectionSet fields) {
        return fields.getSubFieldsList().stream().allMatch(field -> FIELDS.contains(field.getName()));
    }

    Optional<ExecutionResult> find(ExecutionContext context) {
        return Optional.ofNullable(told.getIfPresent(asked(context)))
                .map(fields -> ExecutionResultImpl.newExecutionResult()
                        .data(data(fields, context))
                        .build());
    }

    private static Map<String, Object> data(Map<String, Json> fields, ExecutionContext context) {
        Map<String, Object> data = new LinkedHashMap<>();
        fields.forEach((name, field) -> data.put(name, field.forAnswer(context.getGraphQLContext())));
        return data;
    }

    void keep(ExecutionContext context, ExecutionResult result) {
        if (result.getErrors().isEmpty() && result.getData() instanceof Map<?, ?> data) {
            Map<String, Json> fields = new LinkedHashMap<>();
            data.forEach((name, value) ->
                    fields.put((String) name, new Json(JsonMapper.shared().writeValueAsBytes(value), false)));
            told.put(asked(context), fields);
        }
    }

    private static Asked asked(ExecutionContext context) {
        return new Asked(
                context.getExecutionInput().getQuery(),
                context.getOperationDefinition().getName(),
                context.getCoercedVariables().toMap());
    }
}
