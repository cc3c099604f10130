package io.esteira.bench;

import io.esteira.support.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks GraphQL with a hub over real sockets. Safe for use by several threads. */
final class HubClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final String token;

    HubClient(ConfigurableApplicationContext hub, String role) {
        address = "127.0.0.1:" + hub.getEnvironment().getRequiredProperty("local.server.port") + "/graphql";
        token = TestTokens.token(role, "*");
    }

    /** The answer's data. */
    JsonNode ask(String request) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://" + address))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request))
                .build();
        return JSON.readTree(
                        http.send(post, HttpResponse.BodyHandlers.ofString()).body())
                .path("data");
    }

    /** Subscribes over graphql-transport-ws; returns when the hub has accepted the connection. */
    Subscription subscribe(String document) throws InterruptedException {
        Subscription subscription = new Subscription();
        WebSocket socket = http.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create("ws://" + address), subscription)
                .join();
        subscription.socket = socket;
        send(socket, """
                {"type": "connection_init", "payload": {"Authorization": "Bearer %s"}}""".formatted(token));
        subscription.next("connection_ack");
        send(socket, """
                {"type": "subscribe", "id": "1", "payload": {"query": "%s"}}""".formatted(document));
        return subscription;
    }

    private static void send(WebSocket socket, String message) {
        var unused = socket.sendText(message, true).join();
    }

    @Override
    public void close() {
        http.close();
    }

    /** What a subscriber hears. */
    static final class Subscription implements WebSocket.Listener, AutoCloseable {

        private static final int PATIENCE_SECONDS = 30;

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private @Nullable WebSocket socket;

        /** Waits for a message that contains the text; those before it are forgotten. */
        void next(String text) throws InterruptedException {
            String message = "";
            while (!message.contains(text)) {
                message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (message == null) {
                    throw new IllegalStateException("never heard of " + text);
                }
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard.add(part.toString());
                part.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public void close() {
            if (socket != null) {
                socket.abort();
            }
        }
    }
}
