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
 * @param owner type that has the field
 * @param arguments coerced; absent ones are not there
 */
record Selection(String field, String key, String owner, Map<String, Object> arguments, List<Selection> children) {

    /** The same with another value of an argument. */
    Selection with(String argument, Object value) {
        Map<String, Object> changed = new HashMap<>(arguments);
        changed.put(argument, value);
        return new Selection(field, key, owner, changed, children);
    }

    static Selection of(DataFetchingEnvironment environment) {
        return new Selection(
                environment.getField().getName(),
                environment.getMergedField().getResultKey(),
                "",
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
                field.getObjectTypeNames().getFirst(),
                field.getArguments(),
                children(field.getSelectionSet().getImmediateFields()));
    }

    /** Of a list with pages: its rows are asked for once, and as they are. */
    boolean hasRowsInOnePlace() {
        return children.stream().filter(child -> child.field.equals("nodes")).count() == 1
                && children.stream().noneMatch(child -> child.field.equals("edges"));
    }
}
