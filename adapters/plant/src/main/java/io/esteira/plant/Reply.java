package io.esteira.plant;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server answers.
 *
 * @param status 0 ends the connection without an answer
 * @param delay how long the answer is held back
 */
record Reply(int status, String contentType, byte[] body, Duration delay) {

    private static final String JSON = "application/json;charset=utf-8";

    static Reply json(int status, Object value) {
        return new Reply(status, JSON, Json.MAPPER.writeValueAsBytes(value), Duration.ZERO);
    }

    /** The error body of a service that follows TOTVS' guide. */
    static Reply ttalk(int status, String message, String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", status);
        body.put("message", message);
        body.put("detailedMessage", detail);
        body.put("helpUrl", "");
        body.put("details", new ArrayList<>());
        return json(status, body);
    }

    /** The error body of a service that does not. */
    static Reply legacy(int status, String message) {
        return json(status, Map.of("errorCode", status, "errorMessage", message));
    }

    /** The error body of QIP's services: both of the above in one. */
    static Reply mixed(int status, String message) {
        return json(status, Map.of("code", status, "errorCode", status, "message", message, "errorMessage", message));
    }

    static Reply html(int status, String title) {
        String page = "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + title
                + "</h1><form action=\"/login\"></form></body></html>";
        return new Reply(status, "text/html;charset=utf-8", page.getBytes(StandardCharsets.UTF_8), Duration.ZERO);
    }

    static Reply xml(int status, String text) {
        return new Reply(status, "text/xml;charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Duration.ZERO);
    }

    static Reply empty(int status) {
        return new Reply(status, "", new byte[0], Duration.ZERO);
    }

    /** Ends the connection. */
    static Reply drop() {
        return empty(0);
    }

    Reply late(Duration value) {
        return new Reply(status, contentType, body, value);
    }

    Reply withBody(byte[] value) {
        return new Reply(status, contentType, value, delay);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    void send(HttpExchange exchange) throws IOException {
        if (!delay.isZero()) {
            pause();
        }
        if (status == 0) {
            return;
        }
        if (!contentType.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        }
    }
}
