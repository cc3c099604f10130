package io.esteira.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;

/** Finds callers again whose token was checked by the security chain a moment ago. Safe for use by several threads. */
public final class KnownCallers {

    private final HeaderTokens header = new HeaderTokens();
    private final RememberedTokens tokens;
    private final TokenCallers callers;

    KnownCallers(RememberedTokens tokens, TokenCallers callers) {
        this.tokens = tokens;
        this.callers = callers;
    }

    /** Who asks; empty when it is for the security chain to say. */
    public Optional<Caller> find(HttpServletRequest request) {
        try {
            return Optional.ofNullable(header.resolve(request))
                    .flatMap(tokens::find)
                    .map(jwt -> callers.of(jwt, request.getRemoteAddr()));
        } catch (AuthenticationException refused) {
            return Optional.empty();
        }
    }
}
