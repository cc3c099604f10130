package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists of the shop floor module (SIGASFC): stop reports and their reasons, read page by page. A row that shifts to the next page while
 * it is read comes once. Rows name no branch, so that a service which ignores the tenant cannot be told.
 */
final class StopReportList {

    static final String REPORTS = "/api/pcp/v1/stopReports";
    static final String REASONS = "/api/pcp/v1/stopReasons";
    static final String REPORT = "IntegrationReport";
    static final String REVERSED = "ReversedReport";
    static final String REASON = "Code";

    /** How keys of stop reports begin: the record numbers of SH6 are other numbers. */
    private static final String PREFIX = "SFC/";

    private final ProtheusClient client;
    private final int pageSize;

    StopReportList(ProtheusClient client, int pageSize) {
        this.client = client;
        this.pageSize = pageSize;
    }

    static String keyOf(String id) {
        return PREFIX + id;
    }

    /** The service's own id in a key; empty for a key of a table. */
    static Optional<String> idOf(String key) {
        return key.startsWith(PREFIX) ? Optional.of(key.substring(PREFIX.length())) : Optional.empty();
    }

    /**
     * Pages of rows by their keys, each read when it is asked for.
     *
     * @param key field that tells rows apart
     * @param filters fields with the value that they must have
     */
    Iterator<Map<String, TreeMap<String, JsonNode>>> pages(
            Company company, String path, String key, Map<String, String> filters) {
        return new Iterator<>() {
            private int number;
            private boolean done;
            private Map<String, TreeMap<String, JsonNode>> before = Map.of();

            @Override
            public boolean hasNext() {
                return !done;
            }

            @Override
            public Map<String, TreeMap<String, JsonNode>> next() {
                if (done) {
                    throw new NoSuchElementException();
                }
                Map<String, String> parameters = new LinkedHashMap<>(filters);
                parameters.put("Page", Integer.toString(++number));
                parameters.put("PageSize", Integer.toString(pageSize));
                parameters.put("Order", key);
                Optional<ObjectNode> body = client.get(company, path, parameters);
                Map<String, TreeMap<String, JsonNode>> rows =
                        body.map(found -> rows(path, key, found)).orElseGet(Map::of);
                done = rows.isEmpty() || !body.map(ProtheusJson::hasNext).orElse(false);
                Map<String, TreeMap<String, JsonNode>> fresh = new LinkedHashMap<>(rows);
                fresh.keySet().removeAll(before.keySet());
                if (fresh.isEmpty() && !rows.isEmpty()) {
                    throw new SourceUnavailable(path + " answers page " + number
                            + " with the rows of the one before: it does not page, nothing more can be read");
                }
                before = rows;
                return fresh;
            }
        };
    }

    private static Map<String, TreeMap<String, JsonNode>> rows(String path, String key, ObjectNode body) {
        JsonNode items = ProtheusJson.field(body, "items");
        if (items == null || !items.isArray()) {
            throw new SourceUnavailable(path + " answers no items");
        }
        Map<String, TreeMap<String, JsonNode>> rows = new LinkedHashMap<>();
        for (JsonNode item : items) {
            TreeMap<String, JsonNode> row = ProtheusJson.row(item);
            String id = text(row, key);
            if (id.isEmpty()) {
                throw new SourceUnavailable(path + " leaves out " + key);
            }
            rows.putIfAbsent(id, row);
        }
        return rows;
    }

    /** A field as text; blank when absent. */
    static String text(Map<String, JsonNode> row, String field) {
        JsonNode value = row.get(Table.key(field));
        return value == null || value.isNull() ? "" : value.asString().strip();
    }

    /** As services write yes. */
    static boolean isYes(String text) {
        return text.matches("(?i)true|\\.?T\\.?|1|S");
    }
}
