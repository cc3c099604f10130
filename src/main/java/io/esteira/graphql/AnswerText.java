package io.esteira.graphql;

import io.esteira.query.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Answers of GraphQL as JSON. What the read side has made ready is not written anew. */
final class AnswerText {

    private final JsonMapper json;

    AnswerText(JsonMapper json) {
        this.json = json;
    }

    /** @param answer by its members: data, errors, extensions */
    Json of(Map<String, Object> answer) {
        Map<String, Object> members = new LinkedHashMap<>(answer);
        if (members.get("data") instanceof Map<?, ?> data) {
            Map<String, Object> fields = new LinkedHashMap<>();
            data.forEach((name, value) -> fields.put((String) name, value));
            members.put("data", Json.object(fields, json));
        }
        return Json.object(members, json);
    }

    /** An object of these members. */
    Json object(Map<String, ?> members) {
        return Json.object(members, json);
    }
}
