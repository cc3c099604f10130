package io.esteira.graphql;

import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.support.AuthenticationExtractor;
import org.springframework.graphql.server.support.BearerTokenAuthenticationExtractor;
import org.springframework.graphql.server.webmvc.AuthenticationWebSocketInterceptor;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** GraphQL over WebSocket, subprotocol graphql-transport-ws. */
@Configuration(proxyBeanMethods = false)
class SocketConfiguration {

    @Bean
    GraphQlWebSocketHandler graphQlWebSocketHandler(
            WebGraphQlHandler handler, GraphQlProperties properties, JsonMapper json) {
        GraphQlProperties.Websocket socket = properties.getWebsocket();
        return new SocketHandler(
                handler,
                new JacksonJsonHttpMessageConverter(json),
                socket.getConnectionInitTimeout(),
                socket.getKeepAlive());
    }

    /** A browser cannot send a header with the upgrade: connection_init carries the token as {@code Authorization}. */
    @Bean
    WebSocketGraphQlInterceptor socketAuthentication(ObjectProvider<JwtDecoder> decoder) {
        AuthenticationExtractor token = new TokenOfConnection(new BearerTokenAuthenticationExtractor());
        return new AuthenticationWebSocketInterceptor(
                token,
                authentication -> authentication.isAuthenticated()
                        ? authentication
                        : new ProviderManager(new JwtAuthenticationProvider(decoder.getObject()))
                                .authenticate(authentication));
    }

    /** The token of connection_init, else the one that came with the upgrade; a connection with neither is closed by 4401. */
    private record TokenOfConnection(BearerTokenAuthenticationExtractor ofPayload) implements AuthenticationExtractor {

        @Override
        public Mono<Authentication> getAuthentication(Map<String, Object> payload) {
            return ofPayload.getAuthentication(payload).switchIfEmpty(Mono.defer(TokenOfConnection::ofUpgrade));
        }

        private static Mono<Authentication> ofUpgrade() {
            Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
            return authentication == null || authentication instanceof AnonymousAuthenticationToken
                    ? Mono.error(new AuthenticationCredentialsNotFoundException("connection_init needs a token"))
                    : Mono.just(authentication);
        }
    }
}
