package io.esteira.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a connection: the page's length, then the page, the count and the freshness, as far as they are there.
 *
 * @param page null when no row was asked for
 */
record ConnectionReader(List<Output> outputs, @Nullable Page page, boolean count, boolean freshness) implements Reader {

    /** A field of the connection, by its name in the answer. */
    sealed interface Output {
        String key();
    }

    record Nodes(String key, int part) implements Output {}

    record Edges(String key, List<EdgeOutput> members) implements Output {}

    record Info(String key) implements Output {}

    record Count(String key) implements Output {}

    record FreshnessList(String key) implements Output {}

    /** @param part of the row; negative for the cursor */
    record EdgeOutput(String key, int part) {}

    /** Columns of a row that make one object. */
    record Part(List<Slot> slots) {}

    /**
     * @param order of the cursors; null when none was asked for
     * @param fromEnd rows come in the opposite order, from the end of the list
     * @param after the list is read from after a cursor
     * @param before the list is read up to a cursor
     */
    record Page(@Nullable Order order, List<Part> parts, boolean fromEnd, boolean after, boolean before) {}

    /** How old a list's data can be; fields as in the contract. */
    record Freshness(
            String source, String company, @Nullable Instant asOf, boolean stale) {}

    private record PageRow(@Nullable String cursor, List<Map<String, Object>> parts) {}

    @Override
    public Map<String, Object> read(JsonParser json) {
        int first = (Integer) next(json, Kind.INT::read);
        List<PageRow> rows = page == null ? List.of() : next(json, parser -> rows(parser, page));
        Object total = count ? next(json, Kind.INT::read) : null;
        List<Freshness> fresh = freshness ? next(json, ConnectionReader::freshness) : List.of();
        json.nextToken();
        boolean more = rows.size() > first;
        List<PageRow> taken = more ? rows.subList(0, first) : rows;
        List<PageRow> shown = page != null && page.fromEnd() ? taken.reversed() : taken;
        Map<String, Object> connection = new LinkedHashMap<>();
        for (Output output : outputs) {
            connection.put(
                    output.key(),
                    switch (output) {
                        case Nodes nodes ->
                            shown.stream()
                                    .map(row -> row.parts().get(nodes.part()))
                                    .toList();
                        case Edges edges ->
                            shown.stream().map(row -> edge(row, edges)).toList();
                        case Info info -> info(Objects.requireNonNull(page), shown, more);
                        case Count all -> total;
                        case FreshnessList list -> fresh;
                    });
        }
        return connection;
    }

    private static <T> T next(JsonParser json, Function<JsonParser, T> read) {
        json.nextToken();
        json.nextToken();
        return read.apply(json);
    }

    private static List<PageRow> rows(JsonParser json, Page page) {
        List<PageRow> rows = new ArrayList<>();
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                rows.add(row(json, page));
            }
        }
        return rows;
    }

    private static PageRow row(JsonParser json, Page page) {
        String cursor = page.order() == null ? null : cursor(json, page.order());
        List<Map<String, Object>> parts = new ArrayList<>(page.parts().size());
        for (Part part : page.parts()) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (Slot slot : part.slots()) {
                object.put(slot.key(), next(json, slot.reader()::read));
            }
            parts.add(object);
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            json.skipChildren();
        }
        return new PageRow(cursor, parts);
    }

    private static String cursor(JsonParser json, Order order) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Order.Key key : order.keys()) {
            values.add(next(json, key.column().kind()::read));
        }
        return new Cursor(values, (Long) next(json, Kind.LONG::read)).text(order.signature());
    }

    private static List<Freshness> freshness(JsonParser json) {
        List<Freshness> list = new ArrayList<>();
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(new Freshness(
                        (String) next(json, Kind.STRING::read),
                        (String) next(json, Kind.STRING::read),
                        (Instant) next(json, Kind.DATE_TIME::read),
                        (Boolean) next(json, Kind.BOOLEAN::read)));
                json.nextToken();
            }
        }
        return list;
    }

    private static Map<String, Object> edge(PageRow row, Edges edges) {
        Map<String, Object> edge = new LinkedHashMap<>();
        for (EdgeOutput member : edges.members()) {
            edge.put(
                    member.key(), member.part() < 0 ? row.cursor() : row.parts().get(member.part()));
        }
        return edge;
    }

    private static Map<String, Object> info(Page page, List<PageRow> shown, boolean more) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("hasNextPage", !page.fromEnd() && more || page.before());
        info.put("hasPreviousPage", page.fromEnd() && more || page.after());
        info.put("startCursor", shown.isEmpty() ? null : shown.getFirst().cursor());
        info.put("endCursor", shown.isEmpty() ? null : shown.getLast().cursor());
        return info;
    }
}
