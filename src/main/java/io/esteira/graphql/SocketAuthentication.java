package io.esteira.graphql;

import io.esteira.platform.Callers;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.graphql.server.support.AuthenticationExtractor;
import org.springframework.graphql.server.support.BearerTokenAuthenticationExtractor;
import org.springframework.graphql.server.webmvc.AuthenticationWebSocketInterceptor;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import reactor.core.publisher.Mono;

/** A browser cannot send a header with the upgrade: connection_init carries the token as {@code Authorization}. */
final class SocketAuthentication implements WebSocketGraphQlInterceptor {

    private final AuthenticationWebSocketInterceptor tokens;
    private final Supplier<JwtDecoder> decoder;
    private final Callers callers;

    SocketAuthentication(Supplier<JwtDecoder> decoder, Callers callers) {
        this.decoder = decoder;
        this.callers = callers;
        this.tokens = new AuthenticationWebSocketInterceptor(
                new TokenOfConnection(new BearerTokenAuthenticationExtractor()), this::authenticate);
    }

    @Override
    public Mono<Object> handleConnectionInitialization(WebSocketSessionInfo session, Map<String, Object> payload) {
        return tokens.handleConnectionInitialization(session, payload)
                .doOnError(DisabledException.class, refused -> session.getAttributes()
                        .put(SocketHandler.FORBIDDEN, true));
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return tokens.intercept(request, chain);
    }

    private Authentication authenticate(Authentication given) {
        Authentication known = given.isAuthenticated()
                ? given
                : new ProviderManager(new JwtAuthenticationProvider(decoder.get())).authenticate(given);
        SecurityContext before = SecurityContextHolder.getContext();
        try {
            SecurityContextHolder.setContext(new SecurityContextImpl(known));
            if (callers.current().roles().isEmpty()) {
                throw new DisabledException("the token has no role of the hub");
            }
            return known;
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    /** The token of connection_init, else the one that came with the upgrade; a connection with neither is closed by 4401. */
    private record TokenOfConnection(BearerTokenAuthenticationExtractor ofPayload) implements AuthenticationExtractor {

        @Override
        public Mono<Authentication> getAuthentication(Map<String, Object> payload) {
            Map<String, Object> texts = new HashMap<>(payload);
            texts.values().removeIf(value -> !(value instanceof String));
            return ofPayload.getAuthentication(texts).switchIfEmpty(Mono.defer(TokenOfConnection::ofUpgrade));
        }

        private static Mono<Authentication> ofUpgrade() {
            Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
            return authentication == null || authentication instanceof AnonymousAuthenticationToken
                    ? Mono.error(new AuthenticationCredentialsNotFoundException("connection_init needs a token"))
                    : Mono.just(authentication);
        }
    }
}
