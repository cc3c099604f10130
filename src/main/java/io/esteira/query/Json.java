package io.esteira.query;

import graphql.GraphQLContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;

/** An answer, or part of one, as it goes to the client: nothing is left to be looked up or converted. Immutable. */
public final class Json implements JacksonSerializable {

    /** Set to true in the context of a request, it lets values of this class stand in the answer; else maps and lists take their places. */
    public static final Object ACCEPTED = Json.class;

    static final Json NULL = new Json(JsonText.ascii("null"), false);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int ROOM_FOR_NAMES = 256;

    private final byte[] text;
    private final boolean lacking;

    /** @param lacking a value is null that by the contract cannot be */
    Json(byte[] text, boolean lacking) {
        this.text = text;
        this.lacking = lacking;
    }

    /**
     * An object of these members.
     *
     * @param members by names as GraphQL has them: letters, digits and underscores
     * @param mapper writes those that are none of this class
     */
    public static Json object(Map<String, ?> members, JsonMapper mapper) {
        int length = members.values().stream()
                .mapToInt(value -> value instanceof Json json ? json.text.length : 0)
                .sum();
        JsonText object = new JsonText(length + ROOM_FOR_NAMES);
        object.add('{');
        members.forEach((name, value) -> {
            object.separate();
            object.addQuoted(JsonText.ascii(name));
            object.add(':');
            object.add(value instanceof Json json ? json.text : mapper.writeValueAsBytes(value));
        });
        object.add('}');
        return object.toJson();
    }

    /** Whether a value is null that by the contract cannot be: it is no answer as it is. */
    public boolean lacking() {
        return lacking;
    }

    /** UTF-8; not to be changed. */
    public byte[] text() {
        return text;
    }

    /** Itself where the request takes it, else what stands for it. */
    Object forAnswer(GraphQLContext request) {
        return request.getBoolean(ACCEPTED, false) ? this : toObject();
    }

    /** The same as maps, lists, strings, numbers and booleans. */
    public Object toObject() {
        return MAPPER.readValue(text, Object.class);
    }

    @Override
    public void serialize(JsonGenerator generator, SerializationContext context) {
        generator.writeRawValue(new String(text, StandardCharsets.UTF_8));
    }

    @Override
    public void serializeWithType(JsonGenerator generator, SerializationContext context, TypeSerializer type) {
        serialize(generator, context);
    }
}
