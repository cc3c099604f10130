package io.esteira.documents;

import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.BooleanValue;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A document made ready to be asked. Where its one root field is a list with pages, it also asks how the page stands in the list, and takes
 * the page by variables; for a table it leaves out what is told of the list and not of its rows, for that costs anew with each page.
 *
 * @param pages null when there are none
 */
record ReadyDocument(
        String text, Document document, @Nullable Pages pages) {

    private static final Set<String> ROWS = Set.of("nodes", "edges");
    private static final Set<String> ABOUT_THE_LIST = Set.of("totalCount", "pageInfo", "freshness");

    private static final String STANDING = "documentPage";
    private static final String COUNT = "documentCount";
    private static final String COUNTED = "documentCounted";

    /**
     * The list that has pages.
     *
     * @param root its name in the answer
     * @param first variable for the length of the page, and {@code after} for its beginning; null when the document itself says it
     */
    record Pages(
            String root, @Nullable String first, @Nullable String after) {

        /** The document leaves to its caller which page to take. */
        boolean canBeFollowed() {
            return first != null && after != null;
        }

        /** Variables that take the next page. */
        Map<String, Object> next(Map<String, Object> variables, int length, @Nullable String cursor, boolean counted) {
            Map<String, Object> all = new LinkedHashMap<>(variables);
            if (first != null) {
                all.put(first, length);
            }
            if (after != null && cursor != null) {
                all.put(after, cursor);
            }
            all.put(COUNTED, counted);
            return all;
        }

        boolean areChosenBy(Map<String, Object> variables) {
            return variables.containsKey(first) || variables.containsKey(after);
        }

        Standing standing(Map<String, Object> data) {
            if (!(data.get(root) instanceof Map<?, ?> list) || !(list.get(STANDING) instanceof Map<?, ?> page)) {
                return new Standing(false, null, null);
            }
            return new Standing(
                    Boolean.TRUE.equals(page.get("hasNextPage")),
                    page.get("endCursor") instanceof String cursor ? cursor : null,
                    list.get(COUNT) instanceof Number count ? count.longValue() : null);
        }

        /** The answer as the document itself asks for it. */
        Map<String, Object> plain(Map<String, Object> data) {
            Map<String, Object> plain = new LinkedHashMap<>(data);
            plain.computeIfPresent(root, (key, list) -> list instanceof Map<?, ?> members ? without(members) : list);
            return plain;
        }

        private static Map<Object, Object> without(Map<?, ?> members) {
            Map<Object, Object> plain = new LinkedHashMap<>(members);
            plain.remove(STANDING);
            plain.remove(COUNT);
            return plain;
        }
    }

    /** @param count of the whole list; null when it was not counted */
    record Standing(
            boolean more, @Nullable String cursor, @Nullable Long count) {}

    static boolean isOwn(String key) {
        return key.equals(STANDING) || key.equals(COUNT);
    }

    /** @param table its answer will be one */
    static ReadyDocument of(PublishedDocument published, GraphQLSchema schema, boolean table) {
        if (!published.isQuery()) {
            return new ReadyDocument(published.text(), published.document(), null);
        }
        SelectionSet asked = published.operation().getSelectionSet();
        SelectionSet selected = table ? InnerPages.told(asked, schema.getQueryType(), true) : asked;
        OperationDefinition operation = published.operation().transform(built -> built.selectionSet(selected));
        List<Selection> roots = selected.getSelections();
        if (roots.size() == 1 && roots.getFirst() instanceof Field root && isPaged(root, schema)) {
            return paged(published, operation, root, table);
        }
        return of(published, operation, null);
    }

    private static ReadyDocument of(PublishedDocument published, OperationDefinition ready, @Nullable Pages pages) {
        List<Definition> definitions = new ArrayList<>(published.document().getDefinitions());
        definitions.replaceAll(definition -> definition instanceof OperationDefinition ? ready : definition);
        Document document = published.document().transform(built -> built.definitions(definitions));
        return new ReadyDocument(AstPrinter.printAst(document), document, pages);
    }

    /** Asks how a page stands in its list. */
    static Field standing(String... fields) {
        return Field.newField("pageInfo")
                .alias(STANDING)
                .selectionSet(new SelectionSet(Stream.of(fields).map(Field::new).toList()))
                .build();
    }

    /** Whether a list within a row has more than the row shows. */
    static boolean hasMore(@Nullable Object list) {
        return list instanceof Map<?, ?> members
                && members.get(STANDING) instanceof Map<?, ?> page
                && Boolean.TRUE.equals(page.get("hasNextPage"));
    }

    private static boolean isField(Selection<?> selection, Set<String> names) {
        return selection instanceof Field field && names.contains(field.getName());
    }

    private static boolean isPaged(Field root, GraphQLSchema schema) {
        GraphQLFieldDefinition field = schema.getQueryType().getFieldDefinition(root.getName());
        return field != null
                && GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLNamedType type
                && type.getName().endsWith("Connection")
                && field.getArgument("first") != null
                && field.getArgument("after") != null;
    }

    private static ReadyDocument paged(
            PublishedDocument published, OperationDefinition operation, Field root, boolean table) {
        List<VariableDefinition> variables = new ArrayList<>(operation.getVariableDefinitions());
        List<Argument> arguments = new ArrayList<>(root.getArguments());
        boolean backward = arguments.stream()
                .anyMatch(argument ->
                        argument.getName().equals("last") || argument.getName().equals("before"));
        String first = backward ? null : variable("first", "Int", arguments, variables);
        String after = backward ? null : variable("after", "String", arguments, variables);
        variables.add(VariableDefinition.newVariableDefinition()
                .name(COUNTED)
                .type(NonNullType.newNonNullType(TypeName.newTypeName("Boolean").build())
                        .build())
                .defaultValue(BooleanValue.of(false))
                .build());
        Field asked = root.transform(
                field -> field.arguments(arguments).selectionSet(withStanding(root.getSelectionSet(), table)));
        OperationDefinition ready = operation.transform(
                built -> built.variableDefinitions(variables).selectionSet(new SelectionSet(List.of(asked))));
        return of(published, ready, new Pages(resultKey(root), first, after));
    }

    private static String resultKey(Field field) {
        return field.getAlias() == null ? field.getName() : field.getAlias();
    }

    /** The variable that fills an argument, one of the hub's own where the argument is not given; null when the document fixes it. */
    private static @Nullable String variable(
            String argument, String type, List<Argument> arguments, List<VariableDefinition> variables) {
        for (Argument given : arguments) {
            if (given.getName().equals(argument)) {
                return given.getValue() instanceof VariableReference variable ? variable.getName() : null;
            }
        }
        String name = "document_" + argument;
        arguments.add(new Argument(argument, new VariableReference(name)));
        variables.add(VariableDefinition.newVariableDefinition()
                .name(name)
                .type(TypeName.newTypeName(type).build())
                .build());
        return name;
    }

    private static SelectionSet withStanding(@Nullable SelectionSet asked, boolean table) {
        List<Selection> selections = new ArrayList<>(asked == null ? List.of() : asked.getSelections());
        if (table && selections.stream().anyMatch(selection -> isField(selection, ROWS))) {
            selections.removeIf(selection -> isField(selection, ABOUT_THE_LIST));
        }
        selections.add(standing("hasNextPage", "endCursor"));
        selections.add(Field.newField("totalCount")
                .alias(COUNT)
                .directives(List.of(Directive.newDirective()
                        .name("include")
                        .argument(new Argument("if", new VariableReference(COUNTED)))
                        .build()))
                .build());
        return new SelectionSet(selections);
    }
}
