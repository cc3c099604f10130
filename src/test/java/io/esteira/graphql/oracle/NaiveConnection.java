package io.esteira.graphql.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param shown rows of the page, in the order of the list
 * @param total rows of the whole list, cursors apart
 */
record NaiveConnection(
        NaiveView view,
        NaiveCursors cursors,
        ListCursor list,
        @Nullable Map<String, Object> where,
        NaiveOrder order,
        List<NaiveRow> shown,
        int total,
        boolean next,
        boolean previous) {

    private static final int USUAL_LENGTH = 50;

    static NaiveConnection of(
            NaiveView view,
            NaiveCursors cursors,
            DescribedType type,
            List<NaiveRow> candidates,
            List<DescribedType.Sort> otherwise,
            Arguments arguments) {
        List<Map<String, Object>> orderBy = arguments.orderBy();
        List<Map<String, Object>> asked = orderBy == null || orderBy.isEmpty() ? null : orderBy;
        NaiveOrder order = NaiveOrder.of(view, type, asked, otherwise);
        List<NaiveRow> all = sorted(view, candidates, order, arguments.where());
        String after = arguments.text("after");
        String before = arguments.text("before");
        List<NaiveRow> between = all.stream()
                .filter(row -> after == null || compare(view, order, row, cursors.meaning(after)) > 0)
                .filter(row -> before == null || compare(view, order, row, cursors.meaning(before)) < 0)
                .toList();
        Integer last = arguments.number("last");
        Integer first = arguments.number("first");
        int length = last != null ? last : first != null ? first : USUAL_LENGTH;
        boolean more = between.size() > length;
        List<NaiveRow> shown = !more
                ? between
                : last != null ? between.subList(between.size() - length, between.size()) : between.subList(0, length);
        return new NaiveConnection(
                view,
                cursors,
                new ListCursor(type, asked, otherwise, new NaiveOrder.Place(List.of(), 0)),
                arguments.where(),
                order,
                shown,
                all.size(),
                last == null && more || before != null,
                last != null && more || after != null);
    }

    static List<NaiveRow> sorted(
            NaiveView view, List<NaiveRow> candidates, NaiveOrder order, @Nullable Map<String, Object> where) {
        Map<NaiveRow, NaiveOrder.Place> places = new HashMap<>();
        List<NaiveRow> listed = candidates.stream()
                .filter(row -> new NaiveCondition(view).listed(row, where))
                .toList();
        listed.forEach(row -> places.put(row, order.place(view, row)));
        return listed.stream()
                .sorted(Comparator.comparing(row -> Objects.requireNonNull(places.get(row)), order.comparator()))
                .toList();
    }

    private static int compare(NaiveView view, NaiveOrder order, NaiveRow row, Object cursor) {
        return order.comparator().compare(order.place(view, row), ((ListCursor) cursor).place());
    }

    Object field(String name) {
        return switch (name) {
            case "nodes" -> shown;
            case "edges" ->
                shown.stream()
                        .map(row -> Map.of("node", row, "cursor", cursor(row)))
                        .toList();
            case "pageInfo" -> pageInfo();
            case "totalCount" -> total;
            case "freshness" -> freshness();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String cursor(NaiveRow row) {
        return cursors.text(new ListCursor(list.type(), list.asked(), list.otherwise(), order.place(view, row)));
    }

    private Map<String, @Nullable Object> pageInfo() {
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("hasNextPage", next);
        info.put("hasPreviousPage", previous);
        info.put("startCursor", shown.isEmpty() ? null : cursor(shown.getFirst()));
        info.put("endCursor", shown.isEmpty() ? null : cursor(shown.getLast()));
        return info;
    }

    /** Whether the condition leaves room for rows of the company. */
    private static boolean asks(@Nullable Map<String, Object> where, String company) {
        return where == null
                || where.entrySet().stream().allMatch(entry -> switch (entry.getKey()) {
                    case "and" ->
                        NaiveCondition.objects(entry.getValue()).stream().allMatch(part -> asks(part, company));
                    case "company" -> Values.matches(company, NaiveCondition.object(entry.getValue()));
                    default -> true;
                });
    }

    /** By company and source: as fresh as the stalest of the streams that feed the type, of unknown age when one was never read. */
    private List<Map<String, @Nullable Object>> freshness() {
        Map<String, List<NaiveStore.Stream>> groups = new TreeMap<>();
        view.store().streams().stream()
                .filter(stream -> view.caller().sees(stream.companyId())
                        && asks(where, stream.company())
                        && list.type().fedBy().contains(stream.entity()))
                .forEach(stream -> groups.computeIfAbsent(
                                stream.company() + "\0" + stream.source(), key -> new ArrayList<>())
                        .add(stream));
        return groups.values().stream().map(NaiveConnection::freshness).toList();
    }

    private static Map<String, @Nullable Object> freshness(List<NaiveStore.Stream> group) {
        NaiveStore.Stream oldest = group.stream()
                .min(Comparator.comparing(
                                NaiveStore.Stream::asOf, Comparator.<Instant>nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(NaiveStore.Stream::entity))
                .orElseThrow();
        Map<String, @Nullable Object> fresh = new LinkedHashMap<>();
        fresh.put("source", oldest.source());
        fresh.put("company", oldest.company());
        fresh.put("asOf", oldest.asOf());
        fresh.put("oldestEntity", oldest.entity());
        fresh.put("stale", group.stream().anyMatch(NaiveStore.Stream::stale));
        return fresh;
    }
}
