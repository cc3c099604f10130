package io.esteira.query;

import io.esteira.platform.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A table of the contract as a whole, for copies outside of the hub: its own values, and the ids of the rows that it points to. It is divided
 * by month where the schema names one. Thread-safe.
 */
public final class Extract {

    /** Month of rows that have no day, as Hive, Spark, Trino and DuckDB name a missing value in a path. */
    public static final String NO_MONTH = "__HIVE_DEFAULT_PARTITION__";

    /** The only part of a table that is not divided. */
    public static final String ALL = "all";

    /** What the values of a field are in Java: String, Long, BigDecimal, Boolean, LocalDate, Instant, or JSON as String. */
    public enum Type {
        TEXT,
        WHOLE,
        DECIMAL,
        BOOLEAN,
        DATE,
        MOMENT,
        JSON
    }

    /**
     * A field.
     *
     * @param name in snake_case; ids are those of the contract
     * @param personal tells of people, or may
     */
    public record Field(String name, Type type, boolean personal) {}

    /** Takes a row; the array is used again for the next one. */
    public interface Rows {
        void row(@Nullable Object[] cells);
    }

    private record Source(String sql, Kind kind, @Nullable String target) {}

    private final Entity entity;
    private final List<Field> fields = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();

    private Extract(Catalog catalog, Entity entity, DataDictionary dictionary) {
        this.entity = entity;
        for (Attribute attribute : entity.attributes().values()) {
            boolean personal = dictionary.find(entity.type(), attribute.name()).stream()
                    .anyMatch(entry -> entry.personalData() != null);
            switch (attribute) {
                case Attribute.Column column ->
                    add(column.name(), personal, new Source(column.sql(), column.kind(), entity.type()));
                case Attribute.ToOne one
                when catalog.entity(one.target()).identified() ->
                    add(one.name() + "Id", personal, reference(one, catalog.entity(one.target())));
                case Attribute.ToOne one -> {}
                case Attribute.ToMany many -> {}
            }
        }
    }

    private static Source reference(Attribute.ToOne one, Entity target) {
        String sql = "(select r.public_id from hub." + target.table() + " r where r.id = {t}." + one.by() + ")";
        return new Source(sql, Kind.ID, target.type());
    }

    private void add(String name, boolean personal, Source source) {
        fields.add(new Field(Texts.snakeCase(name), type(source.kind()), personal));
        sources.add(source);
    }

    private static Type type(Kind kind) {
        return switch (kind) {
            case ID, STRING, ENUM -> Type.TEXT;
            case INT, LONG -> Type.WHOLE;
            case DECIMAL -> Type.DECIMAL;
            case BOOLEAN -> Type.BOOLEAN;
            case DATE -> Type.DATE;
            case DATE_TIME -> Type.MOMENT;
            case JSON -> Type.JSON;
        };
    }

    /** Tables whose rows have an id and a company, and that analysts may read. */
    public static List<Extract> of(Catalog catalog, DataDictionary dictionary) {
        return catalog.entities().stream()
                .filter(entity -> entity.identified()
                        && entity.company() == Entity.CompanyScope.OWN
                        && entity.readableBy().contains(Role.ANALYST))
                .map(entity -> new Extract(catalog, entity, dictionary))
                .toList();
    }

    /** Of the table. */
    public String name() {
        return entity.table();
    }

    public List<Field> fields() {
        return fields;
    }

    /**
     * Months whose rows changed, those that rows left included; where the table is not divided {@link #ALL}, or nothing.
     *
     * @param since transaction from which on changes count; null for all rows that there are
     * @param until transaction before which they count
     */
    public Set<String> months(JdbcTemplate jdbc, short company, @Nullable String since, String until) {
        if (since == null || !entity.logged()) {
            String sql = "select distinct " + month() + " from hub." + entity.table() + " t where t.company_id = ?";
            return new TreeSet<>(jdbc.queryForList(sql, String.class, company));
        }
        String sql = """
                select %1$s from hub.change_log c join hub.%2$s t on t.id = c.row_id where %4$s
                union select %3$s from hub.change_log c where c.before is not null and %4$s""".formatted(
                month(),
                entity.table(),
                formerMonth(),
                "c.tx >= ?::xid8 and c.tx < ?::xid8 and c.entity = '" + entity.table() + "' and c.company_id = ?");
        return new TreeSet<>(jdbc.queryForList(sql, String.class, since, until, company, since, until, company));
    }

    private String month() {
        return entity.month() == null ? "'" + ALL + "'" : month(entity.column(entity.month()), "t." + monthColumn());
    }

    private String formerMonth() {
        if (entity.month() == null) {
            return "'" + ALL + "'";
        }
        Attribute.Column column = entity.column(entity.month());
        return month(
                column,
                "(c.before ->> '" + monthColumn() + "')::" + column.kind().sqlType());
    }

    private String monthColumn() {
        return entity.column(String.valueOf(entity.month())).sql().replace("{t}.", "");
    }

    /** Days as they are, moments in UTC. */
    private static String month(Attribute.Column column, String value) {
        String day = column.kind() == Kind.DATE ? value : value + " at time zone 'UTC'";
        return "coalesce(to_char(" + day + ", 'YYYY-MM'), '" + NO_MONTH + "')";
    }

    /**
     * Reads the rows of a month in the order in which the hub met them. A transaction must be open, lest they all be held in memory.
     *
     * @param jdbc with a fetch size
     */
    public void rows(JdbcTemplate jdbc, short company, String month, Rows taker) {
        StringBuilder sql = new StringBuilder("select ");
        String separator = "";
        for (Source source : sources) {
            sql.append(separator).append(source.sql().replace("{t}", "t").replace("{now}", "now()"));
            separator = ", ";
        }
        sql.append(" from hub.").append(entity.table()).append(" t where t.company_id = ? and ");
        @Nullable Object[] cells = new Object[sources.size()];
        jdbc.query(
                sql.append(isOf(month)).append(" order by t.id").toString(),
                row -> {
                    for (int i = 0; i < cells.length; i++) {
                        cells[i] = cell(row, i + 1, sources.get(i));
                    }
                    taker.row(cells);
                },
                company);
    }

    /** A condition that an index can serve. */
    private String isOf(String month) {
        if (month.equals(ALL)) {
            return "true";
        }
        String value = "t." + monthColumn();
        if (month.equals(NO_MONTH)) {
            return value + " is null";
        }
        YearMonth asked = YearMonth.parse(month);
        String time = entity.column(String.valueOf(entity.month())).kind() == Kind.DATE ? "" : "T00:00:00Z";
        return value + " >= '" + asked.atDay(1) + time + "' and " + value + " < '"
                + asked.plusMonths(1).atDay(1) + time + "'";
    }

    private static @Nullable Object cell(ResultSet row, int at, Source source) throws SQLException {
        if (row.getObject(at) == null) {
            return null;
        }
        return switch (source.kind()) {
            case ID -> new GlobalId(String.valueOf(source.target()), row.getObject(at, UUID.class)).text();
            case STRING, ENUM, JSON -> row.getString(at);
            case INT, LONG -> row.getLong(at);
            case DECIMAL -> row.getBigDecimal(at);
            case BOOLEAN -> row.getBoolean(at);
            case DATE -> row.getObject(at, LocalDate.class);
            case DATE_TIME -> row.getObject(at, OffsetDateTime.class).toInstant();
        };
    }
}
