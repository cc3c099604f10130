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

/** A service of a module that lists rows under names of its own. Thread-safe. */
final class ModuleList {

    /** Below which these services are. */
    static final String ROOT = "/api/pcp/v1/";

    private static final int PAGE_SIZE = 20;
    private static final String NUMBER = "productionOrder";
    private static final String STEPS = "ListOfMRPRouting";
    private static final String ORDERS = "protheus.sc2t10 where d_e_l_e_t_ = '' and c2_filial = :branch::char(8)";

    /** Products are of all branches, but the mirror is of each. */
    private static final String PRODUCTS = "protheus.sb1t10 where d_e_l_e_t_ = ''";

    /** A routing with its operations in their order. */
    private static final String ROUTINGS = """
            (select g2_produto, g2_codigo, json_agg(json_build_object('operation', rtrim(g2_operac), 'workcenter', rtrim(g2_ctrab))
                order by g2_operac)::text as steps
               from protheus.sg2t10 where d_e_l_e_t_ = '' and g2_filial = :branch::char(8) group by g2_produto, g2_codigo) r where true""";

    private static final String STOPS = "protheus.stot10 where d_e_l_e_t_ = '' and sto_filial = :branch::char(8)";
    private static final String STOP_REASONS =
            "protheus.sx5t10 where d_e_l_e_t_ = '' and x5_filial = :branch::char(8) and x5_tabela = '44'";

    private final PlantDatabase database;
    private final String endpoint;
    private final String whenEmpty;
    private final String rows;
    private final String inOrderOf;
    private final Map<String, String> columns;
    private final Set<String> dates;

    private ModuleList(
            PlantDatabase database,
            String endpoint,
            String whenEmpty,
            String rows,
            String inOrderOf,
            Map<String, String> columns,
            Set<String> dates) {
        this.database = database;
        this.endpoint = endpoint;
        this.whenEmpty = whenEmpty;
        this.rows = rows;
        this.inOrderOf = inOrderOf;
        this.columns = columns;
        this.dates = dates;
    }

    static List<ModuleList> all(PlantDatabase database) {
        return List.of(
                headers(database),
                mirror(database),
                products(database),
                routings(database),
                stops(database),
                stopReasons(database));
    }

