package io.esteira.graphql.oracle;

import graphql.Scalars;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one document, field by field. */
final class RandomDocument {

    /** Of fields within fields, as the hub allows. */
    private static final int DEEPEST = 12;

    /** Rows that a document may answer if all its lists were full. */
    private static final long MOST_ROWS = 1_500;

    private static final int USUAL_PAGE = 50;
    private static final int USUAL_CHILDREN = 10;

    private record Fragment(String name, String type, Scope scope, long rowsEach, int depth) {}

    private final Oracle oracle;
    private final Cursors cursors;
    private final Dice dice;
    private final RandomArguments random;
    private final Writing writing;
    private final Scope root = Scope.empty();
    private final StringBuilder fragmentTexts = new StringBuilder();
    private final List<Fragment> fragments = new ArrayList<>();
    private final StringBuilder operation = new StringBuilder();
    private StringBuilder out = operation;
    private int aliases;
    private int directives;
    private int fieldsLeft = 40;
    private long mostRows;
    private int deepest;

    RandomDocument(Oracle oracle, Cursors cursors, RandomArguments random, Dice dice) {
        this.oracle = oracle;
        this.cursors = cursors;
        this.random = random;
        this.dice = dice;
        this.writing = new Writing(dice);
    }

    RandomQuery query() {
        String header = writing.declarations().isEmpty() && dice.chance(0.5)
                ? ""
                : "query Q"
                        + (writing.declarations().isEmpty()
                                ? ""
                                : "(" + String.join(", ", writing.declarations()) + ")");
        return new RandomQuery(header + "{ " + operation + "}" + fragmentTexts, writing.variables(), writing.others());
    }

    void list(DescribedType type) {
        connection(root, root("Query", Objects.requireNonNull(type.many())), type, type.order(), 1, 1);
    }

    void byId(DescribedType type) {
        GraphQLFieldDefinition field = root("Query", Objects.requireNonNull(type.one()));
        String id = "(id: " + writing.value(argument(field, "id"), random.id(type)) + ")";
        field(root, field.getName(), id, inner -> row(inner, type, 1, 2));
    }

    void changes(DescribedType type) {
        GraphQLFieldDefinition field = root("Query", type.many() + "Changes");
        List<String> arguments = new ArrayList<>();
        Cursors.Pair since = dice.chance(0.6) ? cursors.copy(dice.random(), type) : null;
        Map<String, Object> where = dice.chance(0.3) ? random.where(type) : null;
        if (since != null) {
            add(arguments, field, "since", since);
            where = dice.chance(0.8) ? cursors.meaning(since).where() : where;
        }
        if (where != null) {
            add(arguments, field, "where", where);
        }
        int length = dice.of(1, 2, 5, 20, 60);
        add(arguments, field, "first", length);
        field(root, field.getName(), arguments(arguments), inner -> selection(() -> change(inner, type, length)));
    }

    private void change(Scope scope, DescribedType type, int length) {
        switch (dice.below(5)) {
            case 0 -> field(scope, dice.of("removed", "hasMore", "restart"), "", null);
            case 1 -> field(scope, "cursor", "", null);
            case 2 -> field(scope, "__typename", "", null);
            default -> field(scope, "nodes", "", inner -> row(inner, type, length, 3));
        }
    }

    private GraphQLFieldDefinition root(String type, String field) {
        return oracle.schema().getObjectType(type).getFieldDefinition(field);
    }

    private static GraphQLInputType argument(GraphQLFieldDefinition field, String name) {
        return field.getArgument(name).getType();
    }

    private void add(List<String> arguments, GraphQLFieldDefinition field, String name, Object value) {
        arguments.add(name + ": " + writing.value(argument(field, name), value));
    }

    private String arguments(List<String> arguments) {
        Collections.shuffle(arguments, dice.random());
        return arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")";
    }

    /** Writes a field under some name that is free for it. */
    private void field(Scope scope, String name, String arguments, @Nullable Consumer<Scope> children) {
        fieldsLeft--;
        String signature = name + arguments;
        String key = dice.chance(0.12) ? dice.of("id", "code", "nodes", "company", "a" + aliases) : name;
        String free = scope.takes(key, signature) ? key : "b" + aliases;
        write(scope, free, name, arguments, children);
        if (children != null) {
            scope.repeatable().add(() -> write(scope, free, name, arguments, children));
        }
    }

