package io.esteira.adapter.testkit;

import io.esteira.adapter.MappingResult;
import io.esteira.adapter.canonical.Ref;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A mapping result as JSON for people: what a record is, its fields in their order, nulls left out, a reference as its key, numbers
 * in plain notation with their scale.
 */
final class MappingResultJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private static final JsonNodeFactory NODES = new JsonNodeFactory();

    private MappingResultJson() {}

    static String render(MappingResult result) {
        return JSON.writeValueAsString(typed((Record) result)).replace("\r\n", "\n") + "\n";
    }

    private static ObjectNode typed(Record value) {
        ObjectNode node = NODES.objectNode().put("is", value.getClass().getSimpleName());
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object field = read(value, component);
            if (field != null) {
                node.set(component.getName(), node(field));
            }
        }
        return node;
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case Ref ref -> NODES.stringNode(ref.key());
            case Record nested -> typed(nested);
            case List<?> list -> array(list);
            case BigDecimal number -> NODES.numberNode(number);
            case Integer number -> NODES.numberNode(number);
            case Boolean flag -> NODES.booleanNode(flag);
            default -> NODES.stringNode(value.toString());
        };
    }

    private static ArrayNode array(List<?> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(node(value)));
        return array;
    }

    private static @Nullable Object read(Record value, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot read " + component, e);
        }
    }
}
