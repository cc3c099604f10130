package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.Placeholder.Values;
import io.esteira.adapter.protheus.WriterMapping.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Looks for a stop where the mapping says: in the list of a service, or in a table. A stop that was reversed since proves that it was
 * reported as well as one that counts.
 */
final class StopReadBack {

    private final ProtheusConnection protheus;
    private final WriterMapping mapping;
    private final ProtheusReadBack tables;
    private final StopReportList list;

    StopReadBack(ProtheusConnection protheus, WriterMapping mapping, ProtheusReadBack tables) {
        this.protheus = protheus;
        this.mapping = mapping;
        this.tables = tables;
        this.list = new StopReportList(protheus.client(), protheus.properties().pageSize());
    }

    ReadBack find(DowntimeOrder stop) {
        try {
            Company company = protheus.properties().company(stop.company());
            return stop.reverses() == null ? reported(company, stop) : reversed(company, stop, stop.reverses());
        } catch (SourceUnavailable e) {
            return new ReadBack.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private ReadBack reported(Company company, DowntimeOrder stop) {
        Optional<Request> service = mapping.stop();
        if (service.isEmpty()) {
            return new ReadBack.Unavailable(
                    "the mapping " + mapping.name() + " has no section stop, which says where stops are");
        }
        Optional<Listed> listed = service.flatMap(Request::listed);
        List<String> keys = listed.map(rows -> keys(listed(company, rows, filters(company, stop, rows))))
                .orElseGet(() -> service.flatMap(Request::found)
                        .map(rows -> tables.rows(company, stop, rows, true).stream()
                                .map(row -> new RowKey(rows.table().alias(), row.recno()).toString())
                                .toList())
                        .orElse(List.of()));
        boolean own = listed.map(Listed::carriesReference).orElseGet(() -> service.flatMap(Request::found)
                .map(Rows::carryReference)
                .orElse(false));
        if (keys.isEmpty()) {
            return new ReadBack.Absent();
        }
        if (!own) {
            return new ReadBack.Alike(keys, List.of());
        }
        return keys.size() == 1 ? new ReadBack.Found(keys.getFirst()) : new ReadBack.Several(keys);
    }

    private static Map<String, String> filters(Company company, DowntimeOrder stop, Listed rows) {
        Values values = new Values(stop, company, ProtheusReference.marked(stop.reference()));
        Map<String, String> filters = new LinkedHashMap<>();
        rows.match()
                .forEach((field, template) -> filters.put(
                        field,
                        Optional.ofNullable(template.text(values))
                                .orElseThrow(() -> new SourceUnavailable(
                                        "the delivery has no value by which to search " + field))));
        return filters;
    }

    /**
     * A service that ignores a filter lists all: what does not fit is left out here. Where it does not show the field itself, that a
     * row does not fit says nothing.
     */
    private Map<String, TreeMap<String, JsonNode>> listed(Company company, Listed rows, Map<String, String> filters) {
        Map<String, TreeMap<String, JsonNode>> found = new LinkedHashMap<>();
        list.pages(company, rows.path(), StopReportList.REPORT, filters)
                .forEachRemaining(page -> page.forEach((id, row) -> {
                    filters.keySet().stream()
                            .filter(field -> !row.containsKey(Table.key(field)))
                            .findFirst()
                            .ifPresent(field -> {
                                throw new SourceUnavailable(rows.path() + " leaves out " + field);
                            });
                    if (filters.entrySet().stream().allMatch(filter -> StopReportList.text(row, filter.getKey())
                            .equals(filter.getValue()))) {
                        found.put(id, row);
                    }
                }));
        return found;
    }

    private static List<String> keys(Map<String, TreeMap<String, JsonNode>> rows) {
        return rows.keySet().stream().map(StopReportList::keyOf).toList();
    }

    /**
     * A report that the list does not show under its own number is gone, which is what the reversal is for. Where the stop itself is
     * looked for elsewhere and not shown, that it is not shown as reversed says nothing.
     */
    private ReadBack reversed(Company company, DowntimeOrder stop, Reversal reversal) {
        List<Shown> shown = shown(company, stop, reversal);
        if (shown.isEmpty()) {
            return Optional.ofNullable(reversal.erpKey())
                    .filter(key -> StopReportList.idOf(key).isPresent())
                    .<ReadBack>map(ReadBack.Found::new)
                    .orElseGet(() ->
                            new ReadBack.Unavailable("Protheus does not show the stop that is reversed: look there"));
        }
        List<String> done =
                shown.stream().filter(Shown::isReversed).map(Shown::key).toList();
        return switch (done.size()) {
            case 0 -> new ReadBack.Absent();
            case 1 -> new ReadBack.Found(done.getFirst());
            default -> new ReadBack.Several(done);
        };
    }

    private record Shown(String key, boolean isReversed) {}

    private List<Shown> shown(Company company, DowntimeOrder stop, Reversal reversal) {
        Optional<String> key = Optional.ofNullable(reversal.erpKey());
        Optional<Listed> listed = mapping.stop().flatMap(Request::listed);
        Optional<String> report = key.flatMap(StopReportList::idOf);
        if (report.isPresent()) {
            Listed rows = listed.orElse(new Listed(StopReportList.REPORTS, Map.of()));
            return shown(listed(company, rows, Map.of(StopReportList.REPORT, report.get())));
        }
        if (key.isPresent()) {
            List<Shown> rows = new ArrayList<>();
            RowKey.read(key.get()).filter(RowKey::isOfSh6).ifPresent(row -> protheus.query()
                    .all(company, new Question(Table.STOPS, Table.RECNO + " = " + row.recno(), true, false))
                    .forEach(found -> rows.add(
                            new Shown(row.toString(), found.text(Table.DELETED).equals("*")))));
            return rows;
        }
        DowntimeOrder reported = asReported(stop, reversal);
        return listed.filter(
                        rows -> rows.carriesReference() && !reversal.reference().isBlank())
                .map(rows -> shown(listed(company, rows, filters(company, reported, rows))))
                .orElse(List.of());
    }

    private static List<Shown> shown(Map<String, TreeMap<String, JsonNode>> rows) {
        return rows.entrySet().stream()
                .map(row -> new Shown(
                        StopReportList.keyOf(row.getKey()),
                        StopReportList.isYes(StopReportList.text(row.getValue(), StopReportList.REVERSED))))
                .toList();
    }

    /** The stop as it was when it carried its own reference. */
    private static DowntimeOrder asReported(DowntimeOrder stop, Reversal reversal) {
        return new DowntimeOrder(
                stop.deliveryId(),
                stop.company(),
                stop.zone(),
                reversal.reference(),
                stop.equipment(),
                stop.reason(),
                stop.planned(),
                stop.startedAt(),
                stop.endedAt(),
                stop.orderKey(),
                stop.orderNumber(),
                stop.operation(),
                stop.operator(),
                stop.note(),
                null,
                stop.refusals());
    }
}
