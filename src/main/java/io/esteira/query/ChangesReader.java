package io.esteira.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what a copy lacks.
 *
 * @param restart the rows begin a new copy
 */
record ChangesReader(String type, Outputs outputs, boolean restart) implements Reader {

    /** What was asked for, by its names in the answer. */
    record Outputs(List<Nodes> nodes, List<Field> fields) {}

    record Nodes(String key, List<Slot> slots) {}

    record Field(String field, String key) {}

    /**
     * A part of a copy.
     *
     * @param answer as it was asked for
     * @param cursor how far the copy has come with it
     * @param news it changes the copy
     * @param more there is more to take at once
     */
    record Part(Map<String, Object> answer, String cursor, boolean news, boolean more) {}

    @Override
    public Part read(JsonParser json) {
        String scope = (String) next(json, Kind.STRING::read);
        json.nextToken();
        json.nextToken();
        String tx = (String) next(json, Kind.STRING::read);
        long seq = (Long) next(json, Kind.LONG::read);
        json.nextToken();
        long copiedTo = (Long) next(json, Kind.LONG::read);
        boolean more = (Boolean) next(json, Kind.BOOLEAN::read);
        Map<String, Object> answer = new LinkedHashMap<>();
        json.nextToken();
        json.nextToken();
        int rows = readRows(json, answer);
        json.nextToken();
        json.nextToken();
        List<String> removed = removed(json);
        json.nextToken();
        String cursor = new Position(scope, tx, seq, copiedTo).text();
        for (Field field : outputs.fields()) {
            answer.put(
                    field.key(),
                    switch (field.field()) {
                        case "removed" -> removed;
                        case "cursor" -> cursor;
                        case "hasMore" -> more;
                        case "restart" -> restart;
                        default -> throw new IllegalStateException(field.field());
                    });
        }
        return new Part(answer, cursor, restart || rows > 0 || !removed.isEmpty(), more);
    }

    private static Object next(JsonParser json, Reader reader) {
        json.nextToken();
        json.nextToken();
        return Objects.requireNonNull(reader.read(json));
    }

    /** @return how many there are, whether they were asked for or not */
    private int readRows(JsonParser json, Map<String, Object> answer) {
        List<List<Map<String, Object>>> lists = new ArrayList<>();
        outputs.nodes().forEach(nodes -> {
            List<Map<String, Object>> list = new ArrayList<>();
            lists.add(list);
            answer.put(nodes.key(), list);
        });
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return 0;
        }
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            count++;
            for (int i = 0; i < lists.size(); i++) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (Slot slot : outputs.nodes().get(i).slots()) {
                    json.nextToken();
                    json.nextToken();
                    row.put(slot.key(), slot.reader().read(json));
                }
                lists.get(i).add(row);
            }
            Row.skipToEnd(json);
        }
        return count;
    }

    private List<String> removed(JsonParser json) {
        List<String> ids = new ArrayList<>();
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() != JsonToken.VALUE_NULL) {
                    ids.add(new GlobalId(type, UUID.fromString(json.getString())).text());
                }
            }
        }
        return ids;
    }
}
