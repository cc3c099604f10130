package io.esteira.query;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.SelectedField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A field that was asked for, with fragments, {@code @skip} and {@code @include} resolved and equal fields merged.
 *
 * @param key name in the answer
 * @param arguments coerced; absent ones are not there
 */
record Selection(String field, String key, Map<String, Object> arguments, List<Selection> children) {

    /** The same with another value of an argument. */
    Selection with(String argument, Object value) {
        Map<String, Object> changed = new HashMap<>(arguments);
        changed.put(argument, value);
        return new Selection(field, key, changed, children);
    }

    static Selection of(DataFetchingEnvironment environment) {
        return new Selection(
                environment.getField().getName(),
                environment.getMergedField().getResultKey(),
                environment.getArguments(),
                children(environment.getSelectionSet().getImmediateFields()));
    }

    private static List<Selection> children(List<SelectedField> fields) {
        return fields.stream().map(Selection::of).toList();
    }

    private static Selection of(SelectedField field) {
        return new Selection(
                field.getName(),
                field.getResultKey(),
                field.getArguments(),
                children(field.getSelectionSet().getImmediateFields()));
    }
}