    private void write(Scope scope, String key, String name, String arguments, @Nullable Consumer<Scope> children) {
        Scope inner = scope.enter(key, name + arguments);
        if (!key.equals(name)) {
            aliases++;
            out.append(key).append(": ");
        }
        out.append(name).append(arguments).append(directive()).append(' ');
        if (children != null) {
            children.accept(inner);
        }
    }

    private String directive() {
        if (directives > 25 || !dice.chance(0.06)) {
            return "";
        }
        directives++;
        return " @" + dice.of("include", "skip") + "(if: "
                + writing.value(GraphQLNonNull.nonNull(Scalars.GraphQLBoolean), dice.chance(0.6)) + ")";
    }

    private void selection(Runnable field) {
        out.append("{ ");
        int fields = fieldsLeft > 0 ? dice.between(1, 4) : 1;
        for (int i = 0; i < fields; i++) {
            field.run();
        }
        out.append("} ");
    }

    private void row(Scope scope, DescribedType type, long rows, int level) {
        mostRows = Math.max(mostRows, rows);
        deepest = Math.max(deepest, level);
        selection(() -> rowField(scope, type, rows, level));
    }

    private void rowField(Scope scope, DescribedType type, long rows, int level) {
        switch (fieldsLeft > 0 ? dice.below(20) : 19) {
            case 0 -> field(scope, "__typename", "", null);
            case 1 -> {
                out.append(dice.of("...", "... on " + type)).append(directive()).append(' ');
                row(scope, type, rows, level);
            }
            case 2 -> spread(scope, type, rows, level);
            case 3 -> repeat(scope, type);
            case 4, 5, 6, 7, 8, 9 -> related(scope, type, rows, level);
            default -> value(scope, type);
        }
    }

    private void value(Scope scope, DescribedType type) {
        field(scope, dice.of(type.values().toList()).name(), "", null);
    }

    private void repeat(Scope scope, DescribedType type) {
        List<Runnable> writings = List.copyOf(scope.repeatable());
        if (writings.isEmpty()) {
            value(scope, type);
        } else {
            dice.of(writings).run();
        }
    }

    private void related(Scope scope, DescribedType type, long rows, int level) {
        List<DescribedType.Member> related = type.members().values().stream()
                .filter(member -> mayFollow(member, rows, level))
                .toList();
        if (related.isEmpty()) {
            value(scope, type);
            return;
        }
        switch (dice.of(related)) {
            case DescribedType.One one ->
                field(scope, one.name(), "", inner -> row(inner, type(one.target()), rows, level + 1));
            case DescribedType.Many many
            when many.paged() ->
                connection(scope, root(type.name(), many.name()), type(many.target()), many.order(), rows, level);
            case DescribedType.Many many -> {
                List<String> arguments = new ArrayList<>();
                addCondition(arguments, root(type.name(), many.name()), type(many.target()));
                addOrder(arguments, root(type.name(), many.name()), type(many.target()));
                field(
                        scope,
                        many.name(),
                        arguments(arguments),
                        inner -> row(inner, type(many.target()), rows * USUAL_CHILDREN, level + 1));
            }
            case DescribedType.Value value -> throw new IllegalStateException(value.name());
        }
    }

    private static boolean mayFollow(DescribedType.Member member, long rows, int level) {
        return switch (member) {
            case DescribedType.Value value -> false;
            case DescribedType.One one -> level < DEEPEST;
            case DescribedType.Many many ->
                many.paged()
                        ? level + 3 <= DEEPEST && rows <= MOST_ROWS
                        : level < DEEPEST && rows * USUAL_CHILDREN <= MOST_ROWS;
        };
    }

    private DescribedType type(String name) {
        return oracle.types().get(name);
    }

    private void addCondition(List<String> arguments, GraphQLFieldDefinition field, DescribedType type) {
        if (dice.chance(0.4)) {
            add(arguments, field, "where", random.where(type));
        } else if (dice.chance(0.03)) {
            arguments.add("where: " + writing.nothing(argument(field, "where")));
        }
    }

