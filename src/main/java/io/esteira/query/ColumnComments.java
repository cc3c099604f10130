package io.esteira.query;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Columns of the hub's tables that no migration has commented get the meaning that the data dictionary has for them. */
public final class ColumnComments {

    private static final Logger LOG = LoggerFactory.getLogger(ColumnComments.class);

    /** Columns that many tables have, and no field tells as they stand. */
    private static final Map<String, String> COMMON = Map.of(
            "id", "Number of the row within the hub; clients know it by public_id.",
            "company_id", "The company that the row belongs to.",
            "inbox_id", "The source record that last changed the row; null where none did.");

    private static final String SCHEMA = "hub.";

    private static final String MISSING = """
            select c.relname, a.attname
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'hub'::regnamespace and c.relkind in ('r', 'p', 'v') and col_description(c.oid, a.attnum) is null
            order by c.relname, a.attnum
            """;

    private record Column(String table, String name) {}

    private final DataDictionary dictionary;
    private final JdbcTemplate jdbc;

    public ColumnComments(DataDictionary dictionary, JdbcTemplate jdbc) {
        this.dictionary = dictionary;
        this.jdbc = jdbc;
    }

    /** Once the hub serves. What is commented stays as it is; what fails is left to the next start. */
    @EventListener(ApplicationReadyEvent.class)
    public void write() {
        try {
            Map<Column, String> meanings = meanings();
            missing().forEach((table, columns) -> comment(columns, meanings));
        } catch (DataAccessException e) {
            LOG.info(
                    "Comments of columns are left to the next start: {}",
                    e.getMostSpecificCause().getMessage());
        }
    }

    private Map<String, List<Column>> missing() {
        return jdbc.query(MISSING, (row, n) -> new Column(row.getString(1), row.getString(2))).stream()
                .collect(Collectors.groupingBy(Column::table, LinkedHashMap::new, Collectors.toList()));
    }

    /** One statement for each table: each is a transaction of its own. */
    private void comment(List<Column> columns, Map<Column, String> meanings) {
        String statement = columns.stream()
                .flatMap(column -> Stream.ofNullable(comment(column, meanings)))
                .collect(Collectors.joining(";\n"));
        if (!statement.isEmpty()) {
            jdbc.execute(statement);
        }
    }

    private static @Nullable String comment(Column column, Map<Column, String> meanings) {
        String meaning = meanings.get(column);
        if (meaning == null
                && meanings.keySet().stream().anyMatch(known -> known.table().equals(column.table()))) {
            meaning = COMMON.get(column.name());
        }
        return meaning == null
                ? null
                : "comment on column hub.%s.\"%s\" is '%s'"
                        .formatted(column.table(), column.name(), meaning.replace("'", "''"));
    }

    private Map<Column, String> meanings() {
        return dictionary.entries().stream()
                .filter(entry -> dictionary.isOwnColumn(entry) || entry.expression() != null)
                .collect(Collectors.toMap(ColumnComments::column, ColumnComments::meaning, (first, second) -> first));
    }

    /** Of an expression, the column that it is named after: where there is one, it tells the same before codes are translated. */
    private static Column column(DataDictionary.Entry entry) {
        String name = entry.column();
        return new Column(
                requireNonNull(entry.table()).substring(SCHEMA.length()),
                name == null ? Texts.snakeCase(entry.field()) : name);
    }

    private static String meaning(DataDictionary.Entry entry) {
        return entry.personalData() == null
                ? entry.meaning()
                : entry.meaning() + " Personal data: " + entry.personalData() + ".";
    }
}
