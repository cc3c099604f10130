package io.esteira.odata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for with each related list, as the client wrote it: whoever goes on reading the list is to be asked for the same. The
 * library tells it taken apart only, after it has found it sound.
 */
final class ExpandText {

    private ExpandText() {}

    /**
     * Takes {@code a($filter=x;$top=1),b} apart.
     *
     * @return options with their values, by related field
     */
    static Map<String, Map<String, String>> of(@Nullable String text) {
        Map<String, Map<String, String>> fields = new LinkedHashMap<>();
        for (String item : text == null ? List.<String>of() : split(text, ',')) {
            int open = item.indexOf('(');
            String field = open < 0 ? item : item.substring(0, open);
            fields.put(field.strip(), open < 0 ? Map.of() : options(item.substring(open + 1, item.lastIndexOf(')'))));
        }
        return fields;
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : split(text, ';')) {
            int sign = option.indexOf('=');
            options.put(
                    option.substring(0, sign).strip(),
                    option.substring(sign + 1).strip());
        }
        return options;
    }

    /** At what stands neither in brackets nor in quotes. */
    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '\'';
            if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (c == at && depth == 0) {
                    parts.add(text.substring(begin, i));
                    begin = i + 1;
                }
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }
}