    private void addOrder(List<String> arguments, GraphQLFieldDefinition field, DescribedType type) {
        if (dice.chance(0.4)) {
            add(arguments, field, "orderBy", random.orderBy(type));
        } else if (dice.chance(0.03)) {
            arguments.add("orderBy: " + (dice.chance(0.5) ? "[]" : writing.nothing(argument(field, "orderBy"))));
        }
    }

    private void connection(
            Scope scope,
            GraphQLFieldDefinition field,
            DescribedType type,
            List<DescribedType.Sort> order,
            long rows,
            int level) {
        List<String> arguments = new ArrayList<>();
        int length = addLength(arguments, field, rows);
        addCondition(arguments, field, type);
        Cursors.Family family = dice.chance(0.4)
                ? cursors.family(
                        dice.random(),
                        known -> known.type().equals(type)
                                && (known.asked() != null || known.otherwise().equals(order)))
                : null;
        if (family == null) {
            addOrder(arguments, field, type);
        } else {
            addCursors(arguments, field, family);
        }
        long all = rows * Math.max(1, length);
        deepest = Math.max(deepest, level + 3);
        field(scope, field.getName(), arguments(arguments), inner -> page(inner, type, all, level + 1));
    }

    /** @return how many rows the page has at most */
    private int addLength(List<String> arguments, GraphQLFieldDefinition field, long rows) {
        boolean usual = rows * USUAL_PAGE <= MOST_ROWS;
        if (usual && dice.chance(0.25)) {
            if (dice.chance(0.2)) {
                arguments.add(dice.of("first", "last") + ": " + writing.nothing(Scalars.GraphQLInt));
            }
            return USUAL_PAGE;
        }
        int most = (int) Math.max(1, Math.min(60, MOST_ROWS / rows));
        int length = dice.chance(0.05) ? 0 : dice.between(1, dice.chance(0.5) ? Math.min(most, 4) : most);
        add(arguments, field, dice.of("first", "first", "last"), length);
        return length;
    }

    private void addCursors(List<String> arguments, GraphQLFieldDefinition field, Cursors.Family family) {
        if (family.asked() != null) {
            arguments.add("orderBy: " + writing.fixed(argument(field, "orderBy"), family.asked()));
        }
        int ends = dice.below(5);
        if (ends < 3) {
            add(arguments, field, "after", cursors.of(dice.random(), family));
        }
        if (ends > 1) {
            add(arguments, field, "before", cursors.of(dice.random(), family));
        }
    }

    private void page(Scope scope, DescribedType type, long rows, int level) {
        selection(() -> pageField(scope, type, rows, level));
    }

    private void pageField(Scope scope, DescribedType type, long rows, int level) {
        switch (dice.below(14)) {
            case 0 -> field(scope, "__typename", "", null);
            case 1, 2 -> field(scope, "totalCount", "", null);
            case 3, 4 -> field(scope, "pageInfo", "", inner -> selection(() -> pageInfoField(inner)));
            case 5 ->
                field(
                        scope,
                        "freshness",
                        "",
                        inner -> selection(() -> field(
                                inner,
                                dice.of("source", "company", "asOf", "oldestEntity", "stale", "__typename"),
                                "",
                                null)));
            case 6 -> {
                out.append("... on ")
                        .append(type)
                        .append("Connection")
                        .append(directive())
                        .append(' ');
                page(scope, type, rows, level);
            }
            case 7, 8, 9 ->
                field(scope, "edges", "", inner -> selection(() -> edgeField(inner, type, rows, level + 1)));
            default -> field(scope, "nodes", "", inner -> row(inner, type, rows, level + 1));
        }
    }

    private void pageInfoField(Scope scope) {
        field(scope, dice.of("hasNextPage", "hasPreviousPage", "startCursor", "endCursor", "__typename"), "", null);
    }

    private void edgeField(Scope scope, DescribedType type, long rows, int level) {
        switch (dice.below(6)) {
            case 0 -> field(scope, "__typename", "", null);
            case 1, 2, 3 -> field(scope, "cursor", "", null);
            default -> field(scope, "node", "", inner -> row(inner, type, rows, level + 1));
        }
    }

