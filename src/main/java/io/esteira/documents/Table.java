package io.esteira.documents;

import graphql.execution.RawVariables;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer as one table. Its rows are the elements of the root field, or its fields where it is no list. Fields of nested objects
 * are columns, named by their path. One list of objects in a row is unfolded: the row is repeated for each element, and stays once
 * when there is none; so on with a list in that list. Columns are those of the document, whatever it answers.
 */
final class Table {

    record Column(String name, CellKind kind) {}

    /** Takes a row; the array is used again for the next one. */
    interface Rows {
        void row(@Nullable Object[] cells) throws IOException;

        /** A row as the texts of the contract, in the order of the columns. */
        default void texts(List<Column> columns, @Nullable String[] texts) throws IOException {
            @Nullable Object[] cells = new Object[texts.length];
            for (int i = 0; i < texts.length; i++) {
                cells[i] = columns.get(i).kind().cell(texts[i]);
            }
            row(cells);
        }
    }

    private record Leaf(int column, List<String> path) {}

    /**
     * What stands around a list.
     *
     * @param list path to it; null when there is none
     */
    private record Level(
            List<Leaf> leaves,
            @Nullable List<String> list,
            @Nullable Level within) {}

    private record Listed(String name, List<String> path, List<ExecutableNormalizedField> fields) {}

    private static final Set<String> ABOUT_THE_LIST = Set.of("pageInfo", "freshness");

    private final GraphQLSchema schema;
    private final @Nullable String wanted;
    private final List<Column> columns = new ArrayList<>();
    private final Level outermost;
    private final String root;

    /**
     * Describes the table of a document.
     *
     * @param wanted path of the list to unfold, blank for none; null when there is no choice
     * @throws DocumentRefused when it is no table, or when the list to unfold is to be chosen
     */
    Table(GraphQLSchema schema, ReadyDocument ready, Map<String, Object> variables, @Nullable String wanted) {
        this.schema = schema;
        this.wanted = wanted;
        List<ExecutableNormalizedField> roots =
                ExecutableNormalizedOperationFactory.createExecutableNormalizedOperationWithRawVariables(
                                schema, ready.document(), null, RawVariables.of(variables))
                        .getTopLevelFields();
        if (roots.size() != 1) {
            throw DocumentRefused.badInput("A document with several root fields is no table: ask for JSON.");
        }
        root = roots.getFirst().getResultKey();
        outermost = outermost(roots.getFirst());
    }

    List<Column> columns() {
        return columns;
    }

    private Level outermost(ExecutableNormalizedField field) {
        List<ExecutableNormalizedField> children = field.getChildren();
        if (isObjects(field)) {
            return new Level(List.of(), List.of(root), level(children, ""));
        }
        List<ExecutableNormalizedField> lists = isConnection(field) ? elements(children) : List.of();
        if (lists.size() > 1) {
            throw DocumentRefused.badInput("A list with both nodes and edges is no table: ask for JSON.");
        }
        if (lists.size() == 1) {
            ExecutableNormalizedField list = lists.getFirst();
            return new Level(List.of(), List.of(root, list.getResultKey()), level(list.getChildren(), ""));
        }
        if (children.isEmpty()) {
            columns.add(new Column(root, CellKind.of(field.getType(schema))));
            return new Level(List.of(new Leaf(0, List.of(root))), null, null);
        }
        Level level = level(children, "");
        List<Leaf> leaves = level.leaves().stream()
                .map(leaf -> new Leaf(leaf.column(), joined(root, leaf.path())))
                .toList();
        return new Level(leaves, level.list() == null ? null : joined(root, level.list()), level.within());
    }

    private static List<String> joined(String first, List<String> rest) {
        List<String> path = new ArrayList<>();
        path.add(first);
        path.addAll(rest);
        return List.copyOf(path);
    }

    private Level level(List<ExecutableNormalizedField> fields, String prefix) {
        List<Leaf> leaves = new ArrayList<>();
        List<Listed> lists = new ArrayList<>();
        collect(fields, prefix, List.of(), leaves, lists);
        Listed chosen = chosen(lists, prefix);
        return chosen == null
                ? new Level(leaves, null, null)
                : new Level(leaves, chosen.path(), level(chosen.fields(), chosen.name() + '.'));
    }

