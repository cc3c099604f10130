package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what Protheus calls JSON: CP1252 under a UTF-8 header, text encoded twice, raw line breaks inside strings, keys in any
 * case. Numbers never pass through a binary fraction.
 */
final class ProtheusJson {

    static final Charset CP1252 = Charset.forName("windows-1252");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ProtheusJson() {}

    /** The text that was meant: UTF-8 where the bytes are UTF-8, CP1252 where they are not. */
    static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, CP1252);
        }
    }

    /** The object that the bytes hold, its keys as they came; empty when they hold none. */
    static Optional<ObjectNode> object(byte[] bytes) {
        return node(bytes).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    static ObjectNode object(Map<String, String> values) {
        ObjectNode object = MAPPER.createObjectNode();
        values.forEach(object::put);
        return object;
    }

    private static Optional<JsonNode> node(byte[] bytes) {
        try {
            return Optional.of(MAPPER.readTree(decode(bytes)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The object that an answer holds; a bare list counts as an object with {@code items}. */
    static Optional<ObjectNode> envelope(byte[] bytes) {
        return node(bytes).flatMap(node -> switch (node) {
            case ObjectNode object -> Optional.of(object);
            case ArrayNode list -> Optional.of(MAPPER.createObjectNode().set("items", list));
            default -> Optional.empty();
        });
    }

    /** The field of an object, whatever the case of its key; null when it has none. */
    static @Nullable JsonNode field(JsonNode object, String name) {
        JsonNode exact = object.get(name);
        if (exact != null) {
            return exact;
        }
        return object.properties().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /**
     * The rows of a list.
     *
     * @param service for the message when there is no list
     */
    static Stream<JsonNode> items(JsonNode list, String service) {
        JsonNode items = field(list, "items");
        if (items == null || !items.isArray()) {
            throw new SourceUnavailable(service + " answers no items");
        }
        return items.valueStream();
    }

    /** What a field holds as a list; nothing where it holds none. */
    static Stream<JsonNode> elements(JsonNode object, String name) {
        JsonNode list = field(object, name);
        return list == null || !list.isArray() ? Stream.empty() : list.valueStream();
    }

    /** Whether a list goes on: one that does not say is asked on until it answers no rows. */
    static boolean hasNext(JsonNode list) {
        return !"false".equalsIgnoreCase(text(list, "hasNext"));
    }

    /** The field as text; blank when the object has none. */
    static String text(JsonNode object, String name) {
        JsonNode value = field(object, name);
        return value == null || value.isNull() ? "" : value.isValueNode() ? value.asString() : value.toString();
    }

    /** A row with lower-case keys in order and its text repaired, so that equal rows have equal bytes. */
    static TreeMap<String, JsonNode> row(JsonNode item) {
        TreeMap<String, JsonNode> row = new TreeMap<>();
        item.properties()
                .forEach(field -> row.put(field.getKey().toLowerCase(Locale.ROOT), repaired(field.getValue())));
        return row;
    }

    private static JsonNode repaired(JsonNode value) {
        return value.isString() ? MAPPER.getNodeFactory().stringNode(Mojibake.repair(value.asString())) : value;
    }

    static JsonNode string(String text) {
        return MAPPER.getNodeFactory().stringNode(text);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A text as it stands between the quotes of a string. */
    static String escaped(String text) {
        String string = MAPPER.writeValueAsString(text);
        return string.substring(1, string.length() - 1);
    }

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
