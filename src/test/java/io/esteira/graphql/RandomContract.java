package io.esteira.graphql;

import com.zaxxer.hikari.HikariDataSource;
import graphql.ExecutionResult;
import io.esteira.graphql.oracle.Cursors;
import io.esteira.graphql.oracle.DescribedTypes;
import io.esteira.graphql.oracle.NaiveStore;
import io.esteira.graphql.oracle.Oracle;
import io.esteira.graphql.oracle.RandomQueries;
import io.esteira.graphql.oracle.RandomQuery;
import io.esteira.graphql.oracle.RandomRows;
import io.esteira.graphql.oracle.Smaller;
import io.esteira.platform.Caller;
import io.esteira.support.SchemaFiles;
import io.esteira.support.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.ResponseError;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The contract over random rows, beside an oracle that knows what it is to answer. */
final class RandomContract implements AutoCloseable {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    final Contract contract;
    final DescribedTypes types;
    final NaiveStore store;
    final RandomQueries queries;
    private final Oracle oracle;
    private final Cursors cursors;
    private int repeated;

    RandomContract(long seed) {
        HikariDataSource pool = TestDatabase.createWithPlainOrder();
        types = new DescribedTypes(SchemaFiles.texts());
        JdbcClient sql = JdbcClient.create(pool);
        RandomRows.fill(types, sql, new Random(seed));
        contract = new Contract(pool);
        store = new NaiveStore(types, sql, Contract.NOW);
        oracle = new Oracle(SchemaText.of(contract.source().schema()), store);
        cursors = new Cursors(oracle);
        queries = new RandomQueries(oracle, store, cursors);
    }

    /**
     * What matters of an answer, the order of its members included.
     *
     * @param codes of the errors
     */
    private record Answer(String data, TreeSet<String> codes) {

        static Answer of(@Nullable Object data, Stream<Map<String, Object>> extensions) {
            TreeSet<String> codes = new TreeSet<>();
            extensions.forEach(more -> codes.add(String.valueOf(more.get(Problem.CODE))));
            return new Answer(JsonMapper.shared().writeValueAsString(data), codes);
        }
    }

    private record Answers(
            @Nullable Object oracle,
            Answer expected,
            Answer actual,
            @Nullable Object data) {

        boolean differ() {
            return !expected.equals(actual);
        }
    }

    /**
     * The hub's data, which are those of the oracle.
     *
     * @param which names the question where the answers differ
     */
    @Nullable
    Object ask(Caller caller, RandomQuery query, String which) {
        Answers answers = answers(caller, query);
        if (answers.differ()) {
            RandomQuery small = Smaller.query(query, smaller -> differLike(answers, answers(caller, smaller)));
            contract.counting.drain();
            Answers shown = answers(caller, small);
            throw new AssertionError("""
                    %s: the hub answers otherwise than the oracle.
                    caller    %s
                    question  %s
                    variables %s
                    expected  %s
                    actual    %s
                    statement %s
                    whole question
                    %s""".formatted(
                            which,
                            caller,
                            small.document(),
                            small.variables(),
                            shown.expected(),
                            shown.actual(),
                            contract.counting.drain(),
                            query));
        }
        askAgain(query, answers, which);
        return answers.data();
    }

    /** What the statements that were kept for it answer. */
    private void askAgain(RandomQuery query, Answers first, String which) {
        Optional<String> again = contract.askAgain(query.document(), query.forHub());
        if (again.isEmpty()) {
            return;
        }
        repeated++;
        Map<?, ?> members = STRICT.readValue(again.get(), Map.class);
        List<?> errors = (List<?>) Objects.requireNonNullElse(members.get("errors"), List.of());
        Answer answer = Answer.of(
                cursors.translated(members.get("data"), first.oracle()),
                errors.stream().map(RandomContract::extensions));
        if (!answer.equals(first.expected())) {
            throw new AssertionError(
                    "%s, asked again: expected %s, but was %s\n%s".formatted(which, first.expected(), answer, query));
        }
    }

    @SuppressWarnings("unchecked") // names of JSON are texts
    private static Map<String, Object> extensions(Object error) {
        return (Map<String, Object>) Objects.requireNonNull(((Map<?, ?>) error).get("extensions"));
    }

    /** Questions that were answered without the engine as well. */
    int repeated() {
        return repeated;
    }

    private static boolean differLike(Answers original, Answers answers) {
        return answers.differ()
                && answers.expected().codes().equals(original.expected().codes())
                && answers.actual().codes().equals(original.actual().codes());
    }

    private Answers answers(Caller caller, RandomQuery query) {
        ExecutionResult expected = oracle.ask(caller, query.document(), query.forOracle());
        Contract.Sent actual = contract.as(caller).askAsSent(query.document(), query.forHub());
        Object data = STRICT.readValue(actual.data(), Object.class);
        return new Answers(
                expected.getData(),
                Answer.of(
                        expected.getData(),
                        expected.getErrors().stream()
                                .map(error -> Objects.requireNonNullElse(error.getExtensions(), Map.of()))),
                Answer.of(
                        cursors.translated(data, expected.getData()),
                        actual.errors().stream().map(ResponseError::getExtensions)),
                data);
    }

    @Override
    public void close() {
        contract.close();
    }
}
