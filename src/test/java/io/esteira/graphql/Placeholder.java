package io.esteira.graphql;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What stands in an expectation, alone or within a text, for a value that differs from run to run. */
enum Placeholder {
    /** A moment of the database's own clock. */
    INSTANT("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z"),
    /** An id that the hub gave by chance. */
    ID("[A-Za-z0-9_-]{40,}"),
    /** The nine characters that a delivery carries. */
    REFERENCE("[0-9A-Z]{9}"),
    /** Anything, also nothing. */
    ANY(".+");

    private static final Pattern MARK = Pattern.compile("#(instant|id|reference|any)\\b");

    private final String pattern;

    Placeholder(String pattern) {
        this.pattern = pattern;
    }

    /** The expected text has placeholders, and the actual value fits. */
    private static boolean isMet(@Nullable JsonNode expected, JsonNode actual) {
        if (expected == null || !expected.isString() || !actual.isValueNode()) {
            return false;
        }
        String text = expected.asString();
        if (actual.isNull() || !MARK.matcher(text).find()) {
            return actual.isNull() && text.equals("#any");
        }
        StringBuilder fitting = new StringBuilder();
        int from = 0;
        for (MatchResult mark : MARK.matcher(text).results().toList()) {
            fitting.append(Pattern.quote(text.substring(from, mark.start())))
                    .append(valueOf(mark.group(1).toUpperCase(Locale.ROOT)).pattern);
            from = mark.end();
        }
        fitting.append(Pattern.quote(text.substring(from)));
        return Pattern.compile(fitting.toString(), Pattern.DOTALL)
                .matcher(actual.asString())
                .matches();
    }

    /** The actual answer, with the placeholders that the expectation has where their values fit. */
    static JsonNode put(@Nullable JsonNode expected, JsonNode actual) {
        if (isMet(expected, actual)) {
            return StringNode.valueOf(expected == null ? "" : expected.asString());
        }
        if (actual.isObject()) {
            ObjectNode put = JsonNodeFactory.instance.objectNode();
            actual.propertyStream()
                    .forEach(field -> put.set(
                            field.getKey(),
                            put(expected == null ? null : expected.get(field.getKey()), field.getValue())));
            return put;
        }
        if (actual.isArray()) {
            ArrayNode put = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < actual.size(); i++) {
                put.add(put(expected == null ? null : expected.get(i), actual.path(i)));
            }
            return put;
        }
        return actual;
    }
}
