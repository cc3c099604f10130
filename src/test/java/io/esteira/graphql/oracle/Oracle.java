package io.esteira.graphql.oracle;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeRuntimeWiring;
import io.esteira.platform.Caller;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what can be read of the described types, by plain execution over rows in memory. For one thread at a time. */
public final class Oracle {

    private static final List<String> MEASURES = List.of("countDistinct", "sum", "avg", "min", "max", "percentile");

    private final NaiveStore store;
    private final NaiveCursors cursors = new NaiveCursors();
    private final GraphQLSchema schema;
    private final GraphQL graphQl;

    /** @param sdl the schema as clients get it */
    public Oracle(String sdl, NaiveStore store) {
        this.store = store;
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring().strictMode(false);
        OracleScalars.all().forEach(wiring::scalar);
        store.types().all().forEach(type -> wire(type, wiring));
        var registry = new SchemaParser().parse(sdl);
        registry.types().values().stream()
                .filter(type -> type instanceof graphql.language.UnionTypeDefinition)
                .forEach(union -> wiring.type(
                        union.getName(),
                        type -> type.typeResolver(environment -> {
                            throw new UnsupportedOperationException(union.getName());
                        })));
        this.schema = new SchemaGenerator().makeExecutableSchema(registry, wiring.build());
        this.graphQl = GraphQL.newGraphQL(schema).build();
    }

    GraphQLSchema schema() {
        return schema;
    }

    DescribedTypes types() {
        return store.types();
    }

    /** What the answer to a valid document is. */
    public ExecutionResult ask(Caller caller, String document, Map<String, @Nullable Object> variables) {
        return graphQl.execute(ExecutionInput.newExecutionInput(document)
                .variables(variables)
                .graphQLContext(Map.of(Caller.class, caller)));
    }

    private void wire(DescribedType type, RuntimeWiring.Builder wiring) {
        String name = type.name();
        wiring.type(name, row -> row.defaultDataFetcher(this::member));
        wiring.type(
                name + "Connection",
                connection -> connection.defaultDataFetcher(environment -> source(environment, NaiveConnection.class)
                        .field(environment.getField().getName())));
        wiring.type(name + "Aggregate", group -> group.defaultDataFetcher(Oracle::ofGroup));
        wiring.type(name + "GroupKey", key -> key.defaultDataFetcher(Oracle::ofKey));
        for (String measures : List.of("Counts", "Numbers", "Values")) {
            wiring.type(
                    name + measures,
                    measure -> measure.defaultDataFetcher(environment -> source(environment, NaiveGroup.Measure.class)
                            .of(environment.getField().getName())));
        }
        wiring.type("Query", query -> wire(type, query));
    }

    private TypeRuntimeWiring.Builder wire(DescribedType type, TypeRuntimeWiring.Builder query) {
        String one = type.one();
        if (one != null) {
            query.dataFetcher(one, allowed(type, this::byId));
        }
        String many = type.many();
        if (many != null) {
            query.dataFetcher(
                    many,
                    allowed(
                            type,
                            (view, of, arguments) ->
                                    NaiveConnection.of(view, cursors, of, view.all(of), of.order(), arguments)));
            query.dataFetcher(
                    many + "Aggregate",
                    allowed(type, (view, of, arguments) -> new NaiveGroups(view, of, arguments).all()));
            query.dataFetcher(many + "Changes", allowed(type, this::changes));
        }
        return query;
    }

    private interface Root {
        @Nullable
        Object fetch(NaiveView view, DescribedType type, Arguments arguments);
    }

    /** Whoever may not read a type that the field has to do with gets nothing of the field. */
    private DataFetcher<?> allowed(DescribedType type, Root root) {
        return environment -> {
            NaiveView view = view(environment);
            Optional<DescribedType> forbidden = new NaiveRights(view).forbidden(type, environment);
            if (forbidden.isPresent()) {
                return DataFetcherResult.newResult()
                        .error(GraphqlErrorBuilder.newError(environment)
                                .message("%s", forbidden.get())
                                .extensions(Map.of("code", "FORBIDDEN"))
                                .build())
                        .build();
            }
            return root.fetch(view, type, new Arguments(environment.getArguments()));
        };
    }

    private NaiveView view(DataFetchingEnvironment environment) {
        return new NaiveView(
                store, Objects.requireNonNull(environment.getGraphQlContext().get(Caller.class)));
    }

    private @Nullable Object byId(NaiveView view, DescribedType type, Arguments arguments) {
        return view.all(type).stream()
                .filter(row -> row.globalId().equals(arguments.text("id")))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Object member(DataFetchingEnvironment environment) {
        NaiveRow row = source(environment, NaiveRow.class);
        NaiveView view = view(environment);
        Arguments arguments = new Arguments(environment.getArguments());
        return switch (row.type().member(environment.getField().getName())) {
            case DescribedType.Value value when value.type().equals("ID") -> row.globalId();
            case DescribedType.Value value -> row.value(value.name());
            case DescribedType.One one -> view.one(row, one);
            case DescribedType.Many many -> {
                DescribedType type = view.type(many.target());
                List<NaiveRow> rows = view.many(row, many);
                yield many.paged()
                        ? NaiveConnection.of(view, cursors, type, rows, many.order(), arguments)
                        : NaiveConnection.sorted(
                                view,
                                rows,
                                NaiveOrder.of(view, type, arguments.orderBy(), many.order()),
                                arguments.where());
            }
        };
    }

    private static @Nullable Object ofGroup(DataFetchingEnvironment environment) {
        NaiveGroup group = source(environment, NaiveGroup.class);
        String field = environment.getField().getName();
        Arguments arguments = new Arguments(environment.getArguments());
        if (field.equals("key")) {
            return new NaiveGroup.KeyPart(group, List.of());
        }
        List<NaiveRow> rows = group.rows(arguments.where());
        if (field.equals("count")) {
            return rows.size();
        }
        if (!MEASURES.contains(field)) {
            throw new IllegalArgumentException(field);
        }
        return new NaiveGroup.Measure(
                group, field, rows, (BigDecimal) arguments.given().get("fraction"));
    }

    private static @Nullable Object ofKey(DataFetchingEnvironment environment) {
        NaiveGroup.KeyPart part = source(environment, NaiveGroup.KeyPart.class)
                .at(environment.getField().getName());
        return GraphQLTypeUtil.simplePrint(environment.getFieldType()).endsWith("GroupKey") ? part : part.answer();
    }

    private Object changes(NaiveView view, DescribedType type, Arguments arguments) {
        String since = arguments.text("since");
        Object before = since == null ? null : cursors.meaning(since);
        NaiveCopy copy = NaiveCopy.goneOn(view, type, (CopyCursor) before, arguments);
        return copy.answer(cursors.text(copy.reached()));
    }

    private static <T> T source(DataFetchingEnvironment environment, Class<T> type) {
        return type.cast(Objects.requireNonNull((Object) environment.getSource()));
    }

    /** What one of the oracle's cursors means. */
    Object meaning(String cursor) {
        return cursors.meaning(cursor);
    }
}
