package io.esteira.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class RememberedTokensTest {

    private static final Instant START = Instant.parse("2026-05-20T12:00:00Z");

    private final AtomicInteger checks = new AtomicInteger();
    private Instant now = START;
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final RememberedTokens tokens = new RememberedTokens(this::check, clock);

    private Jwt check(String token) {
        checks.incrementAndGet();
        if (token.equals("forged") || now.isAfter(START.plusSeconds(60))) {
            throw new BadJwtException("no");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject(token)
                .expiresAt(START.plus(Duration.ofSeconds(60)))
                .build();
    }

    @Test
    void checksATokenOnce() {
        assertThat(tokens.decode("one")).isSameAs(tokens.decode("one"));
        assertThat(tokens.decode("two").getSubject()).isEqualTo("two");

        assertThat(checks).hasValue(2);
    }

    @Test
    void remembersNothingBeyondTheTokensEnd() {
        tokens.decode("one");
        now = START.plusSeconds(61);

        assertThatThrownBy(() -> tokens.decode("one")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void checksWhatWasRefusedEachTime() {
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);

        assertThat(checks).hasValue(2);
    }
}