    private void spread(Scope scope, DescribedType type, long rows, int level) {
        List<Fragment> fitting = fragments.stream()
                .filter(fragment -> fragment.type().equals(type.name())
                        && rows * fragment.rowsEach() <= MOST_ROWS
                        && level + fragment.depth() <= DEEPEST
                        && scope.takes(fragment.scope()))
                .toList();
        Fragment fragment =
                !fitting.isEmpty() && dice.chance(0.7) ? dice.of(fitting) : fragment(scope, type, rows, level);
        scope.add(fragment.scope());
        mostRows = Math.max(mostRows, rows * fragment.rowsEach());
        deepest = Math.max(deepest, level + fragment.depth());
        out.append("...").append(fragment.name()).append(directive()).append(' ');
    }

    private Fragment fragment(Scope scope, DescribedType type, long rows, int level) {
        StringBuilder around = out;
        long mostAround = mostRows;
        int deepestAround = deepest;
        out = new StringBuilder();
        mostRows = rows;
        deepest = level;
        Scope own = scope.ofFragment();
        row(own, type, rows, level);
        Fragment fragment =
                new Fragment("F" + fragments.size(), type.name(), own, (mostRows + rows - 1) / rows, deepest - level);
        fragments.add(fragment);
        fragmentTexts.append(" fragment %s on %s %s".formatted(fragment.name(), type, out));
        out = around;
        mostRows = mostAround;
        deepest = deepestAround;
        return fragment;
    }

    void groups(DescribedType type) {
        GraphQLFieldDefinition field = root("Query", type.many() + "Aggregate");
        List<String> arguments = new ArrayList<>();
        List<Map<String, Object>> groupBy = random.groupBy(type);
        if (!groupBy.isEmpty() || dice.chance(0.2)) {
            add(arguments, field, "groupBy", groupBy);
        }
        addCondition(arguments, field, type);
        if (dice.chance(0.3)) {
            add(arguments, field, "having", random.having(type));
        }
        if (dice.chance(0.5)) {
            add(arguments, field, "orderBy", random.groupOrder(type, groupBy));
        }
        if (dice.chance(0.3)) {
            add(arguments, field, "limit", dice.below(8));
        }
        GraphQLObjectType group = oracle.schema().getObjectType(type + "Aggregate");
        field(
                root,
                field.getName(),
                arguments(arguments),
                inner -> selection(() -> groupField(inner, type, group, groupBy)));
    }

    private void groupField(
            Scope scope, DescribedType type, GraphQLObjectType group, List<Map<String, Object>> groupBy) {
        GraphQLFieldDefinition field = dice.of(group.getFieldDefinitions());
        if (field.getName().equals("key")) {
            if (groupBy.isEmpty()) {
                field(scope, "__typename", "", null);
            } else {
                field(scope, "key", "", inner -> key(inner, groupBy));
            }
            return;
        }
        List<String> arguments = new ArrayList<>();
        if (dice.chance(0.25)) {
            add(arguments, field, "where", random.where(type));
        }
        if (field.getName().equals("percentile")) {
            add(arguments, field, "fraction", BigDecimal.valueOf(dice.below(101), 2));
        }
        if (field.getName().equals("count")) {
            field(scope, "count", arguments(arguments), null);
            return;
        }
        GraphQLObjectType measures = (GraphQLObjectType) graphql.schema.GraphQLTypeUtil.unwrapAll(field.getType());
        field(
                scope,
                field.getName(),
                arguments(arguments),
                inner -> selection(() -> field(
                        inner,
                        dice.chance(0.05)
                                ? "__typename"
                                : dice.of(measures.getFieldDefinitions()).getName(),
                        "",
                        null)));
    }

    /** Only what the rows are grouped by. */
    private void key(Scope scope, List<Map<String, Object>> groupBy) {
        Map<String, List<Map<String, Object>>> byField = groupBy.stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.keySet().iterator().next(), LinkedHashMap::new, Collectors.toList()));
        List<String> names = List.copyOf(byField.keySet());
        selection(() -> {
            String name = dice.of(names);
            List<Map<String, Object>> within = byField.getOrDefault(name, List.of()).stream()
                    .map(entry -> entry.get(name))
                    .filter(Map.class::isInstance)
                    .map(NaiveCondition::object)
                    .filter(entry -> !entry.containsKey("timeZone"))
                    .toList();
            if (dice.chance(0.1)) {
                field(scope, "__typename", "", null);
            } else {
                field(scope, name, "", within.isEmpty() ? null : inner -> key(inner, within));
            }
        });
    }
}
