package io.esteira.query;

import graphql.TrivialDataFetcher;
import graphql.execution.CoercedVariables;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import io.esteira.platform.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The read side of the contract: fetches every described type of the schema, with one statement per field that leads into
 * them. Safe for use by several threads.
 */
public final class Reads {

    /** Name of the data loader that {@link #wire} expects, fed by {@link #load}. */
    public static final String LOADER = "rows";

    /** Where a part of an answer is completed field by field, it is a map by the answer's names, so that aliases need no further thought. */
    private static final TrivialDataFetcher<?> BY_KEY =
            environment -> ((Map<?, ?>) Objects.requireNonNull(environment.getSource()))
                    .get(environment.getMergedField().getResultKey());

    /** In the context of a request: when its first field was read. */
    private static final Object BEGUN = new Object();

    private final Catalog catalog;
    private final StatementCompiler compiler;
    private final StatementRunner runner;
    private final Duration timeout;
    private final Callers callers;
    private final Clock clock;
    private final ChangeFeed changes;
    private final Questions questions = new Questions();

    /** @param timeout of one statement, and of all that a request asks for; in seconds, at least one */
    public Reads(
            Catalog catalog,
            DataSource dataSource,
            Duration timeout,
            Callers callers,
            Clock clock,
            ChangeFeed changes,
            MeterRegistry registry,
            Traces traces) {
        this.catalog = catalog;
        this.compiler = new StatementCompiler(catalog);
        this.runner = new StatementRunner(dataSource, timeout, new ReadMeters(registry), traces);
        this.timeout = timeout;
        this.callers = callers;
        this.clock = clock;
        this.changes = changes;
    }

    /** Registers fetchers for all that {@link Catalog#expand} describes or adds. */
    public void wire(RuntimeWiring.Builder wiring) {
        wiring.codeRegistry(new Introspections().fetchers());
        Scalars.all().forEach(wiring::scalar);
        for (Entity entity : catalog.entities()) {
            Stream.concat(Stream.of("", "Connection", "Edge", "Changes"), AggregateSdl.TYPES.stream())
                    .forEach(suffix -> wiring.type(entity.type() + suffix, type -> type.defaultDataFetcher(BY_KEY)));
            String one = entity.one();
            if (one != null) {
                wiring.type("Query", type -> type.dataFetcher(one, fetch(entity, compiler::one)));
            }
            String many = entity.many();
            if (many != null) {
                wiring.type("Query", type -> type.dataFetcher(many, list(entity)));
                wiring.type("Query", type -> type.dataFetcher(many + "Aggregate", fetch(entity, compiler::aggregate)));
                String changed = many + "Changes";
                wiring.type("Query", type -> type.dataFetcher(changed, fetch(entity, compiler::changes)));
                if (entity.live()) {
                    wiring.type(
                            "Subscription",
                            type -> type.dataFetcher(changed, environment -> follow(entity, environment)));
                }
            }
        }
        catalog.embeddedFields()
                .forEach(field -> wiring.type(field.owner(), type -> type.dataFetcher(field.name(), embedded(field))));
        catalog.subscriptions()
                .forEach((field, sources) -> wiring.type(
                        "Subscription",
                        type -> type.dataFetcher(field, environment -> subscribe(environment, sources))));
    }

    private interface Compilation {
        Statement compile(Entity entity, Selection root, Caller caller);
    }

    /** What the copy of a client that stays on the line lacks, again and again. */
    private Publisher<Json> follow(Entity entity, DataFetchingEnvironment environment) {
        Caller caller = callers.current();
        entity.requireReadableBy(caller);
        List<String> entities = catalog.feeds(entity).stream()
                .map(ChangeSource::entity)
                .distinct()
                .toList();
        return changes.watch(
                caller,
                entities,
                FollowedCopy.ANY,
                FollowedCopy.ID,
                new FollowedCopy(Selection.of(environment), asked -> {
                    requireValid(caller);
                    return runner.part(
                            compiler.changes(entity, asked, caller),
                            new Bind.Inputs(asked, caller, clock.instant(), List.of()));
                }));
    }

    private void requireValid(Caller caller) {
        if (clock.instant().isAfter(caller.validUntil())) {
            throw ReadRefused.tokenEnded();
        }
    }

    private DataFetcher<?> fetch(Entity entity, Compilation compilation) {
        return environment -> {
            Caller caller = callers.current();
            entity.requireReadableBy(caller);
            Question question = questions.of(environment);
            Selection asked = question.selection(CoercedVariables.of(environment.getVariables()));
            Statement statement = question.statement(caller.roles(), asked).orElseGet(() -> {
                Statement compiled = compilation.compile(entity, asked, caller);
                question.keep(caller.roles(), compiled);
                return compiled;
            });
            Instant begun = environment.getGraphQlContext().computeIfAbsent(BEGUN, key -> clock.instant());
            return answer(statement, asked, caller, begun);
        };
    }

    /** All fields of a request together have the time of one statement, and one moment that is now. */
    private @Nullable Json answer(Statement statement, Selection asked, Caller caller, Instant begun) {
        Duration left = timeout.minus(Duration.between(begun, clock.instant()));
        return runner.answer(statement, new Bind.Inputs(asked, caller, begun, List.of()), left);
    }

