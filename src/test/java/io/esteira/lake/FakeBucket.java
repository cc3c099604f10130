package io.esteira.lake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of S3 as is asked of it, on a real socket: objects are put and deleted by whoever signs. */
final class FakeBucket implements AutoCloseable {

    /** By path, the bucket's name first. */
    final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    final List<String> signatures = new CopyOnWriteArrayList<>();

    /** The next answer. */
    volatile int status = 200;

    private final HttpServer server;

    FakeBucket() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath().substring(1);
            signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            if (status == 200) {
                switch (exchange.getRequestMethod()) {
                    case "PUT" -> objects.put(path, body);
                    case "DELETE" -> objects.remove(path);
                    default -> throw new IOException("nothing else is asked");
                }
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
