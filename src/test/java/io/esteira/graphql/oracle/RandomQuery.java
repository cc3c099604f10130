package io.esteira.graphql.oracle;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A valid document with its variables, among them cursors, for which each side has its own words.
 *
 * @param others variables with which the same document is another question
 */
public record RandomQuery(
        String document, Map<String, @Nullable Object> variables, Map<String, @Nullable Object> others) {

    public RandomQuery other() {
        return new RandomQuery(document, others, variables);
    }

    public Map<String, @Nullable Object> forHub() {
        return resolved(Cursors.Pair::hub);
    }

    public Map<String, @Nullable Object> forOracle() {
        return resolved(Cursors.Pair::oracle);
    }

    private Map<String, @Nullable Object> resolved(Function<Cursors.Pair, String> side) {
        Map<String, @Nullable Object> resolved = new HashMap<>(variables);
        resolved.replaceAll((name, value) -> value instanceof Cursors.Pair pair ? side.apply(pair) : value);
        return resolved;
    }

    @Override
    public String toString() {
        return document + "\n" + variables;
    }
}
