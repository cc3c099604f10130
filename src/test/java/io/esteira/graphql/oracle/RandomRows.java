package io.esteira.graphql.oracle;

import io.esteira.support.ClosedLists;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills the described tables with rows that no plant would have: few values, so that keys are often equal, much that is missing, texts of
 * all kinds, and here and there a reference to a row of another company. Tables are known by the database's own catalogue.
 */
public final class RandomRows {

    /** How many rows a table gets at most; some are refused by its constraints. */
    private static final int ROWS = 70;

    /** Their codes. */
    public static final List<String> COMPANIES = List.of("MATRIZ", "FILIAL", "LATICINIO", "ÁGUA");

    private static final List<String> ZONES =
            List.of("America/Sao_Paulo", "America/Manaus", "America/Sao_Paulo", "Pacific/Auckland");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "A",
            "á",
            "Á",
            "b",
            "B",
            "ação",
            "AÇÃO",
            "Acao",
            "ç",
            "100% algodão_cru",
            "100X algodãoYcru",
            "_",
            "%",
            "back\\slash",
            "\"quoted\" 'text'",
            "two\nlines",
            "tab\tstop",
            "🎽",
            "🧵 fio",
            "\uFFFD",
            "é",
            "e\u0301",
            "İ",
            "ß",
            "ﬁ",
            "0001",
            "1",
            "10",
            "2",
            "null",
            "csw",
            "protheus",
            "UN",
            "KG",
            "{\"json\": [1]}",
            "Ω",
            "Σίσυφος",
            "Z",
            "z",
            "ż");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "1.0",
            "1.00",
            "2.5",
            "2.50",
            "0.1",
            "0.001",
            "100",
            "1E+3",
            "12345678901234567890.123456789",
            "33.333",
            "7",
            "60.25");
    private static final Instant NOON = Instant.parse("2026-11-10T12:00:00Z");

    /** @param references table that it points to; empty for others */
    private record Column(String name, String type, boolean nullable, Optional<String> references) {}

    private record Known(long id, @Nullable Short company) {}

    private final DescribedTypes types;
    private final JdbcClient sql;
    private final Random random;
    private final Map<String, List<Known>> known = new HashMap<>();
    private final Map<String, List<String>> closed;
    private List<Known> companies = List.of();
    private int count;

    private RandomRows(DescribedTypes types, JdbcClient sql, Random random) {
        this.types = types;
        this.sql = sql;
        this.random = random;
        this.closed = ClosedLists.of(sql);
    }

    public static void fill(DescribedTypes types, JdbcClient sql, Random random) {
        RandomRows rows = new RandomRows(types, sql, random);
        rows.fillCompanies();
        rows.fillStreams();
        rows.tables().forEach(rows::fill);
        sql.sql("analyze").update();
    }

    private void fillCompanies() {
        companies = IntStream.range(0, COMPANIES.size())
                .mapToObj(i -> sql.sql("insert into hub.company (code, name, zone) values (?, ?, ?) returning id")
                        .params(COMPANIES.get(i), COMPANIES.get(i), ZONES.get(i))
                        .query(Short.class)
                        .single())
                .map(id -> new Known(id, id))
                .toList();
    }

    /** What routes and freshness tell of. */
    private void fillStreams() {
        List<String> fed = types.all().stream()
                .flatMap(type -> type.fedBy().stream())
                .distinct()
                .toList();
        for (Known company : companies) {
            for (String source : List.of("csw", "protheus")) {
                for (String entity : fed) {
                    if (random.nextInt(3) > 0) {
                        fillStream(company, source, entity);
                    }
                }
            }
        }
    }

    private void fillStream(Known company, String source, String entity) {
        long id = sql.sql("insert into hub.stream (company_id, source, entity) values (?, ?, ?) returning id")
                .params(company.id(), source, entity)
                .query(Long.class)
                .single();
        if (random.nextInt(4) > 0) {
            sql.sql("""
                            insert into hub.stream_state (stream_id, watermark, watermark_at, last_success_at, read_as_of, stale_after)
                            values (:id, 'w', :at::timestamptz, :at::timestamptz, case when :known then :at::timestamptz end, case when :agreed then interval '5 days' end)""")
                    .param("id", id)
                    .param("at", moment())
                    .param("known", random.nextInt(4) > 0)
                    .param("agreed", random.nextBoolean())
                    .update();
        }
    }

    /** Those that are pointed to come first. */
    private Set<String> tables() {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        types.all().stream().map(DescribedType::table).filter(this::isTable).forEach(table -> addNeeded(table, needs));
        Set<String> sorted = new LinkedHashSet<>();
        while (sorted.size() < needs.size()) {
            needs.forEach((table, needed) -> {
                if (sorted.containsAll(needed)) {
                    sorted.add(table);
                }
            });
        }
        return sorted;
    }

    private boolean isTable(String name) {
        return sql.sql("select relkind = 'r' from pg_class where oid = ('hub.' || ?)::regclass")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    private void addNeeded(String table, Map<String, Set<String>> needs) {
        Set<String> described = types.all().stream().map(DescribedType::table).collect(Collectors.toSet());
        needs.put(
                table,
                columns(table).stream()
                        .flatMap(column -> column.references().stream())
                        .filter(other -> !other.equals(table) && described.contains(other))
                        .collect(Collectors.toSet()));
    }

    private List<Column> columns(String table) {
        return sql.sql("""
                        select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
                          f.relname as references
                        from pg_attribute a
                        left join pg_constraint c on c.conrelid = a.attrelid and c.contype = 'f' and c.conkey = array[a.attnum]
                        left join pg_class f on f.oid = c.confrelid
                        where a.attrelid = ('hub.' || ?)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                          and a.attidentity = ''
                        order by a.attnum""")
                .param(table)
                .query((row, number) -> new Column(
                        row.getString("name"),
                        row.getString("type"),
                        row.getBoolean("nullable"),
                        Optional.ofNullable(row.getString("references"))))
                .list();
    }

    private void fill(String table) {
        List<Column> columns = columns(table);
        boolean identified = hasId(table);
        List<Known> rows = new ArrayList<>();
        known.put(table, rows);
        for (int i = 0; i < ROWS; i++) {
            Known company = of(companies);
            Map<Column, String> row = row(table, columns, company);
            insert(table, row, identified).ifPresent(id -> rows.add(new Known(id, company.company())));
        }
    }

    private boolean hasId(String table) {
        return sql.sql(
                        "select exists (select from pg_attribute where attrelid = ('hub.' || ?)::regclass and attname = 'id')")
                .param(table)
                .query(Boolean.class)
                .single();
    }

    private Map<Column, String> row(String table, List<Column> columns, Known company) {
        Map<Column, String> row = new LinkedHashMap<>();
        boolean ofDowntime = random.nextBoolean();
        for (Column column : columns) {
            boolean absent = table.equals("delivery") ? absentInDelivery(column, ofDowntime) : absent(column);
            String value = absent ? null : value(table, column, company);
            if (value != null) {
                row.put(column, value);
            }
        }
        return row;
    }

    /** A delivery is of a posting or of a downtime. */
    private boolean absentInDelivery(Column column, boolean ofDowntime) {
        return switch (column.name()) {
            case "downtime_id", "equipment_id" -> !ofDowntime;
            case "posting_id", "order_id", "step_id" -> ofDowntime;
            default -> absent(column);
        };
    }

    /** Most rows are not deleted. */
    private boolean absent(Column column) {
        return column.nullable() && (random.nextInt(4) == 0 != column.name().equals("deleted_at"));
    }

    private Optional<Long> insert(String table, Map<Column, String> row, boolean identified) {
        String columns = row.keySet().stream().map(Column::name).collect(Collectors.joining(", "));
        String values =
                row.keySet().stream().map(column -> "?::" + column.type()).collect(Collectors.joining(", "));
        try {
            return sql.sql("insert into hub.%s (%s) values (%s) on conflict do nothing returning %s"
                            .formatted(table, columns, values, identified ? "id" : "0"))
                    .params(List.copyOf(row.values()))
                    .query(Long.class)
                    .optional();
        } catch (DataIntegrityViolationException refusedByTheTable) {
            return Optional.empty();
        }
    }

    /** @return as the database reads it; null leaves it out */
    private @Nullable String value(String table, Column column, Known company) {
        if (column.references().isPresent()) {
            return reference(column, column.references().get(), company);
        }
        count++;
        return switch (column.type()) {
            case "text" -> text(table, column);
            case "uuid" ->
                UUID.nameUUIDFromBytes((table + count).getBytes(StandardCharsets.UTF_8))
                        .toString();
            case "smallint", "integer" -> String.valueOf(random.nextInt(12));
            case "bigint" -> random.nextInt(6) == 0 ? "9007199254740993" : String.valueOf(random.nextInt(12));
            case "numeric(3,2)" -> of(List.of("0", "0.5", "1"));
            case "boolean" -> String.valueOf(random.nextBoolean());
            case "date" ->
                LocalDate.parse("2026-10-28").plusDays(random.nextInt(70)).toString();
            case "timestamp with time zone" -> moment();
            case "time without time zone" -> "%02d:30".formatted(random.nextInt(24));
            case "jsonb" ->
                of(List.of("{}", "{\"b\": 1.50, \"a\": [null, true, \"ç\"]}", "[]", "12345678901234567890.5"));
            case "bytea" -> "\\x" + "%064x".formatted(count);
            case "text[]" -> of(List.of("{}", "{ANALYST}", "{\"VERAO 2026\",á}"));
            case "numeric[]" -> "{1,2.5}";
            case "smallint[]" -> "{" + company.id() + "," + of(companies).id() + "}";
            default -> {
                if (column.type().startsWith("numeric")) {
                    yield of(NUMBERS);
                }
                throw new IllegalStateException(table + "." + column);
            }
        };
    }

    /** To a row of the same company; where there need be none, now and then to one of another. */
    private @Nullable String reference(Column column, String table, Known company) {
        if (table.equals("company")) {
            return String.valueOf(company.id());
        }
        boolean astray = column.nullable() && random.nextInt(8) == 0;
        List<Known> candidates = known.getOrDefault(table, List.of()).stream()
                .filter(row -> astray || Objects.equals(row.company(), company.company()))
                .toList();
        return candidates.isEmpty() ? null : String.valueOf(of(candidates).id());
    }

    private String text(String table, Column column) {
        List<String> admitted = closed.get(table + "." + column.name());
        if (admitted != null) {
            return of(admitted);
        }
        return column.name().endsWith("source") ? of(List.of("csw", "protheus", "hub")) : of(TEXTS);
    }

    /** Now and then one at which clocks are changed. */
    private String moment() {
        return switch (random.nextInt(12)) {
            case 0 -> "2018-11-04T03:00:00Z";
            case 1 -> "2019-02-17T02:30:00Z";
            case 2 -> "2026-11-01T05:30:00Z";
            case 3 -> "2026-11-01T06:30:00.000001Z";
            case 4 -> "2026-11-10T12:00:00.123456Z";
            default -> NOON.plusSeconds(900L * random.nextInt(1_500)).toString();
        };
    }

    private <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
