package io.esteira.adapter.mqtt;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/** Where a message carries a value. */
sealed interface FieldPath {

    String TOPIC = "topic:";

    /** Never null: a missing node where the message has no such value. */
    JsonNode in(String topic, JsonNode payload);

    /**
     * @param text a JSON pointer, or {@code topic:N}
     * @throws IllegalArgumentException when it is neither
     */
    static FieldPath of(String text) {
        if (text.startsWith(TOPIC) && text.matches("topic:[1-9][0-9]?")) {
            return new TopicLevel(Integer.parseInt(text.substring(TOPIC.length())));
        }
        if (text.startsWith("/")) {
            return new Pointer(JsonPointer.compile(text));
        }
        throw new IllegalArgumentException("A field mapping is a JSON pointer such as /product/code,"
                + " or a topic level such as topic:3; this is neither: " + text);
    }

    record Pointer(JsonPointer pointer) implements FieldPath {
        @Override
        public JsonNode in(String topic, JsonNode payload) {
            return payload.at(pointer);
        }

        @Override
        public String toString() {
            return pointer.toString();
        }
    }

    /** @param level counted from 1 */
    record TopicLevel(int level) implements FieldPath {
        @Override
        public JsonNode in(String topic, JsonNode payload) {
            String[] levels = topic.split("/", -1);
            return level <= levels.length ? StringNode.valueOf(levels[level - 1]) : MissingNode.getInstance();
        }

        @Override
        public String toString() {
            return TOPIC + level;
        }
    }
}
