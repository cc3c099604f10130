package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final RateLimit rate = new RateLimit(2, 3, now::get);

    private static Caller caller(String client, String name) {
        return new Caller(name, client, Set.of(Role.OPERATOR), Set.of(), "", Instant.MAX);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void letsSoManyAtOnceAndThenSoManyInASecond() {
        Caller caller = caller("app", "ana");
        for (int i = 0; i < 3; i++) {
            assertThat(rate.take(caller)).isZero();
        }

        assertThat(rate.take(caller)).isEqualTo(Duration.ofMillis(500));
        pass(Duration.ofMillis(499));
        assertThat(rate.take(caller)).isEqualTo(Duration.ofMillis(1));
        pass(Duration.ofMillis(1));
        assertThat(rate.take(caller)).isZero();
        assertThat(rate.take(caller)).isPositive();
    }

    @Test
    void aRestFillsTheBucketAndNoMore() {
        Caller caller = caller("app", "ana");
        pass(Duration.ofDays(1));
        for (int i = 0; i < 3; i++) {
            assertThat(rate.take(caller)).isZero();
        }

        assertThat(rate.take(caller)).isPositive();
    }

    @Test
    void clientsAndTheirUsersHaveBucketsOfTheirOwn() {
        for (int i = 0; i < 4; i++) {
            assertThat(rate.take(caller("app", "ana"))).matches(wait -> true);
        }

        assertThat(rate.take(caller("app", "ana"))).isPositive();
        assertThat(rate.take(caller("app", "bea"))).isZero();
        assertThat(rate.take(caller("bi", "ana"))).isZero();
    }

    @Test
    void forgetsThoseWhoRestAndNobodyElse() {
        Caller busy = caller("app", "busy");
        pass(Duration.ofSeconds(10));
        for (int i = 0; i < 10_050; i++) {
            assertThat(rate.take(caller("app", "user" + i))).isZero();
        }
        pass(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            assertThat(rate.take(busy)).isZero();
        }

        assertThat(rate.take(caller("app", "another"))).isZero();
        assertThat(rate.take(busy)).isPositive();
    }

    @Test
    void zeroIsNoBound() {
        RateLimit none = new RateLimit(0, 1, now::get);

        for (int i = 0; i < 1_000; i++) {
            assertThat(none.take(caller("app", "ana"))).isZero();
        }
    }
}
