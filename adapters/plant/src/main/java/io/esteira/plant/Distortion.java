package io.esteira.plant;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What goes wrong with a list between the table and the client. */
final class Distortion {

    private static final Charset CP1252 = Charset.forName("windows-1252");

    private final Faults faults;
    private final String endpoint;

    Distortion(Faults faults, String endpoint) {
        this.faults = faults;
        this.endpoint = endpoint;
    }

    /** By how many rows the page starts off its place. */
    int drift(int page) {
        Fault fault = page > 1 ? faults.take(FaultKind.F23, endpoint) : null;
        return fault == null ? 0 : fault.effect().equals("skip") ? 1 : -1;
    }

    Reply reply(RowPage page) {
        return reply(page, Map.of());
    }

    /** @param more what the service tells beside the rows */
    Reply reply(RowPage page, Map<String, Object> more) {
        List<Map<String, @Nullable Object>> rows = dialect(withoutField(stale(page.rows())));
        Fault fault = faults.take(FaultKind.F26, endpoint);
        String envelope = fault == null ? "items" : fault.effect();
        Reply reply =
                switch (envelope) {
                    case "bare" -> Reply.json(200, rows);
                    case "upper" -> Reply.json(200, envelope("items", renamed(rows), page, more));
                    default ->
                        !rows.isEmpty() && faults.take(FaultKind.F34, endpoint) != null
                                ? partly(rows, page)
                                : Reply.json(200, envelope(envelope, rows, page, more));
                };
        return encoded(reply);
    }

    /** A batch whose first row is refused. */
    private static Reply partly(List<Map<String, @Nullable Object>> rows, RowPage page) {
        Map<String, Object> body = envelope("items", rows.subList(1, rows.size()), page, Map.of());
        Map<String, Object> refused = new LinkedHashMap<>();
        refused.put("code", "400");
        refused.put("message", "Registro invalido na base do MRP");
        refused.put("detailedMessage", rows.getFirst());
        body.put("_messages", List.of(refused));
        return Reply.json(207, body);
    }

    private static Map<String, Object> envelope(String name, Object rows, RowPage page, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put(name, rows);
        body.put("hasNext", page.hasNext());
        body.put("remainingRecords", page.remaining());
        return body;
    }

    private static List<Map<String, @Nullable Object>> renamed(List<Map<String, @Nullable Object>> rows) {
        return rows.stream()
                .map(row -> {
                    Map<String, @Nullable Object> upper = new LinkedHashMap<>();
                    row.forEach((key, value) -> upper.put(key.toUpperCase(Locale.ROOT), value));
                    return upper;
                })
                .toList();
    }

    private List<Map<String, @Nullable Object>> stale(List<Map<String, @Nullable Object>> rows) {
        boolean old = !rows.isEmpty() && faults.take(FaultKind.F36, endpoint) != null;
        return old ? rows.subList(0, rows.size() - 1) : rows;
    }

    private List<Map<String, @Nullable Object>> withoutField(List<Map<String, @Nullable Object>> rows) {
        Fault fault = faults.take(FaultKind.F19, endpoint);
        if (fault == null) {
            return rows;
        }
        return rows.stream()
                .map(row -> {
                    Map<String, @Nullable Object> rest = new LinkedHashMap<>(row);
                    rest.keySet().removeIf(key -> key.equalsIgnoreCase(fault.effect()));
                    return rest;
                })
                .toList();
    }

    private List<Map<String, @Nullable Object>> dialect(List<Map<String, @Nullable Object>> rows) {
        Fault fault = faults.take(FaultKind.F25, endpoint);
        if (fault == null) {
            return rows;
        }
        return switch (fault.effect()) {
            case "blankdates" -> each(rows, (key, text) -> text.equals(Dates.BLANK) ? "  /  /  " : text, false);
            case "isodates" -> each(rows, (key, text) -> text.matches("20\\d{6}") ? Dates.iso(text) : text, false);
            default -> each(rows, (key, text) -> text, true);
        };
    }

    private static List<Map<String, @Nullable Object>> each(
            List<Map<String, @Nullable Object>> rows, BiFunction<String, String, String> texts, boolean comma) {
        List<Map<String, @Nullable Object>> result = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows) {
            Map<String, @Nullable Object> other = new LinkedHashMap<>();
            row.forEach((key, value) -> other.put(
                    key,
                    switch (value) {
                        case String text -> texts.apply(key, text);
                        case BigDecimal number
                        when comma -> "    " + number.toPlainString().replace('.', ',');
                        case null, default -> value;
                    }));
            result.add(other);
        }
        return result;
    }

    private Reply encoded(Reply reply) {
        Fault fault = faults.take(FaultKind.F24, endpoint);
        if (fault == null) {
            return reply;
        }
        String text = reply.text();
        return switch (fault.effect()) {
            case "mojibake" ->
                reply.withBody(
                        new String(text.getBytes(StandardCharsets.UTF_8), CP1252).getBytes(StandardCharsets.UTF_8));
            case "control" -> reply.withBody(withControls(text));
            case "null" ->
                reply.withBody(text.replaceAll("\"([^\"]*[^\\x00-\\x7F][^\"]*)\"", "null")
                        .getBytes(StandardCharsets.UTF_8));
            default -> reply.withBody(text.getBytes(CP1252));
        };
    }

    /** Puts a line break and a tab, unescaped, into every text that ends in a blank. */
    private static byte[] withControls(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] clean = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < clean.length; i++) {
            boolean lastOfPadding = clean[i] == ' ' && i + 1 < clean.length && clean[i + 1] == '"';
            if (lastOfPadding && i > 0 && clean[i - 1] == ' ') {
                bytes.write('\r');
                bytes.write('\t');
            }
            bytes.write(clean[i]);
        }
        return bytes.toByteArray();
    }
}
