package io.esteira.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the groups of an aggregate: rows whose values stand in the order of the outputs, those within others in their place.
 *
 * @param all no limit was given, so that none may be left out
 */
record AggregateReader(List<Output> outputs, boolean all) implements Reader {

    /** A member of a group, by its name in the answer. */
    sealed interface Output {
        String key();
    }

    record Value(String key, Reader reader) implements Output {}

    record Members(String key, List<Output> outputs) implements Output {}

    @Override
    public List<Map<String, Object>> read(JsonParser json) {
        List<Map<String, Object>> groups = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            groups.add(members(json, outputs));
            Row.skipToEnd(json);
        }
        if (all && groups.size() > Limits.MAX_GROUPS) {
            throw ReadRefused.tooManyGroups(Limits.MAX_GROUPS);
        }
        return groups;
    }

    private static Map<String, Object> members(JsonParser json, List<Output> outputs) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Output output : outputs) {
            members.put(
                    output.key(),
                    switch (output) {
                        case Value value -> {
                            json.nextToken();
                            json.nextToken();
                            yield value.reader().read(json);
                        }
                        case Members inner -> members(json, inner.outputs());
                    });
        }
        return members;
    }
}
