package io.esteira.operations;

import java.io.PrintWriter;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** How rows are told: a table for people, or JSON for scripts, one array with the same names. */
final class Listing {

    private static final int WIDEST = 70;

    @CommandLine.Option(names = "--json", description = "For scripts. / Para scripts.")
    private boolean json;

    void tell(PrintWriter out, List<Map<String, Object>> rows) {
        List<Map<String, @Nullable Object>> told =
                rows.stream().map(Listing::plain).toList();
        if (json) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(told));
        } else {
            table(told).forEach(out::println);
        }
        out.flush();
    }

    /** Moments and ids as text, as the API writes them. */
    private static Map<String, @Nullable Object> plain(Map<String, Object> row) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        row.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Timestamp at -> at.toInstant().toString();
            case Number number -> number;
            case Boolean yes -> yes;
            default -> value.toString();
        };
    }

    private static List<String> table(List<Map<String, @Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return List.of("(nada / none)");
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.copyOf(rows.getFirst().keySet()));
        rows.forEach(row -> lines.add(row.values().stream().map(Listing::cell).toList()));
        int[] widths = IntStream.range(0, lines.getFirst().size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream().map(line -> padded(line, widths)).toList();
    }

    private static String cell(@Nullable Object value) {
        String text = Objects.toString(value, "-").replaceAll("\\p{Cntrl}", " ");
        return text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
    }

    private static String padded(List<String> line, int[] widths) {
        return IntStream.range(0, line.size())
                .mapToObj(column -> String.format("%-" + Math.max(widths[column], 1) + "s", line.get(column)))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }
}
