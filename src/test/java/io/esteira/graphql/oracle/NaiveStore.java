package io.esteira.graphql.oracle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** All rows of the described tables as they were when they were loaded. For one thread at a time. */
public final class NaiveStore {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** A kind of records of a source, and since when it is known; {@code stale} says that this is too long ago. */
    record Stream(
            String source,
            String entity,
            Short companyId,
            String company,
            @Nullable Instant asOf,
            boolean stale) {}

    /** @param companies of the caller, where values depend on them */
    private record Key(DescribedType type, Set<Short> companies) {}

    private record Table(List<NaiveRow> rows, Map<Long, NaiveRow> byId) {}

    private final DescribedTypes types;
    private final JdbcClient sql;
    private final Instant now;
    private final Map<Key, Table> tables = new HashMap<>();
    private final List<Stream> streams;

    public NaiveStore(DescribedTypes types, JdbcClient sql, Instant now) {
        this.types = types;
        this.sql = sql;
        this.now = now;
        types.all().forEach(type -> table(type, Set.of()));
        streams = sql.sql("""
                        select s.source, s.entity, s.company_id, c.code, st.read_as_of,
                          extract(epoch from coalesce(st.stale_after, interval '1 day'))::bigint as seconds
                        from hub.stream s
                        join hub.company c on c.id = s.company_id
                        left join hub.stream_state st on st.stream_id = s.id""").query((row, number) -> stream(row)).list();
    }

    private Table table(DescribedType type, Set<Short> companies) {
        boolean depends = type.values().anyMatch(value -> value.sql().contains("{companies}"));
        return tables.computeIfAbsent(new Key(type, depends ? companies : Set.of()), this::load);
    }

    private Table load(Key key) {
        DescribedType type = key.type();
        boolean identified = hasColumn(type, "id");
        boolean own = !type.company().equals("PARENT");
        Set<String> references = references(type);
        StringBuilder select = new StringBuilder("select ").append(identified ? "t.id" : "0::bigint as id");
        select.append(own ? ", t.company_id" : ", null::smallint as company_id");
        references.forEach(column -> select.append(", t.").append(column));
        type.values().forEach(value -> select.append(", ").append(expression(value, key.companies())));
        select.append(" from hub.").append(type.table()).append(" t").append(identified ? " order by t.id" : "");
        List<NaiveRow> rows = sql.sql(select.toString())
                .query((row, number) -> row(type, references, row))
                .list();
        Map<Long, NaiveRow> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.id(), row));
        return new Table(rows, byId);
    }

    private String expression(DescribedType.Value value, Set<Short> companies) {
        String ids = companies.stream().map(String::valueOf).collect(Collectors.joining(","));
        return value.sql()
                        .replace("{now}", "timestamptz '" + now + "'")
                        .replace("{companies}", "'{" + ids + "}'::smallint[]")
                + (value.type().equals("JSON") ? "::text" : "") + " as \"" + value.name() + "_\"";
    }

    private boolean hasColumn(DescribedType type, String column) {
        return sql.sql("""
                        select count(*) from information_schema.columns
                        where table_schema = 'hub' and table_name = ? and column_name = ?""").params(type.table(), column).query(Integer.class).single() > 0;
    }

    /** Columns that point to other rows, by fields from either side. */
    private Set<String> references(DescribedType type) {
        Set<String> columns = new TreeSet<>();
        type.only(DescribedType.One.class).forEach(one -> columns.add(one.by()));
        types.all().forEach(other -> other.only(DescribedType.Many.class)
                .filter(many -> many.target().equals(type.name()))
                .forEach(many -> columns.add(many.by())));
        return columns;
    }

    private static NaiveRow row(DescribedType type, Set<String> references, ResultSet row) throws SQLException {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (DescribedType.Value value : type.values().toList()) {
            values.put(value.name(), value(row, value));
        }
        Map<String, @Nullable Long> pointing = new HashMap<>();
        for (String column : references) {
            pointing.put(column, row.getObject(column, Long.class));
        }
        return new NaiveRow(type, row.getLong("id"), row.getObject("company_id", Short.class), values, pointing);
    }

    private static @Nullable Object value(ResultSet row, DescribedType.Value value) throws SQLException {
        String column = value.name() + "_";
        return switch (value.type()) {
            case "ID" -> row.getObject(column, UUID.class);
            case "Int" -> row.getObject(column, Integer.class);
            case "Long" -> row.getObject(column, Long.class);
            case "Decimal" -> row.getBigDecimal(column);
            case "Boolean" -> row.getObject(column, Boolean.class);
            case "Date" -> row.getObject(column, java.time.LocalDate.class);
            case "DateTime" -> instant(row, column);
            case "JSON" -> {
                String text = row.getString(column);
                yield text == null ? null : JSON.readValue(text, Object.class);
            }
            default -> row.getString(column);
        };
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private Stream stream(ResultSet row) throws SQLException {
        Instant asOf = instant(row, "read_as_of");
        return new Stream(
                row.getString("source"),
                row.getString("entity"),
                row.getShort("company_id"),
                row.getString("code"),
                asOf,
                asOf == null || asOf.plusSeconds(row.getLong("seconds")).isBefore(now));
    }

    DescribedTypes types() {
        return types;
    }

    List<Stream> streams() {
        return streams;
    }

    /** In the order in which the hub met them, with the values that a caller of these companies is told. */
    List<NaiveRow> rows(DescribedType type, Set<Short> companies) {
        return table(type, companies).rows();
    }

    List<NaiveRow> rows(DescribedType type) {
        return rows(type, Set.of());
    }

    @Nullable
    NaiveRow byId(DescribedType type, @Nullable Long id, Set<Short> companies) {
        return id == null ? null : table(type, companies).byId().get(id);
    }

    /** Companies of the rows that have a public id, by id as clients see it; null for rows of no company. */
    public Map<String, @Nullable Short> companiesById() {
        Map<String, @Nullable Short> companies = new HashMap<>();
        types.all().stream()
                .filter(type -> type.members().containsKey("id"))
                .flatMap(type -> rows(type).stream())
                .forEach(row -> companies.put(row.globalId(), company(row)));
        return companies;
    }

    /** Its own company, else that of a row that it hangs on. */
    @Nullable
    private Short company(NaiveRow row) {
        if (!row.type().company().equals("PARENT")) {
            return row.company();
        }
        for (DescribedType parent : types.all()) {
            for (DescribedType.Many many : parent.only(DescribedType.Many.class).toList()) {
                NaiveRow found = many.target().equals(row.type().name())
                        ? byId(parent, row.references().get(many.by()), Set.of())
                        : null;
                if (found != null) {
                    return company(found);
                }
            }
        }
        return null;
    }
}
