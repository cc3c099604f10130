package io.esteira.graphql;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Closes connections by the codes of the subprotocol where the library leaves them to the container: 4400 for what is no message of it,
 * 4403 for a token without any role, 4406 for clients of the retired subprotocol, which would wait otherwise.
 */
final class SocketHandler extends GraphQlWebSocketHandler {

    /** Attribute of connections whose token has no role here. */
    static final String FORBIDDEN = SocketHandler.class.getName() + ".forbidden";

    private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);

    private static final String SUBPROTOCOL = "graphql-transport-ws";
    private static final CloseStatus INVALID = new CloseStatus(4400, "Invalid message");
    private static final int UNAUTHORIZED = 4401;
    private static final CloseStatus NO_RIGHTS = new CloseStatus(4403, "Forbidden");
    private static final CloseStatus NOT_ACCEPTABLE =
            new CloseStatus(4406, "Subprotocol not acceptable: use " + SUBPROTOCOL);

    private final SocketMessage messages;

    SocketHandler(
            WebGraphQlHandler handler,
            HttpMessageConverter<Object> converter,
            SocketMessage messages,
            Duration initTimeout,
            @Nullable Duration keepAlive) {
        super(handler, converter, initTimeout, keepAlive);
        this.messages = messages;
    }

    @Override
    public WebSocketHttpRequestHandler initWebSocketHttpRequestHandler(HandshakeHandler handshake) {
        return super.initWebSocketHttpRequestHandler(new Handshake());
    }

    /** Whoever speaks the subprotocol is taken by it, even if the retired one is offered first. */
    private static final class Handshake extends DefaultHandshakeHandler {

        @Override
        protected @Nullable String selectProtocol(List<String> offered, WebSocketHandler handler) {
            return offered.contains(SUBPROTOCOL) ? SUBPROTOCOL : super.selectProtocol(offered, handler);
        }
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        if (isAccepted(session)) {
            super.afterConnectionEstablished(session);
        } else {
            close(session, NOT_ACCEPTABLE);
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
        if (!isAccepted(session)) {
            // Was on its way when the connection was closed.
            return;
        }
        Optional<String> valid = messages.read(message.getPayload());
        if (valid.isPresent()) {
            super.handleTextMessage(new Telling(session), new TextMessage(valid.get()));
        } else {
            close(session, INVALID);
        }
    }

    private static boolean isAccepted(WebSocketSession session) {
        return SUBPROTOCOL.equals(session.getAcceptedProtocol());
    }

    private static void close(WebSocketSession session, CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException e) {
            LOG.debug("Connection was lost already: {}", e.getMessage());
        }
    }

    /** Tells a token that is good and allows nothing from one that is not good. */
    private static final class Telling extends WebSocketSessionDecorator {

        Telling(WebSocketSession session) {
            super(session);
        }

        @Override
        public void close(CloseStatus status) throws IOException {
            boolean forbidden =
                    status.getCode() == UNAUTHORIZED && getAttributes().containsKey(FORBIDDEN);
            super.close(forbidden ? NO_RIGHTS : status);
        }
    }
}
