package io.esteira.graphql;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client over WebSocket: what it was told, and with which code the hub closed it. */
final class SocketClient implements WebSocket.Listener {

    final List<String> messages = new CopyOnWriteArrayList<>();
    final WebSocket socket;
    volatile @Nullable Integer closeCode;
    private final StringBuilder part = new StringBuilder();

    SocketClient(HttpClient http, int port, String subprotocol, String... others) {
        socket = http.newWebSocketBuilder()
                .subprotocols(subprotocol, others)
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/graphql"), this)
                .join();
    }

    SocketClient send(String message) {
        requireNonNull(socket.sendText(message, true).join());
        return this;
    }

    List<JsonNode> ofType(String type) {
        return messages.stream()
                .map(JsonMapper.shared()::readTree)
                .filter(message -> message.path("type").asString().equals(type))
                .toList();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(part.toString());
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeCode = statusCode;
        return null;
    }
}
