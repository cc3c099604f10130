package io.esteira.plant;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came. Names of parameters and headers are found in any case.
 *
 * @param path decoded, without the query
 */
record WebRequest(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

    static WebRequest of(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new WebRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                parameters(exchange.getRequestURI().getRawQuery()),
                headers,
                body);
    }

    static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (encoded != null) {
            for (String pair : encoded.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A parameter of the query, or else of a header of that name: both ways work. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.getOrDefault(name, headers.get(name))).filter(value -> !value.isBlank());
    }

    /** A number that is at least 1. */
    int number(String name, int otherwise) {
        return parameter(name)
                .filter(value -> value.strip().matches("\\d{1,9}"))
                .map(value -> Math.max(1, Integer.parseInt(value.strip())))
                .orElse(otherwise);
    }

    boolean flag(String name, boolean otherwise) {
        return parameter(name)
                .map(value -> value.toLowerCase(Locale.ROOT).equals("true"))
                .orElse(otherwise);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
