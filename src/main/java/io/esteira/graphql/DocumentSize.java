package io.esteira.graphql;

import graphql.language.Definition;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How large a document is with its fragments spread out: of all its operations and fragments together, since all of them are
 * validated. Each fragment is measured once, so that a small text that spreads into a huge one is measured as fast as it is
 * read. Nothing is known of the document yet: its fragments may contain themselves.
 *
 * @param depth fields within fields; tools that ask for the schema may ask deep there
 * @param nesting selections within selections, of fields and fragments alike; more than {@link #DEEPEST} is not followed
 */
record DocumentSize(int depth, int nesting, long fields, long aliases, long directives, long operations) {

    /** Deeper selections are not followed: whoever follows them needs a stack for it. */
    static final int DEEPEST = 64;

    private static final DocumentSize NOTHING = new DocumentSize(0, 0, 0, 0, 0, 0);
    private static final long MANY = Integer.MAX_VALUE;

    static DocumentSize of(Document document) {
        Map<String, FragmentDefinition> fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, fragment -> fragment, (one, other) -> one));
        Measuring measuring = new Measuring(fragments, new HashMap<>());
        DocumentSize size = NOTHING;
        for (Definition<?> definition : document.getDefinitions()) {
            size = size.plus(measuring.measure(definition));
        }
        return size;
    }

    private DocumentSize plus(DocumentSize other) {
        return new DocumentSize(
                Math.max(depth, other.depth),
                Math.max(nesting, other.nesting),
                Math.min(MANY, fields + other.fields),
                Math.min(MANY, aliases + other.aliases),
                Math.min(MANY, directives + other.directives),
                operations + other.operations);
    }

    private DocumentSize below(Field field) {
        boolean introspection = field.getName().startsWith("__");
        return new DocumentSize(
                introspection ? 0 : depth + 1,
                nesting + 1,
                fields + 1,
                aliases + (field.getAlias() == null ? 0 : 1),
                directives,
                operations);
    }

    private DocumentSize nested() {
        return new DocumentSize(depth, nesting + 1, fields, aliases, directives, operations);
    }

    private DocumentSize with(DirectivesContainer<?> node) {
        return new DocumentSize(
                depth,
                nesting,
                fields,
                aliases,
                directives + node.getDirectives().size(),
                operations);
    }

    private record Measuring(Map<String, FragmentDefinition> fragments, Map<String, DocumentSize> known) {

        DocumentSize measure(Definition<?> definition) {
            return switch (definition) {
                case OperationDefinition operation -> operation(operation);
                case FragmentDefinition fragment -> fragment(fragment.getName(), 0);
                default -> NOTHING;
            };
        }

        private DocumentSize operation(OperationDefinition operation) {
            DocumentSize size = measure(operation.getSelectionSet(), 0).with(operation);
            for (VariableDefinition variable : operation.getVariableDefinitions()) {
                size = size.with(variable);
            }
            return new DocumentSize(
                    size.depth, size.nesting, size.fields, size.aliases, size.directives, size.operations + 1);
        }

        private DocumentSize measure(@Nullable SelectionSet set, int level) {
            DocumentSize size = NOTHING;
            if (level > DEEPEST) {
                return new DocumentSize(0, DEEPEST + 1, 0, 0, 0, 0);
            }
            if (set != null) {
                for (Selection<?> selection : set.getSelections()) {
                    size = size.plus(measure(selection, level + 1));
                }
            }
            return size;
        }

        private DocumentSize measure(Selection<?> selection, int level) {
            return switch (selection) {
                case Field field ->
                    measure(field.getSelectionSet(), level).below(field).with(field);
                case InlineFragment fragment ->
                    measure(fragment.getSelectionSet(), level).nested().with(fragment);
                case FragmentSpread spread ->
                    fragment(spread.getName(), level).nested().with(spread);
                default -> throw new IllegalStateException("unknown selection " + selection);
            };
        }

        /** One that contains itself counts for nothing within: it is refused when the document is validated. */
        private DocumentSize fragment(String name, int level) {
            DocumentSize size = known.get(name);
            if (size == null) {
                FragmentDefinition definition = fragments.get(name);
                known.put(name, NOTHING);
                size = definition == null
                        ? NOTHING
                        : measure(definition.getSelectionSet(), level).with(definition);
                known.put(name, size);
            }
            return size;
        }
    }
}
