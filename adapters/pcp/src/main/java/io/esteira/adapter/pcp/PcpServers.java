package io.esteira.adapter.pcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The one or two servers on which the planning database lies, and what they are asked. Thread-safe. */
final class PcpServers implements AutoCloseable {

    /** A row's key, and all of it as JSON. */
    record Row(String key, String json) {}

    /** No plan has this code; an empty list is no SQL. */
    private static final String NO_PLAN = "";

    private final PcpDatabase first;
    private final PcpDatabase second;

    PcpServers(PcpProperties properties) {
        this(properties, properties.connectTimeout(), properties.queryTimeout());
    }

    PcpServers(PcpProperties properties, Duration connectTimeout, Duration queryTimeout) {
        this.first = new PcpDatabase(properties, properties.url(), connectTimeout, queryTimeout);
        this.second = properties.secondUrl().isBlank()
                ? first
                : new PcpDatabase(properties, properties.secondUrl(), connectTimeout, queryTimeout);
    }

    PcpDatabase first() {
        return first;
    }

    /** Where what was saved lies. */
    PcpDatabase second() {
        return second;
    }

    /** Rows after a key, in the order of keys. */
    List<Row> page(PcpQuery query, String sourceCompany, String after, int rows) {
        return rows(
                query,
                sourceCompany,
                "where q.chave collate \"C\" > :after order by q.chave collate \"C\" limit :rows",
                Map.of("after", after, "rows", rows));
    }

    List<Row> byKey(PcpQuery query, String sourceCompany, List<String> keys) {
        return keys.isEmpty()
                ? List.of()
                : rows(query, sourceCompany, "where q.chave in (:keys)", Map.of("keys", keys));
    }

    /** How many rows there are. Fails as the driver does. */
    long count(PcpQuery query, String sourceCompany) {
        PcpDatabase database = of(query);
        return database.ask(
                "select count(*) from (\n%s\n) q".formatted(database.sql(query.entity())),
                parameters(query, sourceCompany, Map.of()));
    }

    private List<Row> rows(PcpQuery query, String sourceCompany, String bound, Map<String, ?> others) {
        PcpDatabase database = of(query);
        // As jsonb, so that a row always gives the same text.
        String sql = "select q.chave, (to_jsonb(q) - 'chave')::text as linha from (\n%s\n) q %s"
                .formatted(database.sql(query.entity()), bound);
        return database.query(
                sql,
                parameters(query, sourceCompany, others),
                (row, n) -> new Row(String.valueOf(row.getString("chave")), String.valueOf(row.getString("linha"))));
    }

    private PcpDatabase of(PcpQuery query) {
        return query.saved() ? second : first;
    }

    private Map<String, Object> parameters(PcpQuery query, String sourceCompany, Map<String, ?> others) {
        Map<String, Object> parameters = new TreeMap<>(others);
        parameters.put("company", sourceCompany);
        if (query.saved()) {
            List<String> plans = new ArrayList<>(first.query(
                    first.sql("plan-codes"),
                    Map.of("company", sourceCompany),
                    (row, n) -> String.valueOf(row.getString(1))));
            plans.add(NO_PLAN);
            parameters.put("plans", plans);
        }
        return parameters;
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