    /** Headers of orders, without status. */
    private static ModuleList headers(PlantDatabase database) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("branchId", "c2_filial");
        columns.put("number", "c2_num");
        columns.put("item", "c2_item");
        columns.put("sequence", "c2_sequen");
        columns.put("grid", "c2_itemgrd");
        columns.put(NUMBER, "c2_op");
        columns.put("itemCode", "c2_produto");
        columns.put("quantity", "c2_quant");
        columns.put("reportQuantity", "c2_quje");
        columns.put("unitOfMeasureCode", "c2_um");
        columns.put("requestOrderCode", "c2_pedido");
        columns.put("warehouseCode", "c2_local");
        columns.put("startOrderDate", "c2_datpri");
        columns.put("endOrderDate", "c2_datprf");
        columns.put("scriptCode", "c2_roteiro");
        return new ModuleList(
                database, "productionorders", "400", ORDERS, NUMBER, columns, Set.of("startOrderDate", "endOrderDate"));
    }

    /** What MRP was told of the orders; here it is always up to date. */
    private static ModuleList mirror(PlantDatabase database) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("branchId", "c2_filial");
        columns.put(NUMBER, "c2_op");
        columns.put("code", "c2_filial || c2_op");
        columns.put("product", "c2_produto");
        columns.put("warehouse", "c2_local");
        columns.put("quantity", "c2_quant");
        columns.put("productionAmount", "greatest(c2_quant - c2_quje, 0)");
        columns.put("startDate", "c2_datpri");
        columns.put("deliveryDate", "c2_datprf");
        columns.put("type", "case when c2_datrf <> '' then '5' when c2_tpop = 'P' then '1' else '4' end");
        columns.put("situation", "case c2_status when 'U' then '3' when 'S' then '2' else '1' end");
        return new ModuleList(
                database, "mrpproductionorders", "404", ORDERS, NUMBER, columns, Set.of("startDate", "deliveryDate"));
    }

    /** What MRP was told of the products: neither what they are called nor their unit. */
    private static ModuleList products(PlantDatabase database) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("branchId", ":branch::char(8)");
        columns.put("product", "b1_cod");
        columns.put("type", "b1_tipo");
        columns.put("group", "b1_grupo");
        columns.put("blocked", "case b1_msblql when '1' then '1' else '2' end");
        columns.put("defaultRouting", "b1_operpad");
        columns.put("traceability", "b1_rastro");
        return new ModuleList(database, "mrpproduct", "404", PRODUCTS, "product", columns, Set.of());
    }

    /** What MRP was told of the routings: operations and work centres, neither what is done nor how long it takes. */
    private static ModuleList routings(PlantDatabase database) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("branchId", ":branch::char(8)");
        columns.put("product", "g2_produto");
        columns.put("routing", "g2_codigo");
        columns.put(STEPS, "steps");
        return new ModuleList(database, "mrprouting", "404", ROUTINGS, "product,routing", columns, Set.of());
    }

    /** Stops of machines as SIGASFC keeps them, reversed ones too. */
    private static ModuleList stops(PlantDatabase database) {
        Map<String, String> columns = new LinkedHashMap<>();
        StopBook.COLUMNS.forEach(columns::put);
        return new ModuleList(database, "stopReports", "404", STOPS, "IntegrationReport", columns, Set.of());
    }

    /** Why machines stop. */
    private static ModuleList stopReasons(PlantDatabase database) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("Id", "x5_chave");
        columns.put("Code", "x5_chave");
        columns.put("Description", "x5_descri");
        columns.put("IsSetup", "rtrim(x5_descri) = 'SETUP'");
        return new ModuleList(database, "stopReasons", "404", STOP_REASONS, "Code", columns, Set.of());
    }

    /** The name that failures know it by, and the end of its path. */
    String endpoint() {
        return endpoint;
    }

    /** How it says that there is nothing, as a variant of {@link FaultKind#F07}. */
    String whenEmpty() {
        return whenEmpty;
    }

    RowPage list(WebRequest request, String branch, int drift) {
        Map<String, String> filters = new LinkedHashMap<>();
        columns.keySet().forEach(field -> request.parameter(field)
                .ifPresent(value -> filters.put(field, dates.contains(field) ? value.replace("-", "") : value)));
        String source = " from " + rows
                + filters.keySet().stream()
                        .map(field -> " and (" + columns.get(field) + ")::text = rtrim(:" + field + ")")
                        .collect(Collectors.joining());
        int pageSize = request.number("pageSize", PAGE_SIZE);
        long offset = Math.max(0, (request.number("page", 1) - 1L) * pageSize + drift);
        return database.reading("protheus_reader", () -> {
            long total = query("select count(*)" + source, filters, branch)
                    .query(Long.class)
                    .single();
            List<Map<String, @Nullable Object>> items = query(
                            select(fields(request)) + source + order(request) + " limit " + pageSize + " offset "
                                    + offset,
                            filters,
                            branch)
                    .query()
                    .listOfRows()
                    .stream()
                    .map(this::item)
                    .toList();
            long remaining = Math.max(0, total - offset - items.size());
            return new RowPage(items, remaining > 0, remaining);
        });
    }

    private JdbcClient.StatementSpec query(String sql, Map<String, String> filters, String branch) {
        JdbcClient.StatementSpec query = database.jdbc().sql(sql).param("branch", branch);
        filters.forEach(query::param);
        return query;
    }

    /** Whether one is asked for by its key alone, without the branch. */
    boolean knowsKeysAlone() {
        return rows.equals(STOPS) || rows.equals(STOP_REASONS);
    }

    Optional<Map<String, @Nullable Object>> one(String branch, String key) {
        String field = inOrderOf.split(",")[0];
        String sql = select(columns.keySet()) + " from " + rows + " and rtrim((" + columns.get(field) + ")::text) = :"
                + field;
        return database.reading(
                "protheus_reader", () -> query(sql, Map.of(field, key), branch).query().listOfRows().stream()
                        .map(this::item)
                        .findFirst());
    }

    private String select(Set<String> fields) {
        return columns.entrySet().stream()
                .filter(column -> fields.contains(column.getKey()))
                .map(column -> column.getValue() + " as \"" + column.getKey() + "\"")
                .collect(Collectors.joining(", ", "select ", ""));
    }

    private String order(WebRequest request) {
        return " order by "
                + Stream.of(request.parameter("order").orElse(inOrderOf).split(","))
                        .map(term -> column(term) + (term.startsWith("-") ? " desc" : ""))
                        .collect(Collectors.joining(", "));
    }

    private String column(String term) {
        return columns.entrySet().stream()
                .filter(entry ->
                        entry.getKey().equalsIgnoreCase(term.replace("-", "").strip()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new BadQuery(400, "Campo de ordem inexistente: " + term));
    }

    private Set<String> fields(WebRequest request) {
        return request.parameter("fields")
                .map(fields -> {
                    Set<String> wanted = Stream.of(fields.split(","))
                            .map(field -> field.strip().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet());
                    return columns.keySet().stream()
                            .filter(field -> wanted.contains(field.toLowerCase(Locale.ROOT)))
                            .collect(Collectors.toSet());
                })
                .orElse(columns.keySet());
    }

    private Map<String, @Nullable Object> item(Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        row.forEach((field, value) -> item.put(field, value instanceof String text ? shown(field, text) : value));
        return item;
    }

    private Object shown(String field, String text) {
        if (field.equals(STEPS)) {
            return Json.read(text);
        }
        return dates.contains(field) ? Dates.iso(text) : text.stripTrailing();
    }
}
