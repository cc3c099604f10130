package io.esteira.inbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds where two JSON values differ: objects name by name, lists place by place, all else as a whole. */
final class PayloadDiff {

    /** There are more changes than a person makes. */
    static final class TooMany extends Exception {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super("more than " + MOST + " values differ");
        }
    }

    static final int MOST = 500;

    private final List<PayloadChange> changes = new ArrayList<>();

    private PayloadDiff() {}

    static List<PayloadChange> of(JsonNode before, JsonNode after) throws TooMany {
        PayloadDiff diff = new PayloadDiff();
        diff.compare("", before, after);
        return List.copyOf(diff.changes);
    }

    private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) throws TooMany {
        if (before instanceof ObjectNode one && after instanceof ObjectNode other) {
            Set<String> names = new LinkedHashSet<>(one.propertyNames());
            names.addAll(other.propertyNames());
            for (String name : names) {
                compare(path + '/' + escaped(name), one.get(name), other.get(name));
            }
        } else if (before instanceof ArrayNode one && after instanceof ArrayNode other) {
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                compare(path + '/' + i, one.get(i), other.get(i));
            }
        } else if (before == null || !before.equals(after)) {
            add(new PayloadChange(path, json(before), json(after)));
        }
    }

    private void add(PayloadChange change) throws TooMany {
        if (changes.size() == MOST) {
            throw new TooMany();
        }
        changes.add(change);
    }

    private static @Nullable String json(@Nullable JsonNode value) {
        return value == null ? null : value.toString();
    }

    /** RFC 6901. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
