package io.esteira.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Checks the signature of a token that comes again and again only now and then: it costs more than many a read. A key that the issuer has
 * withdrawn is good for as long as a check is remembered. Safe for use by several threads.
 */
final class RememberedTokens {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MAX_TOKENS = 10_000;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Cache<String, Jwt> checked = Caffeine.newBuilder()
            .maximumSize(MAX_TOKENS)
            .expireAfterWrite(REMEMBERED)
            .build();

    RememberedTokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    /** As {@link JwtDecoder#decode}. */
    Jwt decode(String token) {
        return find(token).orElseGet(() -> {
            Jwt jwt = decoder.decode(token);
            checked.put(token, jwt);
            return jwt;
        });
    }

    /** The token, if it was checked of late and has not ended. */
    Optional<Jwt> find(String token) {
        return Optional.ofNullable(checked.getIfPresent(token))
                .filter(jwt -> clock.instant().isBefore(endOf(jwt)));
    }

    /** Whether a token without an end is taken is not for here to say. */
    private static Instant endOf(Jwt jwt) {
        @Nullable Instant end = jwt.getExpiresAt();
        return end == null ? Instant.MAX : end;
    }
}
