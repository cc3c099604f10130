package io.esteira.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.execution.CoercedVariables;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what operations cost, and keeps it for as long as their parsed documents are kept: it depends on nothing but the variables that
 * say how long lists are. Safe for use by several threads.
 */
final class OperationCosts {

    private static final int MAX_OPERATIONS = 5_000;

    /** Lengths that the same operation comes with; those beyond are counted each time. */
    private static final int MAX_LENGTHS = 100;

    /** @param sizes variables that say how long a list is */
    private record Known(Set<String> sizes, Map<List<@Nullable Object>, Long> costs) {}

    private final Cache<OperationDefinition, Known> byOperation =
            Caffeine.newBuilder().weakKeys().maximumSize(MAX_OPERATIONS).build();

    /** As {@link OperationCost#of}. */
    long of(GraphQLSchema schema, Document document, OperationDefinition operation, CoercedVariables variables) {
        Known known = byOperation.get(
                operation, first -> new Known(OperationCost.sizes(document), new ConcurrentHashMap<>()));
        List<@Nullable Object> lengths = new ArrayList<>();
        known.sizes().forEach(name -> lengths.add(variables.get(name)));
        Long counted = known.costs().get(lengths);
        if (counted != null) {
            return counted;
        }
        long cost = OperationCost.of(schema, document, operation, variables);
        if (known.costs().size() < MAX_LENGTHS) {
            known.costs().put(lengths, cost);
        }
        return cost;
    }
}
