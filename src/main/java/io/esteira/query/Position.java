package io.esteira.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a client's copy of a list has come. To clients it is an opaque text.
 *
 * @param scope of the copy; one of another scope is of no use
 * @param tx the copy lacks changes of the log from here
 * @param seq and of this transaction those after this
 * @param copiedTo internal id up to which rows are in the copy; negative when all of them are
 */
record Position(String scope, String tx, long seq, long copiedTo) {

    /** All rows are in the copy. */
    static final long WHOLE = -1;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_LENGTH = 200;

    /** What the copy holds: of which companies, and for which condition. */
    static String scope(Entity entity, Bind.Inputs inputs) {
        Map<String, Object> arguments = inputs.root().arguments();
        String what = entity.type() + new TreeSet<>(inputs.caller().companyIds()) + arguments.get("where");
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }

    boolean whole() {
        return copiedTo == WHOLE;
    }

    String text() {
        byte[] bytes = JSON.writeValueAsBytes(List.of(scope, tx, Long.toString(seq), Long.toString(copiedTo)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What a client sent back. */
    static Position parse(Object text) {
        String cursor = (String) text;
        try {
            if (cursor.length() <= MAX_LENGTH) {
                List<?> parts = JSON.readValue(Base64.getUrlDecoder().decode(cursor), List.class);
                if (parts != null && parts.size() == 4 && parts.stream().allMatch(String.class::isInstance)) {
                    return new Position(
                            (String) parts.get(0),
                            Long.toUnsignedString(Long.parseUnsignedLong((String) parts.get(1))),
                            Long.parseLong((String) parts.get(2)),
                            Long.parseLong((String) parts.get(3)));
                }
            }
        } catch (IllegalArgumentException | JacksonException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static ReadRefused malformed() {
        return ReadRefused.badInput("The cursor is malformed: give one that the hub gave.");
    }
}