    /**
     * A query's root fields, if all of them were read before in this form and for such roles: they need not be executed to be answered.
     *
     * @param operation of a document that is kept parsed, the same object each time
     * @return in the order of the answer; empty when something of it is new
     * @throws ReadRefused what the execution would say
     * @throws graphql.GraphQLException where an argument is not of its type
     */
    public List<RepeatedField> repeated(OperationDefinition operation, CoercedVariables variables, Caller caller) {
        Instant begun = clock.instant();
        List<RepeatedField> fields = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (graphql.language.Selection<?> selection :
                operation.getSelectionSet().getSelections()) {
            boolean plain = selection instanceof Field field
                    && field.getDirectives().isEmpty()
                    && keys.add(field.getResultKey());
            Optional<RepeatedField> known =
                    plain ? repeated((Field) selection, variables, caller, begun) : Optional.empty();
            if (known.isEmpty()) {
                return List.of();
            }
            fields.add(known.get());
        }
        return fields;
    }

    private Optional<RepeatedField> repeated(Field field, CoercedVariables variables, Caller caller, Instant begun) {
        return questions.find(field, variables.toMap()).flatMap(question -> {
            Selection asked = question.selection(variables);
            return question.statement(caller.roles(), asked)
                    .map(statement -> new RepeatedField(
                            field,
                            question.required(),
                            () -> Optional.ofNullable(answer(statement, asked, caller, begun))));
        });
    }

    private DataFetcher<?> list(Entity entity) {
        DataFetcher<?> page = fetch(entity, compiler::many);
        return environment -> {
            if (!environment.getGraphQlContext().getBoolean(RowStream.WANTED, false)) {
                return page.get(environment);
            }
            Caller caller = callers.current();
            entity.requireReadableBy(caller);
            Selection asked = Selection.of(environment);
            if (!asked.hasRowsInOnePlace()) {
                return page.get(environment);
            }
            Statement statement = compiler.each(entity, asked, caller);
            return new RowStream(runner, statement, new Bind.Inputs(asked, caller, clock.instant(), List.of()));
        };
    }

    /** Fields of described types in answers that the hub's controllers make: these say the row's internal id. */
    private DataFetcher<?> embedded(EmbeddedField field) {
        return environment -> {
            Long id = field.idOf(Objects.requireNonNull(environment.getSource()));
            if (id == null) {
                return null;
            }
            List<Field> fields = environment.getMergedField().getFields();
            return Objects.requireNonNull(environment.<RowKey, Object>getDataLoader(LOADER), LOADER)
                    .load(new RowKey(field, fields, id, callers.current()), environment);
        };
    }

    /** A row that an answer of a controller holds, and what is asked of it. */
    public static final class RowKey {

        private final EmbeddedField field;
        private final List<Field> fields;
        private final long id;
        private final Caller caller;

        RowKey(EmbeddedField field, List<Field> fields, long id, Caller caller) {
            this.field = field;
            this.fields = fields;
            this.id = id;
            this.caller = caller;
        }

        /** The nodes of a document have no equality of their own: the same place of the same request is meant. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof RowKey key && id == key.id && fields.equals(key.fields) && field.equals(key.field);
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, fields);
        }
    }

    /**
     * Reads rows for a data loader: one statement for all rows that the same field of the request asks for.
     *
     * @param environments of the fields, by key
     * @return rows by key; those that do not exist for the caller are absent
     */
    public Map<RowKey, Object> load(Set<RowKey> keys, Function<RowKey, DataFetchingEnvironment> environments) {
        Map<List<Field>, List<RowKey>> byField = new LinkedHashMap<>();
        keys.forEach(key ->
                byField.computeIfAbsent(key.fields, fields -> new ArrayList<>()).add(key));
        Map<RowKey, Object> rows = new HashMap<>();
        for (List<RowKey> same : byField.values()) {
            RowKey first = same.getFirst();
            Selection root = Selection.of(environments.apply(first));
            List<Long> ids = same.stream().map(key -> key.id).distinct().toList();
            Map<Long, Json> found = known(catalog.entity(first.field.target()), root, first.caller, ids);
            same.forEach(key -> rows.put(key, found.get(key.id)));
        }
        return rows;
    }

    private Object subscribe(DataFetchingEnvironment environment, List<ChangeSource> sources) {
        Caller caller = callers.current();
        Entity entity = catalog.entity(sources.getFirst().target()).requireReadableBy(caller);
        Selection root = Selection.of(environment);
        Statement statement = compiler.known(entity, root, caller);
        return changes.publisher(caller, sources, ids -> {
            requireValid(caller);
            return run(statement, root, caller, ids);
        });
    }

    private Map<Long, Json> known(Entity entity, Selection root, Caller caller, List<Long> ids) {
        return run(compiler.known(entity, root, caller), root, caller, ids);
    }

    private Map<Long, Json> run(Statement statement, Selection root, Caller caller, List<Long> ids) {
        return runner.rows(statement, new Bind.Inputs(root, caller, clock.instant(), ids));
    }
}
