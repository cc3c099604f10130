package io.esteira.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one value of a statement's JSON answer; the parser stands at its first token, and is left at its last. */
interface Reader {

    @Nullable
    Object read(JsonParser json);

    /** A column of a row and where it goes in the answer. */
    record Slot(String key, Reader reader) {}

    /** A JSON object whose members stand in the order of the slots; their names do not matter. */
    record Row(List<Slot> slots) implements Reader {

        @Override
        public @Nullable Map<String, Object> read(JsonParser json) {
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                return null;
            }
            return readMembers(json);
        }

        /** The members from here to the end of the object. */
        Map<String, Object> readMembers(JsonParser json) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (Slot slot : slots) {
                json.nextToken();
                json.nextToken();
                row.put(slot.key(), slot.reader().read(json));
            }
            skipToEnd(json);
            return row;
        }

        static void skipToEnd(JsonParser json) {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                json.skipChildren();
            }
        }
    }

    /** A JSON array; null is the empty one, as {@code json_agg} says it. */
    record Rows(Row row) implements Reader {

        @Override
        public List<Map<String, Object>> read(JsonParser json) {
            List<Map<String, Object>> rows = new ArrayList<>();
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                return rows;
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                rows.add(row.read(json));
            }
            return rows;
        }
    }

    /** A {@code public_id} as clients see it. */
    record Id(String type) implements Reader {

        @Override
        public String read(JsonParser json) {
            return new GlobalId(type, UUID.fromString(json.getString())).text();
        }
    }

    /** A {@code public_id} of a row that need not be there. */
    record NullableId(String type) implements Reader {

        @Override
        public @Nullable String read(JsonParser json) {
            return json.currentToken() == JsonToken.VALUE_NULL ? null : new Id(type).read(json);
        }
    }

    /** A JSON array of rows whose first member is their internal id. */
    record ById(Row row) implements Reader {

        @Override
        public Map<Long, Map<String, Object>> read(JsonParser json) {
            Map<Long, Map<String, Object>> rows = new LinkedHashMap<>();
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                return rows;
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                json.nextToken();
                json.nextToken();
                rows.put(json.getLongValue(), row.readMembers(json));
            }
            return rows;
        }
    }
}
