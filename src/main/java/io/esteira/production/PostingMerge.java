package io.esteira.production;

import io.esteira.adapter.canonical.PostingChange;
import io.esteira.outbox.DeliveryReasons;
import io.esteira.platform.Company;
import io.esteira.platform.Copy;
import io.esteira.platform.Jdbc;
import io.esteira.platform.PublicIds;
import io.esteira.platform.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Merges what a source shows of postings: one fact is one canonical posting, however many ways it was seen. A row is known by
 * its key; else it is a posting of the hub come back, by its reference, by the key that the ERP answered, or, where neither
 * travels, by step, day and quantities; else it is new.
 *
 * <p>A posting made in the hub keeps its own quantities; what the ERP holds instead stands beside them, counts in the totals
 * and raises an alert. Used by one thread, inside one transaction, whose connection it is given.
 */
final class PostingMerge {

    /** How a source's rows come. */
    enum How {
        POLL("ERP"),
        PUSH("PUSH");

        private final String origin;

        How(String origin) {
            this.origin = origin;
        }
    }

    /** What became of the nth staged row; {@code steps} above 1 says that the step is ambiguous. */
    record Row(
            int n,
            @Nullable Long postingId,
            boolean orderKnown,
            boolean stepKnown,
            int steps,
            boolean unseen,
            boolean changed) {}

    /** Something that a person should look at. */
    record Oddity(String code, String subject, String text, String textPt) {}

    private static final String STAGE = SqlFile.read(PostingMerge.class, "posting-stage.sql");
    private static final String COLUMNS = "posting_in (n, inbox_id, observed_at, gone, key, public_id, order_key, "
            + "order_number, sequence, operation, phase, posted_on, started_at, ended_at, good, scrap, rework, completes, "
            + "operator, equipment, note, reference, reversed)";
    private static final List<String> RESOLVE =
            read("posting-resolve-order", "posting-resolve-step", "posting-resolve-reference");
    private static final String LOCK = read("posting-lock").getFirst();
    private static final List<String> MATCH_AND_WRITE = read(
            "posting-match-key",
            "posting-match-reference",
            "posting-match-alike",
            "posting-add-losses",
            "posting-insert",
            "posting-sight",
            "posting-update",
            "posting-close-delivery");
    private static final String ODDITIES = read("posting-oddities").getFirst();

    private final Connection connection;
    private final JdbcClient jdbc;
    private final Company company;
    private final String source;
    private final Map<String, Object> names;

    PostingMerge(Connection connection, Company company, String source, How how) {
        this.connection = connection;
        this.jdbc = Jdbc.on(connection);
        this.company = company;
        this.source = source;
        this.names = Map.of(
                "company",
                company.id(),
                "source",
                source,
                "how",
                how.name(),
                "origin",
                how.origin,
                "lossByHand",
                DeliveryReasons.LOSS_BY_HAND_TEXT);
    }

    /** Stages the rows, whose keys differ, and finds their orders, steps and the postings that they name. */
    PostingMerge stage(List<StagedPosting> rows) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(STAGE);
            statement.execute("truncate posting_in");
            copy(rows);
            statement.execute("analyze posting_in");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot stage postings of " + source, e);
        }
        RESOLVE.forEach(this::run);
        return this;
    }

    /** Writes postings, sightings and what follows for deliveries. Rows whose step is not known or ambiguous are left out. */
    List<Row> write() {
        run("update posting_in set step_id = null where steps > 1");
        // Before, these columns were empty: plans for a handful of rows take minutes with a full page.
        run("analyze posting_in (order_id, step_id, referenced_id)");
        jdbc.sql(LOCK).params(names).query().listOfRows();
        MATCH_AND_WRITE.forEach(this::run);
        jdbc.sql(ReversedLosses.OF_STAGED).params(ReversedLosses.TEXTS).update();
        return jdbc.sql("""
                        select p.n, p.posting_id, p.order_id is not null as order_known,
                               p.step_id is not null or p.gone as step_known, p.steps,
                               coalesce(p.matched = 'NEW', false) as unseen,
                               coalesce(p.posting_id in (
                                 select c.row_id from hub.change_log c
                                 where c.tx = pg_current_xact_id() and c.entity = 'posting'), false) as changed
                        from posting_in p order by p.n
                        """).query(Row.class).list();
    }

    List<Oddity> oddities() {
        return jdbc.sql(ODDITIES).params(names).query(Oddity.class).list();
    }

    private void copy(List<StagedPosting> rows) {
        try (Copy copy = new Copy(connection, COLUMNS)) {
            int n = 0;
            for (StagedPosting staged : rows) {
                PostingChange row = staged.row();
                copy.value(n++)
                        .value(staged.inboxId())
                        .value(staged.observedAt())
                        .value(staged.gone());
                copy.value(staged.key()).value(PublicIds.of(company.code(), "posting", source, staged.key()));
                copy.value(staged.orderKey()).value(staged.orderNumber());
                copy.value(row.sequence()).value(row.operation()).value(staged.phase());
                copy.value(row.postedOn()).value(row.startedAt()).value(row.endedAt());
                copy.value(row.good()).value(row.scrap()).value(row.rework()).value(row.completes());
                copy.value(row.operator()).value(row.equipment()).value(row.note());
                copy.value(row.reference()).value(row.reversed());
                copy.endRow();
            }
            copy.finish();
        }
    }

    private void run(String sql) {
        jdbc.sql(sql).params(names).update();
    }

    private static List<String> read(String... names) {
        return List.of(names).stream()
                .map(name -> SqlFile.read(PostingMerge.class, name + ".sql"))
                .toList();
    }
}
