package io.esteira.graphql;

import io.esteira.documents.Documents;
import io.esteira.platform.Callers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import tools.jackson.databind.json.JsonMapper;

/** GraphQL over WebSocket, subprotocol graphql-transport-ws. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SocketConfiguration {

    @Bean
    GraphQlWebSocketHandler graphQlWebSocketHandler(
            WebGraphQlHandler handler, GraphQlProperties properties, Documents documents, JsonMapper json) {
        GraphQlProperties.Websocket socket = properties.getWebsocket();
        return new SocketHandler(
                handler,
                new JacksonJsonHttpMessageConverter(json),
                new SocketMessage(json, documents),
                socket.getConnectionInitTimeout(),
                socket.getKeepAlive());
    }

    /** Before the interceptors that need to know whose request it is. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebSocketGraphQlInterceptor socketAuthentication(ObjectProvider<JwtDecoder> decoder, Callers callers) {
        return new SocketAuthentication(decoder::getObject, callers);
    }

    @Bean
    WebGraphQlInterceptor socketRules(RateLimit rate, Callers callers, ReadProperties limits) {
        return new SocketRules(rate, callers, limits.streams().maxOperations());
    }
}
