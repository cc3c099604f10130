package io.esteira.lake;

import io.esteira.parquet.ParquetColumn;
import io.esteira.parquet.ParquetColumn.Kind;
import io.esteira.platform.Company;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What came in: each export adds files with what was received since the one before; none is written again. */
final class RawZone {

    static final String NAME = "raw";

    /**
     * Something that comes in.
     *
     * @param from tables, of which {@code r} has the columns
     * @param received when it came
     * @param month by what it is divided
     * @param entity its name in the lake, in SQL
     */
    private record Stream(String name, String from, String received, String month, String entity, List<Field> fields) {}

    private record Field(String sql, ParquetColumn column) {

        static Field of(String name, Kind kind, String sql) {
            return new Field(sql, new ParquetColumn(name, kind));
        }
    }

    static final String INBOX = "inbox";
    static final String READINGS = "counter_reading";

    private static final List<Stream> STREAMS = List.of(
            new Stream(
                    INBOX,
                    "hub.inbox_record r join hub.inbox_batch b on b.id = r.batch_id join hub.stream s on s.id = r.stream_id",
                    "b.received_at",
                    "b.received_at",
                    "s.source || '.' || s.entity",
                    List.of(
                            Field.of("source", Kind.TEXT, "s.source"),
                            Field.of("record", Kind.TEXT, "s.entity"),
                            Field.of("source_key", Kind.TEXT, "r.source_key"),
                            Field.of("source_version", Kind.TEXT, "r.source_version"),
                            Field.of("observed_at", Kind.MOMENT, "r.observed_at"),
                            Field.of("received_at", Kind.MOMENT, "b.received_at"),
                            Field.of("batch", Kind.WHOLE, "r.batch_id"),
                            Field.of("content_hash", Kind.TEXT, "r.content_hash::text"),
                            Field.of("gone_at", Kind.MOMENT, "r.gone_at"),
                            Field.of("payload", Kind.BYTES, "r.payload"))),
            new Stream(
                    READINGS,
                    "hub.counter_reading r join hub.equipment s on s.id = r.equipment_id",
                    "r.received_at",
                    "r.at",
                    "'counter_reading'",
                    List.of(
                            Field.of("source", Kind.TEXT, "s.source"),
                            Field.of("equipment", Kind.TEXT, "s.code"),
                            Field.of("at", Kind.MOMENT, "r.at"),
                            Field.of("product_code", Kind.TEXT, "r.product_code"),
                            Field.of("good", Kind.WHOLE, "r.good"),
                            Field.of("bad", Kind.WHOLE, "r.bad"),
                            Field.of("good_delta", Kind.WHOLE, "r.good_delta"),
                            Field.of("bad_delta", Kind.WHOLE, "r.bad_delta"),
                            Field.of("kind", Kind.TEXT, "r.kind"),
                            Field.of("received_at", Kind.MOMENT, "r.received_at"))));

    private record Part(String entity, String month) {}

    private final LakePositions positions;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;

    /** @param jdbc with a fetch size */
    RawZone(LakePositions positions, JdbcTemplate jdbc, TransactionTemplate reading) {
        this.positions = positions;
        this.jdbc = jdbc;
        this.reading = reading;
    }

    /** @return how many rows were written */
    long export(Company company, String name, LakeWriter writer) throws IOException {
        Stream stream = STREAMS.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        LakePositions.Key key = new LakePositions.Key(NAME, company.id(), stream.name());
        LakePositions.Position former = positions.find(key).orElse(new LakePositions.Position("", null, null));
        Instant since = former.position() == null ? Instant.EPOCH : Instant.parse(former.position());
        // The same files again, if the last export was cut off.
        Instant until = former.target() == null ? settled() : Instant.parse(former.target());
        positions.begin(key, "", until.toString());
        long rows = 0;
        for (Part part : parts(company, stream, since, until)) {
            rows += write(company, stream, part, since, until, writer);
        }
        positions.end(key);
        return rows;
    }

    /** What was received before it is committed: a row is received when its transaction begins, and none that is open began earlier. */
    private Instant settled() {
        OffsetDateTime oldest = jdbc.queryForObject("""
                        select least(now(), min(xact_start)) from pg_stat_activity where datname = current_database()""", OffsetDateTime.class);
        return Objects.requireNonNull(oldest).toInstant();
    }

    private static String which(Stream stream) {
        return " from " + stream.from() + " where s.company_id = ? and " + stream.received() + " >= ? and "
                + stream.received() + " < ?";
    }

    private static String month(Stream stream) {
        return "to_char(" + stream.month() + " at time zone 'UTC', 'YYYY-MM')";
    }

    private List<Part> parts(Company company, Stream stream, Instant since, Instant until) {
        String sql = "select distinct " + stream.entity() + " as entity, " + month(stream) + " as month" + which(stream)
                + " order by 1, 2";
        return jdbc.query(
                sql,
                (row, n) -> new Part(row.getString("entity"), row.getString("month")),
                company.id(),
                at(since),
                at(until));
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private long write(Company company, Stream stream, Part part, Instant since, Instant until, LakeWriter writer)
            throws IOException {
        List<String> columns = new ArrayList<>();
        stream.fields().forEach(field -> columns.add(field.sql()));
        String sql = "select " + String.join(", ", columns) + which(stream) + " and " + stream.entity() + " = ? and "
                + month(stream) + " = ?";
        @Nullable Object[] cells = new Object[columns.size()];
        String file = "part-" + until.toString().replaceAll("[^0-9TZ]", "") + ".parquet";
        return writer.write(
                new LakeWriter.Partition(NAME, company.code(), part.entity(), part.month()),
                file,
                stream.fields().stream().map(Field::column).toList(),
                to -> reading.executeWithoutResult(status -> jdbc.query(
                        sql,
                        row -> {
                            for (int i = 0; i < cells.length; i++) {
                                cells[i] = cell(
                                        row,
                                        i + 1,
                                        stream.fields().get(i).column().kind());
                            }
                            to.accept(cells);
                        },
                        company.id(),
                        at(since),
                        at(until),
                        part.entity(),
                        part.month())));
    }

    private static @Nullable Object cell(ResultSet row, int at, Kind kind) throws SQLException {
        if (row.getObject(at) == null) {
            return null;
        }
        return switch (kind) {
            case MOMENT -> row.getObject(at, OffsetDateTime.class).toInstant();
            case WHOLE -> row.getLong(at);
            case BYTES -> row.getBytes(at);
            default -> row.getString(at);
        };
    }
}
