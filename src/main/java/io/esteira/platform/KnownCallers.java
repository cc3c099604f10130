package io.esteira.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;

/** Finds callers again whose token was checked by the security chain a moment ago. Safe for use by several threads. */
public final class KnownCallers {

    private final HeaderTokens header = new HeaderTokens();
    private final RememberedTokens tokens;
    private final TokenCallers callers;
    private final Cache<Jwt, Caller> known = Caffeine.newBuilder().weakKeys().build();

    KnownCallers(RememberedTokens tokens, TokenCallers callers) {
        this.tokens = tokens;
        this.callers = callers;
    }

    /** Who asks; empty when it is for the security chain to say. */
    public Optional<Caller> find(HttpServletRequest request) {
        try {
            return Optional.ofNullable(header.resolve(request))
                    .flatMap(tokens::find)
                    .map(jwt -> known.get(jwt, first -> callers.of(first, "")).at(request.getRemoteAddr()));
        } catch (AuthenticationException refused) {
            return Optional.empty();
        }
    }
}
