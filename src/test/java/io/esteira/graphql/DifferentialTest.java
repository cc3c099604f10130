package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.graphql.oracle.RandomQuery;
import io.esteira.graphql.oracle.RandomRows;
import io.esteira.platform.Caller;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The compiled reads answer exactly what plain execution over rows in memory answers; asked again they answer the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialTest {

    /** Another one makes other rows and other questions: {@code -Desteira.test.seed=…}. */
    private static final long SEED = Long.getLong("esteira.test.seed", 20_261_123);

    private RandomContract hub;

    @BeforeAll
    void open() {
        hub = new RandomContract(SEED);
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void listsRowsAndCopiesAreThoseOfTheOracle() {
        compare(5_000, hub.queries::rows);
        assertThat(hub.repeated()).isGreaterThan(2_000);
    }

    @Test
    void groupsAreThoseOfTheOracle() {
        compare(1_000, hub.queries::groups);
    }

    private void compare(int questions, Function<Random, RandomQuery> making) {
        Caller all = Caller.hub(hub.contract.companies(RandomRows.COMPANIES));
        for (int i = 0; i < questions; i++) {
            RandomQuery query = making.apply(new Random(SEED + i));
            String which = "seed " + SEED + ", question " + i;
            hub.ask(all, query, which);
            if (i % 10 == 0) {
                hub.ask(all, query.other(), which + " with other variables");
            }
        }
    }
}
