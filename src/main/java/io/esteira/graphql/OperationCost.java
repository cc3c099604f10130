package io.esteira.graphql;

import graphql.execution.CoercedVariables;
import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import io.esteira.query.Limits;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows that an operation may answer, over all its root fields: each list is taken to be as long as it was asked to be, by
 * {@code first}, {@code last} or {@code limit}, else by their defaults, else as long as such lists usually are. What {@code @skip} leaves
 * out counts all the same. Where all rows of a list are looked at, to count them or to put them into groups, they cost something too.
 */
final class OperationCost {

    /** What says how long a list is to be, and the most that it may say. */
    private static final Map<String, Integer> SIZES =
            Map.of("first", Limits.MAX_PAGE, "last", Limits.MAX_PAGE, "limit", Limits.MAX_GROUPS);

    /** Lists within an object whose field was told how many rows. */
    private static final Set<String> ROWS = Set.of("nodes", "edges");

    /** Groups of an aggregate that has no limit. */
    private static final int USUAL_GROUPS = 100;

    /** What a look at all rows of a list costs, whatever it answers. */
    static final int WHOLE_LIST = 2_500;

    private static final String TOTAL_COUNT = "totalCount";

    private static final long MANY = Integer.MAX_VALUE;

    private final GraphQLSchema schema;
    private final CoercedVariables variables;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Cost> known = new HashMap<>();

