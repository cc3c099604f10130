package io.esteira.query;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a row stands in a list: the values of the order's keys and the internal id. To clients it is an opaque text.
 *
 * @param values in the order of the keys; null where the row has none
 */
record Cursor(List<@Nullable Object> values, long id) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_LENGTH = 20_000;

    /**
     * What clients see.
     *
     * @param signature of the order
     * @param values of its keys as PostgreSQL writes them, then the internal id
     */
    static byte[] text(String signature, List<@Nullable String> values) {
        List<@Nullable String> parts = new ArrayList<>();
        parts.add(signature);
        parts.addAll(values);
        return Base64.getUrlEncoder().withoutPadding().encode(JSON.writeValueAsBytes(parts));
    }

    /** The cursor that a client sent back, which must be one of a list in that order. */
    static Cursor parse(Object text, Order order) {
        List<?> parts = parts((String) text);
        if (parts.isEmpty() || !parts.stream().allMatch(part -> part == null || part instanceof String)) {
            throw malformed();
        }
        if (!order.signature().equals(parts.getFirst())) {
            throw ReadRefused.badInput("The cursor belongs to another list or another order.");
        }
        if (parts.size() != order.keys().size() + 2 || parts.getLast() == null) {
            throw malformed();
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < order.keys().size(); i++) {
            Attribute.Column column = order.keys().get(i).column();
            String part = (String) parts.get(i + 1);
            if (part == null && !column.nullable()) {
                throw malformed();
            }
            values.add(part == null ? null : column.kind().ofCursor(part));
        }
        return new Cursor(values, (Long) Kind.LONG.ofCursor((String) parts.getLast()));
    }

    private static List<?> parts(String text) {
        if (text.length() > MAX_LENGTH) {
            throw malformed();
        }
        try {
            List<?> parts = JSON.readValue(Base64.getUrlDecoder().decode(text), List.class);
            return parts == null ? List.of() : parts;
        } catch (IllegalArgumentException | JacksonException e) {
            throw malformed();
        }
    }

    /** For each key, whether the row has no value. */
    List<Boolean> nulls() {
        return values.stream().map(Objects::isNull).toList();
    }

    Object value(int key) {
        return Objects.requireNonNull(values.get(key));
    }

    private static ReadRefused malformed() {
        return ReadRefused.badInput("The cursor is malformed: give one that the hub gave.");
    }
}