    private void collect(
            List<ExecutableNormalizedField> fields,
            String prefix,
            List<String> above,
            List<Leaf> leaves,
            List<Listed> lists) {
        Set<String> seen = new HashSet<>();
        for (ExecutableNormalizedField field : fields) {
            String key = field.getResultKey();
            if (!seen.add(key) || ReadyDocument.isOwn(key)) {
                continue;
            }
            List<String> path = new ArrayList<>(above);
            path.add(key);
            String name = prefix + key;
            if (field.getChildren().isEmpty()) {
                leaves.add(new Leaf(columns.size(), List.copyOf(path)));
                columns.add(new Column(name, CellKind.of(field.getType(schema))));
            } else if (isObjects(field)) {
                lists.add(new Listed(name, List.copyOf(path), field.getChildren()));
            } else if (isConnection(field)) {
                for (ExecutableNormalizedField list : elements(field.getChildren())) {
                    List<String> inner = new ArrayList<>(path);
                    inner.add(list.getResultKey());
                    lists.add(new Listed(name, List.copyOf(inner), list.getChildren()));
                }
                collect(aboutRows(field.getChildren()), name + '.', path, leaves, lists);
            } else {
                collect(field.getChildren(), name + '.', path, leaves, lists);
            }
        }
    }

    private static List<ExecutableNormalizedField> elements(List<ExecutableNormalizedField> fields) {
        return fields.stream()
                .filter(field -> field.getFieldName().equals("nodes")
                        || field.getFieldName().equals("edges"))
                .toList();
    }

    private static List<ExecutableNormalizedField> aboutRows(List<ExecutableNormalizedField> fields) {
        List<ExecutableNormalizedField> elements = elements(fields);
        return fields.stream()
                .filter(field -> !elements.contains(field) && !ABOUT_THE_LIST.contains(field.getFieldName()))
                .toList();
    }

    private boolean isObjects(ExecutableNormalizedField field) {
        GraphQLType type = GraphQLTypeUtil.unwrapNonNull(field.getType(schema));
        return GraphQLTypeUtil.isList(type) && GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLCompositeType;
    }

    private boolean isConnection(ExecutableNormalizedField field) {
        GraphQLOutputType type = field.getType(schema);
        return GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLNamedType named
                && named.getName().endsWith("Connection");
    }

    private @Nullable Listed chosen(List<Listed> lists, String prefix) {
        if (wanted == null) {
            if (lists.size() > 1) {
                throw DocumentRefused.badInput("The document has lists side by side: choose one by rows=, of "
                        + names(lists) + ", or none by rows= alone.");
            }
            return lists.isEmpty() ? null : lists.getFirst();
        }
        if (wanted.isBlank() || prefix.equals(wanted + '.')) {
            return null;
        }
        return lists.stream()
                .filter(list -> wanted.equals(list.name()) || wanted.startsWith(list.name() + '.'))
                .findFirst()
                .orElseThrow(() -> DocumentRefused.badInput(
                        "rows= names no list of the document" + (lists.isEmpty() ? "." : ": " + names(lists) + ".")));
    }

    private static String names(List<Listed> lists) {
        return String.join(", ", lists.stream().map(Listed::name).distinct().toList());
    }

    /** Takes the rows of an answer, or of one of its pages. */
    void rows(Map<String, Object> data, Rows rows) throws IOException {
        if (data.get(root) != null) {
            unfold(outermost, data, new Object[columns.size()], rows);
        }
    }

    /** Takes the rows of an element of the root field's list. */
    void rowsOf(Object element, Rows rows) throws IOException {
        unfold(Objects.requireNonNull(outermost.within()), element, new Object[columns.size()], rows);
    }

    /** Takes the row of an element without lists: its columns stand in the order of the document. */
    void rowOf(@Nullable String[] texts, Rows rows) throws IOException {
        rows.texts(columns, texts);
    }

    private void unfold(Level level, @Nullable Object element, @Nullable Object[] cells, Rows rows) throws IOException {
        for (Leaf leaf : level.leaves()) {
            cells[leaf.column()] = columns.get(leaf.column()).kind().cell(at(element, leaf.path()));
        }
        Level within = level.within();
        if (within == null || level.list() == null) {
            rows.row(cells);
            return;
        }
        List<String> list = level.list();
        if (isWithinRow(level, list) && ReadyDocument.hasMore(at(element, list.subList(0, list.size() - 1)))) {
            throw DocumentRefused.cutWithin(String.join(".", list.subList(0, list.size() - 1)));
        }
        if (at(element, list) instanceof List<?> elements && !elements.isEmpty()) {
            for (Object each : elements) {
                unfold(within, each, cells, rows);
            }
        } else if (!level.leaves().isEmpty()) {
            Arrays.fill(cells, firstColumn(within, cells.length), cells.length, null);
            rows.row(cells);
        }
    }

    /** The root field's own pages are followed. */
    private boolean isWithinRow(Level level, List<String> list) {
        return level != outermost || list.size() > 2;
    }

    /** Columns of inner levels stand after those of the outer ones. */
    private static int firstColumn(@Nullable Level level, int none) {
        if (level == null) {
            return none;
        }
        return level.leaves().isEmpty()
                ? firstColumn(level.within(), none)
                : level.leaves().getFirst().column();
    }

    private static @Nullable Object at(@Nullable Object element, List<String> path) {
        Object value = element;
        for (String key : path) {
            value = value instanceof Map<?, ?> members ? members.get(key) : null;
        }
        return value;
    }
}