    private OperationCost(GraphQLSchema schema, Document document, CoercedVariables variables) {
        this.schema = schema;
        this.variables = variables;
        this.fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, fragment -> fragment));
    }

    /**
     * Rows of the operation.
     *
     * @param document valid
     * @throws graphql.execution.AbortExecutionException when one page is longer than pages may be
     */
    static long of(GraphQLSchema schema, Document document, OperationDefinition operation, CoercedVariables variables) {
        GraphQLCompositeType root =
                switch (operation.getOperation()) {
                    case QUERY -> schema.getQueryType();
                    case MUTATION -> schema.getMutationType();
                    case SUBSCRIPTION -> schema.getSubscriptionType();
                };
        return new OperationCost(schema, document, variables)
                .of(operation.getSelectionSet(), root)
                .once();
    }

    /** Variables of a document that say how long a list is to be. */
    static Set<String> sizes(Document document) {
        Set<String> names = new TreeSet<>();
        new NodeTraverser()
                .preOrder(
                        new NodeVisitorStub() {
                            @Override
                            public TraversalControl visitArgument(Argument node, TraverserContext<Node> context) {
                                if (SIZES.containsKey(node.getName())
                                        && node.getValue() instanceof VariableReference variable) {
                                    names.add(variable.getName());
                                }
                                return TraversalControl.CONTINUE;
                            }
                        },
                        document);
        return names;
    }

    /**
     * Rows of a selection.
     *
     * @param once whatever surrounds it
     * @param perRow for each row that the surrounding field was told to answer
     * @param totals how often the rows of the surrounding list are counted
     */
    private record Cost(long once, long perRow, long totals) {

        static final Cost NOTHING = new Cost(0, 0, 0);
        static final Cost TOTAL = new Cost(0, 0, 1);

        Cost plus(Cost other) {
            return new Cost(
                    Math.min(MANY, once + other.once),
                    Math.min(MANY, perRow + other.perRow),
                    Math.min(MANY, totals + other.totals));
        }

        long times(long rows) {
            return Math.min(MANY, once + rows * perRow);
        }
    }

    private Cost of(@Nullable SelectionSet set, GraphQLCompositeType type) {
        Cost cost = Cost.NOTHING;
        if (set != null) {
            for (Selection<?> selection : set.getSelections()) {
                cost = cost.plus(of(selection, type));
            }
        }
        return cost;
    }

    private Cost of(Selection<?> selection, GraphQLCompositeType type) {
        return switch (selection) {
            case Field field when field.getName().startsWith("__") -> Cost.NOTHING;
            case Field field -> of(field, (GraphQLFieldsContainer) type);
            case InlineFragment fragment ->
                of(
                        fragment.getSelectionSet(),
                        fragment.getTypeCondition() == null
                                ? type
                                : composite(fragment.getTypeCondition().getName()));
            case FragmentSpread spread -> of(spread.getName());
            default -> throw new IllegalStateException("unknown selection " + selection);
        };
    }

    private Cost of(String fragment) {
        Cost cost = known.get(fragment);
        if (cost == null) {
            FragmentDefinition definition = fragments.get(fragment);
            cost = definition == null
                    ? Cost.NOTHING
                    : of(
                            definition.getSelectionSet(),
                            composite(definition.getTypeCondition().getName()));
            known.put(fragment, cost);
        }
        return cost;
    }

    private GraphQLCompositeType composite(String name) {
        if (schema.getType(name) instanceof GraphQLCompositeType type) {
            return type;
        }
        throw new IllegalStateException("not a type with fields: " + name);
    }

    private Cost of(Field field, GraphQLFieldsContainer parent) {
        GraphQLFieldDefinition definition = parent.getFieldDefinition(field.getName());
        List<GraphQLArgument> sizes = definition.getArguments().stream()
                .filter(argument -> SIZES.containsKey(argument.getName()))
                .toList();
        long rows = sizes.isEmpty() ? Limits.USUAL_CHILDREN : Math.max(1, rows(field, sizes));
        if (!(GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType type)) {
            return field.getName().equals(TOTAL_COUNT) ? Cost.TOTAL : Cost.NOTHING;
        }
        Cost inner = of(field.getSelectionSet(), type);
        if (!GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()))) {
            return once(inner.times(rows) + (isRoot(parent) ? 1 + inner.totals() * WHOLE_LIST : 0));
        }
        long each = 1 + inner.times(Limits.USUAL_CHILDREN);
        return sizes.isEmpty() && ROWS.contains(field.getName())
                ? new Cost(0, each, 0)
                : once(rows * each + (isRoot(parent) && isGroups(sizes) ? WHOLE_LIST : 0));
    }

    private static Cost once(long rows) {
        return new Cost(Math.min(MANY, rows), 0, 0);
    }

    private boolean isRoot(GraphQLNamedOutputType type) {
        return type == schema.getQueryType() || type == schema.getMutationType();
    }

    /** How many rows a field is to answer by its arguments, else by their defaults. */
    private long rows(Field field, List<GraphQLArgument> sizes) {
        long given = sizes.stream()
                .mapToLong(size -> given(field, size.getName()))
                .max()
                .orElse(-1);
        return given >= 0
                ? given
                : sizes.stream()
                        .mapToLong(OperationCost::standard)
                        .filter(size -> size >= 0)
                        .findFirst()
                        .orElse(isGroups(sizes) ? USUAL_GROUPS : Limits.DEFAULT_PAGE);
    }

    private static boolean isGroups(List<GraphQLArgument> sizes) {
        return sizes.stream().anyMatch(size -> size.getName().equals("limit"));
    }

    private static long standard(GraphQLArgument size) {
        Object value = size.getArgumentDefaultValue().getValue();
        return switch (value) {
            case IntValue written -> written.getValue().longValue();
            case Number number -> number.longValue();
            case null, default -> -1;
        };
    }

    /** What an argument says; negative when it says nothing, or nothing that makes sense: the read refuses that. */
    private long given(Field field, String name) {
        Argument argument = field.getArguments().stream()
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElse(null);
        long number = argument == null ? -1 : number(argument.getValue());
        int most = SIZES.getOrDefault(name, Limits.MAX_PAGE);
        if (number > most) {
            throw Problem.limit("PAGE_LIMIT", "`" + name + "` must be at most " + most + ".", most)
                    .abort();
        }
        return number;
    }

    private long number(Value<?> value) {
        Object number =
                switch (value) {
                    case IntValue written -> written.getValue().min(BigInteger.valueOf(MANY));
                    case VariableReference variable -> variables.get(variable.getName());
                    default -> null;
                };
        return number instanceof Number some ? some.longValue() : -1;
    }
}
