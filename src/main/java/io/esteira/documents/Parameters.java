package io.esteira.documents;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark of an address, by name. */
record Parameters(Map<String, List<String>> values) {

    /** @param query as it came; null when there was none */
    static Parameters of(@Nullable String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                if (!pair.isEmpty()) {
                    int sign = pair.indexOf('=');
                    String name = decoded(sign < 0 ? pair : pair.substring(0, sign));
                    String value = sign < 0 ? "" : decoded(pair.substring(sign + 1));
                    values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
                }
            }
        }
        return new Parameters(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw DocumentRefused.badInput("The address has a % that is followed by no two hexadecimal digits.");
        }
    }

    /** The only value of a name; null when it was not given. */
    @Nullable
    String single(String name) {
        List<String> given = values.get(name);
        if (given == null) {
            return null;
        }
        if (given.size() > 1) {
            throw DocumentRefused.badVariable(name, "was given " + given.size() + " times: give it once.");
        }
        return given.getFirst();
    }
}
