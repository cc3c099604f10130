package io.esteira.graphql;

import io.esteira.documents.Documents;
import io.esteira.documents.PublishedDocument;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a client may send by the subprotocol graphql-transport-ws. */
final class SocketMessage {

    /** Member of the extensions of a request by which it asks a document that is not published. */
    static final String UNKNOWN_DOCUMENT = SocketMessage.class.getName() + ".unknownDocument";

    /** The library takes a blank text for no message at all: it is a document that cannot be executed. */
    private static final String NO_DOCUMENT = "#";

    private static final String PAYLOAD = "payload";
    private static final String QUERY = "query";
    private static final String EXTENSIONS = "extensions";
    private static final List<String> DOCUMENT_ID = List.of("documentId", "id");

    private final JsonMapper json;
    private final Documents documents;

    SocketMessage(JsonMapper json, Documents documents) {
        this.json = json;
        this.documents = documents;
    }

    /** The message with the text of the published document that it asks by its id; empty for what is no message. */
    Optional<String> read(String text) {
        try {
            JsonNode message = json.readTree(text);
            if (!isValid(message)) {
                return Optional.empty();
            }
            JsonNode payload = message.path(PAYLOAD);
            JsonNode id = documentId(payload);
            if (id != null) {
                putDocument((ObjectNode) payload, id.asString());
            } else if (payload.path(QUERY).asString(".").isBlank()) {
                ((ObjectNode) payload).put(QUERY, NO_DOCUMENT);
            }
            return Optional.of(message.toString());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private void putDocument(ObjectNode payload, String id) {
        Optional<PublishedDocument> document = documents.find(id);
        payload.put(QUERY, document.map(PublishedDocument::text).orElse(NO_DOCUMENT));
        if (document.isEmpty()) {
            payload.putObject(EXTENSIONS).put(UNKNOWN_DOCUMENT, id);
        }
    }

    private static boolean isValid(JsonNode message) {
        JsonNode payload = message.path(PAYLOAD);
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
        return (payload.path(QUERY).isString() || documentId(payload) != null)
                && (operation.isString() || isAbsent(operation))
                && isObjectOrAbsent(payload.path("variables"))
                && isObjectOrAbsent(payload.path(EXTENSIONS));
    }

    /** Null where the text itself is there, or neither. */
    private static @Nullable JsonNode documentId(JsonNode payload) {
        return isAbsent(payload.path(QUERY))
                ? DOCUMENT_ID.stream()
                        .map(payload::path)
                        .filter(JsonNode::isString)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static boolean isObjectOrAbsent(JsonNode node) {
        return node.isObject() || isAbsent(node);
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
