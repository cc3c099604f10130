package io.esteira.reconciliation;

import io.esteira.platform.Copy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What of a row differs, field by field. */
final class Payloads {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int LONGEST_VALUE = 2_000;

    /**
     * A field of which both sides say something else.
     *
     * @param source null where the source has none
     * @param hub null where the hub has none
     */
    record Difference(
            String field, @Nullable String source, @Nullable String hub) {}

    private Payloads() {}

    /** @param source null where the source does not have the row, as is {@code hub} where the hub does not */
    static List<Difference> compare(byte @Nullable [] source, byte @Nullable [] hub) {
        return compare(fields(source), fields(hub));
    }

    static List<Difference> compare(Map<String, String> source, Map<String, String> hub) {
        Set<String> names = new LinkedHashSet<>(source.keySet());
        names.addAll(hub.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(source.get(name), hub.get(name))) {
                differences.add(new Difference(name, shown(source.get(name)), shown(hub.get(name))));
            }
        }
        return differences;
    }

    /** Fields that have a value; what is no JSON object is one field, {@code payload}. */
    private static Map<String, String> fields(byte @Nullable [] payload) {
        return payload == null ? Map.of() : fields(new String(payload, StandardCharsets.UTF_8));
    }

    static Map<String, String> fields(String json) {
        try {
            JsonNode row = JSON.readTree(json);
            if (row.isObject()) {
                Map<String, String> fields = new LinkedHashMap<>();
                row.properties().forEach(field -> {
                    if (!field.getValue().isNull()) {
                        fields.put(field.getKey(), text(field.getValue()));
                    }
                });
                return fields;
            }
        } catch (JacksonException e) {
            // Whatever it is, people may want to see it.
        }
        return Map.of("payload", json);
    }

    private static String text(JsonNode value) {
        if (value.isString()) {
            return value.asString();
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.toString();
    }

    private static @Nullable String shown(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String storable = Copy.storable(value);
        return storable.length() <= LONGEST_VALUE ? storable : storable.substring(0, LONGEST_VALUE) + "…";
    }
}
