package io.esteira.graphql;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client may send by the subprotocol graphql-transport-ws. */
final class SocketMessage {

    private SocketMessage() {}

    static boolean isValid(JsonMapper json, String text) {
        try {
            return isValid(json.readTree(text));
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isValid(JsonNode message) {
        JsonNode payload = message.path("payload");
        return switch (message.path("type").asString("")) {
            case "connection_init", "ping", "pong" -> isObjectOrAbsent(payload);
            case "subscribe" -> hasId(message) && isRequest(payload);
            case "complete" -> hasId(message);
            default -> false;
        };
    }

    private static boolean hasId(JsonNode message) {
        return message.path("id").isString() && !message.path("id").asString().isEmpty();
    }

    private static boolean isRequest(JsonNode payload) {
        JsonNode operation = payload.path("operationName");
        return payload.path("query").isString()
                && (operation.isString() || isAbsent(operation))
                && isObjectOrAbsent(payload.path("variables"))
                && isObjectOrAbsent(payload.path("extensions"));
    }

    private static boolean isObjectOrAbsent(JsonNode node) {
        return node.isObject() || isAbsent(node);
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
