package io.esteira.graphql;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/** Tells clients of the retired subprotocol what to change, instead of leaving them to wait. */
final class SocketHandler extends GraphQlWebSocketHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);

    private static final String SUBPROTOCOL = "graphql-transport-ws";
    private static final CloseStatus NOT_ACCEPTABLE =
            new CloseStatus(4406, "Subprotocol not acceptable: use " + SUBPROTOCOL);

    SocketHandler(
            WebGraphQlHandler handler,
            HttpMessageConverter<Object> json,
            Duration initTimeout,
            @Nullable Duration keepAlive) {
        super(handler, json, initTimeout, keepAlive);
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        if (SUBPROTOCOL.equals(session.getAcceptedProtocol())) {
            super.afterConnectionEstablished(session);
            return;
        }
        try {
            session.close(NOT_ACCEPTABLE);
        } catch (IOException e) {
            LOG.debug("Connection was lost already: {}", e.getMessage());
        }
    }
}
