package io.esteira.graphql;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import io.esteira.platform.Traces;
import io.esteira.query.Catalog;
import io.esteira.query.ChangeFeed;
import io.esteira.query.Json;
import io.esteira.query.Reads;
import io.esteira.support.SchemaFiles;
import io.esteira.support.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.execution.DefaultBatchLoaderRegistry;
import org.springframework.graphql.execution.DefaultExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import tools.jackson.databind.json.JsonMapper;

/** The contract over a database of its own that holds the small plant; asked without HTTP, by whatever caller is set. */
final class Contract implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static final Duration PATIENT = Duration.ofSeconds(30);

    final HikariDataSource pool;
    final CountingDataSource counting;
    final JdbcClient sql;
    final ChangeFeed changes;
    private final ExecutionGraphQlService service;
    private final RepeatedAnswers repeated;
    private final GraphQlSource source;
    private final Steps clock = new Steps();
    private volatile Caller caller;

    /** The hub's own settings but for those given, by their names without {@code esteira.graphql}. */
    static ReadProperties settings(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", ReadProperties.class);
    }

    Contract() {
        this(PATIENT);
    }

    /** @param statementTimeout after which a read is cut off */
    Contract(Duration statementTimeout) {
        this("", wiring -> {}, statementTimeout);
    }

    /** @param moreSchema added to the contract's, with its fetchers */
    Contract(String moreSchema, Consumer<graphql.schema.idl.RuntimeWiring.Builder> moreWiring) {
        this(moreSchema, moreWiring, PATIENT);
    }

    Contract(GraphQlMode mode) {
        this("", wiring -> {}, PATIENT, settings(Map.of("mode", mode.name())));
    }

    private Contract(
            String moreSchema,
            Consumer<graphql.schema.idl.RuntimeWiring.Builder> moreWiring,
            Duration statementTimeout) {
        this(moreSchema, moreWiring, statementTimeout, settings(Map.of()));
    }

    private Contract(
            String moreSchema,
            Consumer<graphql.schema.idl.RuntimeWiring.Builder> moreWiring,
            Duration statementTimeout,
            ReadProperties settings) {
        this(smallPlant(), moreSchema, moreWiring, statementTimeout, settings);
    }

    /** @param pool of a database with all tables; closed with the contract */
    Contract(HikariDataSource pool) {
        this(pool, "", wiring -> {}, PATIENT, settings(Map.of()));
    }

    private static HikariDataSource smallPlant() {
        HikariDataSource pool = TestDatabase.create();
        new ResourceDatabasePopulator(file("small-plant.sql")).execute(pool);
        return pool;
    }

    private Contract(
            HikariDataSource pool,
            String moreSchema,
            Consumer<graphql.schema.idl.RuntimeWiring.Builder> moreWiring,
            Duration statementTimeout,
            ReadProperties settings) {
        this.pool = pool;
        counting = new CountingDataSource(pool);
        sql = JdbcClient.create(pool);
        caller = Caller.hub(companies("MATRIZ", "LATICINIO"));
        PGSimpleDataSource own = new PGSimpleDataSource();
        own.setUrl(pool.getJdbcUrl());
        changes = new ChangeFeed(pool, own);
        List<Resource> files = new java.util.ArrayList<>(SchemaFiles.all());
        if (!moreSchema.isEmpty()) {
            files.add(new ByteArrayResource(moreSchema.getBytes(StandardCharsets.UTF_8)));
        }
        Catalog catalog = Catalog.of(files.stream().map(SchemaFiles::text).toList());
        Reads reads = new Reads(
                catalog,
                counting,
                statementTimeout,
                () -> caller,
                clock,
                changes,
                new SimpleMeterRegistry(),
                Traces.none());
        DefaultBatchLoaderRegistry loaders = new DefaultBatchLoaderRegistry();
        new ReadSideConfiguration().readWiring(reads, loaders);
        Failures failures = new Failures(Tracer.NOOP);
        DocumentCache documents = new DocumentCache();
        RequestRules rules = new RequestRules(settings, new Introspection(settings, () -> caller));
        source = GraphQlSource.schemaResourceBuilder()
                .schemaResources(files.toArray(Resource[]::new))
                .configureTypeDefinitions(catalog::expand)
                .configureRuntimeWiring(reads::wire)
                .configureRuntimeWiring(moreWiring::accept)
                .exceptionResolvers(List.of(failures))
                .subscriptionExceptionResolvers(List.of(failures))
                .configureGraphQl(graphQl -> ReadSideConfiguration.installReads(graphQl, List.of(failures), documents))
                .instrumentation(List.of(rules))
                .build();
        DefaultExecutionGraphQlService executing = new DefaultExecutionGraphQlService(source);
        executing.addDataLoaderRegistrar(loaders);
        service = executing;
        repeated = new RepeatedAnswers(
                source, documents, reads, rules, new RateLimit(0, 0, System::nanoTime), failures, JsonMapper.shared());
    }

    /** From now on so much time passes whenever the hub looks at the clock. */
    Contract slow(Duration step) {
        clock.step = step;
        return this;
    }

    private static final class Steps extends Clock {

        private Instant now = NOW;
        private Duration step = Duration.ZERO;

        @Override
        public synchronized Instant instant() {
            now = now.plus(step);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    GraphQlSource source() {
        return source;
    }

    /** From now on this caller asks. */
    Contract as(Role role, String... companies) {
        return as(new Caller("test", "test", Set.of(role), companies(companies), "", Instant.MAX));
    }

    Contract as(Caller asking) {
        caller = asking;
        return this;
    }

    Set<Short> companies(String... codes) {
        return companies(List.of(codes));
    }

    Set<Short> companies(List<String> codes) {
        return sql
                .sql("select id from hub.company where code = any (:codes)")
                .param("codes", codes.toArray(String[]::new))
                .query(Short.class)
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    ExecutionGraphQlResponse ask(String document) {
        return ask(document, Map.of());
    }

    ExecutionGraphQlResponse ask(String document, Map<String, Object> variables) {
        DefaultExecutionGraphQlRequest request =
                new DefaultExecutionGraphQlRequest(document, null, variables, null, "1", Locale.ROOT);
        return requireNonNull(service.execute(request).block());
    }

    /** The answer's data as they are sent. */
    Sent askAsSent(String document, Map<String, Object> variables) {
        DefaultExecutionGraphQlRequest request =
                new DefaultExecutionGraphQlRequest(document, null, variables, null, "1", Locale.ROOT);
        request.configureExecutionInput((input, builder) ->
                builder.graphQLContext(Map.of(Json.ACCEPTED, true)).build());
        ExecutionGraphQlResponse response =
                requireNonNull(service.execute(request).block());
        return new Sent(JsonMapper.shared().writeValueAsString(response.getData()), response.getErrors());
    }

    /** What is sent when the engine is not asked; empty where it has to be. */
    Optional<String> askAgain(String document, Map<String, Object> variables) {
        return repeated.find(new DefaultGraphQlRequest(document, null, variables, null), caller)
                .map(answer -> answer.text().stream()
                        .map(piece -> new String(piece, StandardCharsets.UTF_8))
                        .collect(Collectors.joining()));
    }

    record Sent(String data, List<ResponseError> errors) {}

    /** The value at a path of an answer without errors. */
    @SuppressWarnings("unchecked")
    <T> T get(String document, String path) {
        ExecutionGraphQlResponse response = ask(document);
        if (!response.getErrors().isEmpty()) {
            throw new AssertionError(response.getErrors() + "\n" + String.join("\n", counting.drain()));
        }
        return (T) requireNonNull(response.field(path).getValue(), path);
    }

    /** The code of the only error. */
    static String code(ExecutionGraphQlResponse response) {
        if (response.getErrors().size() != 1) {
            throw new AssertionError("one error expected: " + response.toMap());
        }
        return String.valueOf(response.getErrors().getFirst().getExtensions().get("code"));
    }

    private static Resource file(String name) {
        return new ClassPathResource(name, Contract.class);
    }

    @Override
    public void close() {
        changes.stop();
        pool.close();
    }
}
