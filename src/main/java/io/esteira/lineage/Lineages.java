package io.esteira.lineage;

import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import io.esteira.platform.SqlFile;
import io.esteira.query.LoggedType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells where canonical rows come from. Each answer is of one moment. Safe for use by several threads. */
@Component
public class Lineages {

    /** Payloads hold whatever the source has written into them. */
    public static final List<Role> MAY_READ = List.of(Role.IT);

    public static final int MOST_CHANGES = 500;

    private static final String ROW = """
            select t.id, t.json::text as json, t.company_id, c.code as company
              from (select t.id, %2$s as company_id, to_jsonb(t) as json from hub.%1$s t where t.public_id = ?) t
              left join hub.company c on c.id = t.company_id
            """;
    private static final String RECORDS = SqlFile.read(Lineages.class, "records.sql");
    private static final String CHANGES = SqlFile.read(Lineages.class, "changes.sql");

    private final JdbcClient jdbc;
    private final FieldNames names;
    private final TransactionTemplate atOneMoment;

    Lineages(JdbcClient jdbc, FieldNames names, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.names = names;
        this.atOneMoment = new TransactionTemplate(transactions);
        atOneMoment.setReadOnly(true);
        atOneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** @param companyId null for rows of no company */
    private record Row(
            long id, @Nullable Short companyId, @Nullable String company, String json) {

        boolean isFor(Caller caller) {
            return companyId == null || caller.sees(companyId);
        }
    }

    private record Page(List<Lineage.Change> changes, boolean more) {}

    /**
     * @param changes how many are told at most, from 1 to {@link #MOST_CHANGES}
     * @return empty when there is no such row for the caller
     */
    public Optional<Lineage> of(Caller caller, LoggedType type, UUID publicId, int changes) {
        return Objects.requireNonNull(atOneMoment.execute(status ->
                find(type, publicId).filter(row -> row.isFor(caller)).map(row -> of(type, publicId, row, changes))));
    }

    private Lineage of(LoggedType type, UUID publicId, Row row, int most) {
        Page page = changes(type, row, most);
        return new Lineage(
                type.type(),
                row.company(),
                keys(type, row),
                records(type, row),
                page.changes(),
                page.more(),
                acts(publicId, row));
    }

    private Optional<Row> find(LoggedType type, UUID publicId) {
        return jdbc.sql(ROW.formatted(type.table(), type.company()))
                .param(publicId)
                .query((row, n) -> new Row(
                        row.getLong("id"),
                        row.getObject("company_id") == null ? null : row.getShort("company_id"),
                        row.getString("company"),
                        row.getString("json")))
                .optional();
    }

    private List<Lineage.Key> keys(LoggedType type, Row row) {
        return jdbc.sql("select source, key from hub.source_ref where entity = ? and id = ? order by source, key")
                .params(type.table(), row.id())
                .query((key, n) -> new Lineage.Key(key.getString("source"), key.getString("key")))
                .list();
    }

    private List<Lineage.Origin> records(LoggedType type, Row row) {
        return jdbc.sql(RECORDS)
                .param("entity", type.table())
                .param("row", row.id())
                .param("now", row.json())
                .query((record, n) -> origin(record))
                .list();
    }

    private static Lineage.Origin origin(ResultSet row) throws SQLException {
        return new Lineage.Origin(
                row.getLong("stream_id"),
                row.getObject("run_id", Long.class),
                row.getObject("quarantine_id", Long.class),
                row.getString("source"),
                row.getString("entity"),
                row.getString("source_key"),
                row.getString("source_version"),
                row.getTimestamp("observed_at").toInstant(),
                instant(row.getTimestamp("received_at")),
                instant(row.getTimestamp("mapped_at")),
                row.getObject("mapper_version", Integer.class),
                row.getString("payload"),
                row.getString("edited_payload"),
                instant(row.getTimestamp("gone_at")),
                row.getBoolean("latest"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private Page changes(LoggedType type, Row row, int most) {
        List<ChangedField> fields = jdbc.sql(CHANGES)
                .param("entity", type.table())
                .param("row", row.id())
                .param("now", row.json())
                .param("most", most + 1)
                .query(ChangedField.class)
                .list();
        List<Lineage.Change> changes = names.changes(type, fields);
        boolean more = changes.size() > most;
        return new Page(more ? changes.subList(0, most) : changes, more);
    }

    private List<Lineage.Act> acts(UUID publicId, Row row) {
        return jdbc.sql("""
                        select at, actor, action from hub.audit_entry
                         where subject = :subject and company_id is not distinct from cast(:company as smallint)
                         order by id desc limit 100
                        """)
                .param("subject", publicId.toString())
                .param("company", row.companyId(), Types.SMALLINT)
                .query((act, n) -> new Lineage.Act(
                        act.getTimestamp("at").toInstant(), act.getString("actor"), act.getString("action")))
                .list();
    }
}
