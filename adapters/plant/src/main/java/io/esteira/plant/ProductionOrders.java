package io.esteira.plant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list of order headers: no operations, no components, no status. Thread-safe. */
final class ProductionOrders {

    private static final int PAGE_SIZE = 20;
    private static final Map<String, String> COLUMNS = columns();
    private static final Set<String> DATES = Set.of("startOrderDate", "endOrderDate");

    private final PlantDatabase database;

    ProductionOrders(PlantDatabase database) {
        this.database = database;
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("branchId", "c2_filial");
        columns.put("number", "c2_num");
        columns.put("item", "c2_item");
        columns.put("sequence", "c2_sequen");
        columns.put("grid", "c2_itemgrd");
        columns.put("productionOrder", "c2_op");
        columns.put("itemCode", "c2_produto");
        columns.put("quantity", "c2_quant");
        columns.put("reportQuantity", "c2_quje");
        columns.put("unitOfMeasureCode", "c2_um");
        columns.put("requestOrderCode", "c2_pedido");
        columns.put("warehouseCode", "c2_local");
        columns.put("startOrderDate", "c2_datpri");
        columns.put("endOrderDate", "c2_datprf");
        columns.put("scriptCode", "c2_roteiro");
        return columns;
    }

    RowPage list(WebRequest request, String branch, int drift) {
        Map<String, String> filters = new LinkedHashMap<>();
        COLUMNS.forEach((field, column) -> request.parameter(field)
                .ifPresent(value -> filters.put(column, DATES.contains(field) ? value.replace("-", "") : value)));
        String source = " from protheus.sc2t10 where d_e_l_e_t_ = '' and c2_filial = :branch"
                + filters.keySet().stream()
                        .map(column -> " and " + column + "::text = rtrim(:" + column + ")")
                        .collect(Collectors.joining());
        int pageSize = request.number("pageSize", PAGE_SIZE);
        long offset = Math.max(0, (request.number("page", 1) - 1L) * pageSize + drift);
        return database.reading("protheus_reader", () -> {
            long total = query("select count(*)" + source, filters, branch)
                    .query(Long.class)
                    .single();
            List<Map<String, @Nullable Object>> rows = query(
                            "select * " + source + order(request) + " limit " + pageSize + " offset " + offset,
                            filters,
                            branch)
                    .query()
                    .listOfRows()
                    .stream()
                    .map(row -> item(row, fields(request)))
                    .toList();
            long remaining = Math.max(0, total - offset - rows.size());
            return new RowPage(rows, remaining > 0, remaining);
        });
    }

    private JdbcClient.StatementSpec query(String sql, Map<String, String> filters, String branch) {
        JdbcClient.StatementSpec query = database.jdbc().sql(sql).param("branch", branch, java.sql.Types.OTHER);
        filters.forEach(query::param);
        return query;
    }

    Optional<Map<String, @Nullable Object>> one(String branch, String order) {
        return database.reading(
                "protheus_reader", () -> database.jdbc().sql("""
                        select * from protheus.sc2t10 where d_e_l_e_t_ = '' and c2_filial = ?::char(8) and c2_op = ?::char(14)""").params(branch, order).query().listOfRows().stream()
                        .map(row -> item(row, COLUMNS.keySet()))
                        .findFirst());
    }

    private static String order(WebRequest request) {
        return " order by "
                + Stream.of(request.parameter("order").orElse("productionOrder").split(","))
                        .map(term -> column(term) + (term.startsWith("-") ? " desc" : ""))
                        .collect(Collectors.joining(", "));
    }

    private static String column(String term) {
        return COLUMNS.entrySet().stream()
                .filter(entry ->
                        entry.getKey().equalsIgnoreCase(term.replace("-", "").strip()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new BadQuery(400, "Campo de ordem inexistente: " + term));
    }

    private static Set<String> fields(WebRequest request) {
        return request.parameter("fields")
                .map(fields -> {
                    Set<String> wanted = Stream.of(fields.split(","))
                            .map(field -> field.strip().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet());
                    return COLUMNS.keySet().stream()
                            .filter(field -> wanted.contains(field.toLowerCase(Locale.ROOT)))
                            .collect(Collectors.toSet());
                })
                .orElse(COLUMNS.keySet());
    }

    private static Map<String, @Nullable Object> item(Map<String, @Nullable Object> row, Set<String> fields) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        COLUMNS.forEach((field, column) -> {
            if (fields.contains(field)) {
                Object value = row.get(column);
                item.put(field, value instanceof String text ? shown(field, text) : value);
            }
        });
        return item;
    }

    private static String shown(String field, String text) {
        return DATES.contains(field) ? Dates.iso(text) : text.stripTrailing();
    }
}
