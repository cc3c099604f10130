package io.esteira.graphql;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How large an operation is with its fragments spread out. Each fragment is measured once, so that a small text that spreads
 * into a huge one is measured as fast as it is read. Fields of introspection do not count: tools ask deep there.
 *
 * @param depth fields within fields
 */
record DocumentSize(int depth, long fields, long aliases) {

    private static final DocumentSize NOTHING = new DocumentSize(0, 0, 0);
    private static final long MANY = Integer.MAX_VALUE;

    /** @param document valid: its fragments do not contain themselves */
    static DocumentSize of(Document document, OperationDefinition operation) {
        Map<String, FragmentDefinition> fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, fragment -> fragment));
        return new Measuring(fragments, new HashMap<>()).measure(operation.getSelectionSet());
    }

    private DocumentSize plus(DocumentSize other) {
        return new DocumentSize(
                Math.max(depth, other.depth),
                Math.min(MANY, fields + other.fields),
                Math.min(MANY, aliases + other.aliases));
    }

    private DocumentSize below(Field field) {
        return new DocumentSize(depth + 1, fields + 1, aliases + (field.getAlias() == null ? 0 : 1));
    }

    private record Measuring(Map<String, FragmentDefinition> fragments, Map<String, DocumentSize> known) {

        DocumentSize measure(@Nullable SelectionSet set) {
            DocumentSize size = NOTHING;
            if (set != null) {
                for (Selection<?> selection : set.getSelections()) {
                    size = size.plus(measure(selection));
                }
            }
            return size;
        }

        private DocumentSize measure(Selection<?> selection) {
            return switch (selection) {
                case Field field when field.getName().startsWith("__") -> NOTHING;
                case Field field -> measure(field.getSelectionSet()).below(field);
                case InlineFragment fragment -> measure(fragment.getSelectionSet());
                case FragmentSpread spread -> measure(spread.getName());
                default -> throw new IllegalStateException("unknown selection " + selection);
            };
        }

        private DocumentSize measure(String fragment) {
            DocumentSize size = known.get(fragment);
            if (size == null) {
                FragmentDefinition definition = fragments.get(fragment);
                size = definition == null ? NOTHING : measure(definition.getSelectionSet());
                known.put(fragment, size);
            }
            return size;
        }
    }
}
