package io.esteira.plant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The generic reader: columns of tables under a condition in SQL, read with the rights of a reader. Thread-safe. */
final class GenericQuery {

    private static final int PAGE_SIZE = 10;
    private static final Set<String> SHARED = Set.of("SB1", "SH1", "SHB");
    private static final Pattern ALIAS_IN_FROM = Pattern.compile(
            "([A-Z][A-Z0-9]{2})T10(?:\\s+(?:AS\\s+)?(?!INNER|LEFT|JOIN|ON|WHERE)([A-Z]\\w*))?",
            Pattern.CASE_INSENSITIVE);

    private final PlantDatabase database;
    private final Parameters parameters;
    private final Map<String, Set<String>> dictionary;

    GenericQuery(PlantDatabase database, Parameters parameters) {
        this.database = database;
        this.parameters = parameters;
        this.dictionary = dictionary(database.jdbc());
    }

    private static Map<String, Set<String>> dictionary(JdbcClient jdbc) {
        return jdbc
                .sql("select upper(left(table_name, 3)) as alias, column_name as name from information_schema.columns "
                        + "where table_schema = 'protheus'")
                .query((row, number) -> Map.entry(row.getString("alias"), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableSet())));
    }

    /** A table of the query: its name in the dictionary, and as what the query knows it. */
    private record Table(String name, String alias) {}

    /**
     * @param drift by how many rows the page starts off its place
     * @throws BadQuery when the request cannot be answered
     */
    RowPage read(WebRequest request, String branch, int drift) {
        String fields =
                request.parameter("fields").orElseThrow(() -> new BadQuery(400, "Parametro fields nao informado"));
        if (fields.contains("*")) {
            throw new BadQuery(500, "Erro na execucao da query: campo * nao permitido");
        }
        String from = request.parameter("FromQry").orElse("");
        List<Table> tables = from.isEmpty() ? tables(request) : tablesOf(from);
        Map<String, String> columns = columns(fields, tables);
        if (columns.isEmpty()) {
            throw new BadQuery(400, "Nenhum dos campos informados existe");
        }
        String source = " from "
                + (from.isEmpty()
                        ? tables.stream().map(GenericQuery::physical).collect(Collectors.joining(", "))
                        : from)
                + " where "
                + condition(request, tables, branch);
        int pageSize = request.number("pageSize", PAGE_SIZE);
        long offset = Math.max(0, (request.number("page", 1) - 1L) * pageSize + drift);
        String select = "select "
                + columns.entrySet().stream()
                        .map(column -> column.getValue() + " as " + column.getKey())
                        .collect(Collectors.joining(", "))
                + source
                + order(request, tables)
                + " limit " + pageSize + " offset " + offset;
        return run(select, "select count(*)" + source, offset);
    }

    private RowPage run(String select, String count, long offset) {
        if (select.contains(";")) {
            throw new BadQuery(500, "Erro na execucao da query: comando invalido");
        }
        try {
            return database.reading("protheus_reader", () -> {
                int path =
                        database.jdbc().sql("set local search_path to protheus").update();
                int timeout = database.jdbc()
                        .sql("set local statement_timeout to '60s'")
                        .update();
                long total = database.jdbc().sql(count).query(Long.class).single() + path + timeout;
                List<Map<String, @Nullable Object>> rows =
                        database.jdbc().sql(select).query(GenericQuery::row).list();
                long remaining = Math.max(0, total - offset - rows.size());
                return new RowPage(rows, remaining > 0, remaining);
            });
        } catch (DataAccessException e) {
            throw new BadQuery(
                    500,
                    "Erro na execucao da query: " + e.getMostSpecificCause().getMessage());
        }
    }

    private static Map<String, @Nullable Object> row(ResultSet row, int number) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            values.put(
                    row.getMetaData().getColumnLabel(i),
                    value instanceof Timestamp stamp
                            ? stamp.toLocalDateTime().toString().replace('T', ' ')
                            : value);
        }
        return values;
    }

    private List<Table> tables(WebRequest request) {
        String names =
                request.parameter("tables").orElseThrow(() -> new BadQuery(400, "Parametro tables nao informado"));
        return Stream.of(names.split(","))
                .map(name -> name.strip().toUpperCase(Locale.ROOT))
                .map(name -> known(name, name))
                .toList();
    }

    private List<Table> tablesOf(String from) {
        List<Table> tables = new ArrayList<>();
        Matcher matcher = ALIAS_IN_FROM.matcher(from);
        while (matcher.find()) {
            String name = matcher.group(1).toUpperCase(Locale.ROOT);
            tables.add(known(name, matcher.group(2) == null ? name + "T10" : matcher.group(2)));
        }
        if (tables.isEmpty()) {
            throw new BadQuery(500, "Erro na execucao da query: FromQry sem tabela");
        }
        return tables;
    }

    private Table known(String name, String alias) {
        if (!dictionary.containsKey(name)) {
            throw new BadQuery(400, "Tabela " + name + " nao encontrada");
        }
        return new Table(name, alias);
    }

    private static String physical(Table table) {
        return table.name() + "T10 " + table.alias();
    }

    /** Column by the key under which it is answered; names that the dictionary does not know are left out. */
    private Map<String, String> columns(String fields, List<Table> tables) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String field : fields.split(",")) {
            String name = field.strip().toLowerCase(Locale.ROOT);
            String column = name.substring(name.indexOf('.') + 1);
            String alias = name.contains(".") ? name.substring(0, name.indexOf('.')) : "";
            tables.stream()
                    .filter(table -> alias.isEmpty() || table.alias().equalsIgnoreCase(alias))
                    .filter(table -> has(table, column))
                    .findFirst()
                    .ifPresent(table -> columns.putIfAbsent(column, table.alias() + "." + column));
        }
        return columns;
    }

    private boolean has(Table table, String column) {
        return dictionary.getOrDefault(table.name(), Set.of()).contains(column)
                && (!column.equals("s_t_a_m_p_") || parameters.isOn(Parameter.STAMP));
    }

    private String condition(WebRequest request, List<Table> tables, String branch) {
        List<String> conditions = new ArrayList<>();
        request.parameter("where").ifPresent(where -> conditions.add("(" + checked(where) + ")"));
        for (Table table : tables) {
            if (request.flag("FilialFilter", true)) {
                conditions.add(filter(table, SHARED.contains(table.name()) ? "" : branch));
            }
            if (request.flag("DeletedFilter", true)) {
                conditions.add(table.alias() + ".d_e_l_e_t_ = ' '");
            }
        }
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private String filter(Table table, String branch) {
        String column = dictionary.getOrDefault(table.name(), Set.of()).stream()
                .filter(name -> name.endsWith("_filial"))
                .findFirst()
                .orElseThrow();
        return table.alias() + "." + column + " = '" + branch.replace("'", "''") + "'";
    }

    private String checked(String where) {
        if (!parameters.isOn(Parameter.STAMP) && where.toLowerCase(Locale.ROOT).contains("s_t_a_m_p_")) {
            throw new BadQuery(500, "Erro na execucao da query: Invalid column name 'S_T_A_M_P_'");
        }
        return where;
    }

    private String order(WebRequest request, List<Table> tables) {
        return request.parameter("order")
                .map(order -> " order by "
                        + Stream.of(order.split(","))
                                .map(term -> term(term.strip(), tables))
                                .collect(Collectors.joining(", ")))
                .orElse("");
    }

    private String term(String term, List<Table> tables) {
        boolean descending =
                term.startsWith("-") || term.toLowerCase(Locale.ROOT).endsWith(" desc");
        String name = term.replaceFirst("^-", "")
                .replaceFirst("(?i)\\s+(asc|desc)$", "")
                .strip();
        Map<String, String> column = columns(name, tables);
        if (column.size() != 1) {
            throw new BadQuery(500, "Erro na execucao da query: ordem invalida " + name);
        }
        return column.values().iterator().next() + (descending ? " desc" : "");
    }
}
