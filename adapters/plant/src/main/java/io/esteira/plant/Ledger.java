package io.esteira.plant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every fact of the plant, written in the transaction that made it one. Thread-safe. */
public final class Ledger {

    private static final int LIMIT = 10_000;

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Entries beyond the given id, oldest first, at most 10,000. */
    public List<LedgerEntry> after(long id) {
        return after(id, null);
    }

    /** @param kind null for all kinds */
    public List<LedgerEntry> after(long id, @Nullable String kind) {
        return jdbc.sql("""
                        select id, at, kind, company, key, detail::text as detail from ledger.entry
                        where id > :id and (:kind::text is null or kind = :kind::text) order by id limit :limit""")
                .param("id", id)
                .param("kind", kind)
                .param("limit", LIMIT)
                .query(Ledger::entry)
                .list();
    }

    public long count(String kind) {
        return jdbc.sql("select count(*) from ledger.entry where kind = ?")
                .param(kind)
                .query(Long.class)
                .single();
    }

    /** Whether a message of this id has reached the routine, whatever came of it. */
    boolean processed(String kind, String message) {
        return jdbc.sql("select exists (select from ledger.entry where kind = ? and detail ->> 'message' = ? "
                        + "and (detail ->> 'processed')::boolean)")
                .params(kind, message)
                .query(Boolean.class)
                .single();
    }

    /** The id of the newest entry; 0 when there is none. */
    public long last() {
        return jdbc.sql("select coalesce(max(id), 0) from ledger.entry")
                .query(Long.class)
                .single();
    }

    void append(String kind, String company, String key, Object detail) {
        boolean unused = jdbc.sql("select ledger.append(?, ?, ?, ?::jsonb) is null")
                .params(kind, company, key, Json.write(detail))
                .query(Boolean.class)
                .single();
    }

    private static LedgerEntry entry(ResultSet row, int number) throws SQLException {
        return new LedgerEntry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getString("company"),
                row.getString("key"),
                Json.read(row.getString("detail")));
    }
}
