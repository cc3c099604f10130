package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.esteira.documents.Documents;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/** Connections as the container hands them over. */
class SocketHandlerTest {

    private static WebGraphQlHandler asksNothing() {
        return (WebGraphQlHandler) Proxy.newProxyInstance(
                WebGraphQlHandler.class.getClassLoader(),
                new Class<?>[] {WebGraphQlHandler.class},
                (proxy, method, given) -> null);
    }

    private static WebSocketSession session(String subprotocol) {
        return (WebSocketSession) Proxy.newProxyInstance(
                WebSocketSession.class.getClassLoader(),
                new Class<?>[] {WebSocketSession.class},
                (proxy, method, given) -> method.getName().equals("getAcceptedProtocol") ? subprotocol : null);
    }

    /** Clients send their first message without waiting: it is no failure of the hub's, to be logged as one. */
    @Test
    void messagesOfTheRetiredSubprotocolAreLeftUnread() {
        JsonMapper json = JsonMapper.shared();
        SocketHandler handler = new SocketHandler(
                asksNothing(),
                new JacksonJsonHttpMessageConverter(json),
                new SocketMessage(json, new Documents(new PathMatchingResourcePatternResolver())),
                Duration.ofMinutes(1),
                null);
        WebSocketSession session = session("graphql-ws");
        handler.afterConnectionEstablished(session);

        assertThatCode(() -> handler.handleTextMessage(session, new TextMessage("{\"type\": \"connection_init\"}")))
                .doesNotThrowAnyException();
    }
}
