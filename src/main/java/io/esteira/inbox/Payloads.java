package io.esteira.inbox;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Payloads of records as JSON values. */
final class Payloads {

    /** No digit of a number is lost, and no name comes twice. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** A text that cannot be the payload of a record. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message);
        }
    }

    private Payloads() {}

    /** What a person has typed. */
    static JsonNode typed(String text) throws Invalid {
        JsonNode value;
        try {
            value = STRICT.readTree(text);
        } catch (JacksonException e) {
            throw new Invalid(e.getOriginalMessage() + where(e));
        }
        if (!value.isContainer()) {
            throw new Invalid("it has to be an object or a list");
        }
        if (!storable(value)) {
            throw new Invalid("it holds a character that cannot be stored (NUL)");
        }
        return value;
    }

    private static String where(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    /** What a source has sent: what is no JSON is one text. */
    static JsonNode sent(byte[] payload) {
        try {
            JsonNode value = JsonMapper.shared()
                    .reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(payload);
            return value.isMissingNode() ? StringNode.valueOf("") : value;
        } catch (JacksonException e) {
            return StringNode.valueOf(new String(payload, StandardCharsets.UTF_8));
        }
    }

    private static boolean storable(JsonNode value) {
        return value.isString()
                ? storable(value.stringValue())
                : value.propertyNames().stream().allMatch(Payloads::storable)
                        && value.valueStream().allMatch(Payloads::storable);
    }

    private static boolean storable(String text) {
        return text.indexOf('\0') < 0;
    }
}
