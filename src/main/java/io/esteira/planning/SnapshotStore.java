package io.esteira.planning;

import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables of kept targets. Runs in the transaction of the caller. */
@Component
class SnapshotStore {

    private static final String KEEP = TargetStatement.PARTS + SqlFile.read(SnapshotStore.class, "target-keep.sql");
    private static final String ITEMS = SqlFile.read(SnapshotStore.class, "target-items.sql");
    private static final String KEPT_PARTS = SqlFile.read(SnapshotStore.class, "kept-parts.sql");
    private static final String KEPT_ITEMS = SqlFile.read(SnapshotStore.class, "kept-items.sql");
    private static final String HEADS =
            "select id, kind, as_of, taken_at, basis::text as basis, work from hub.target_snapshot ";

    /** Days after the last that matters, so that a window that is made longer later finds them as they were. */
    private static final int DAYS_AHEAD = 366;

    /** Why targets are kept. */
    enum Kind {
        DAILY,
        ON_DEMAND,
        BRIDGE
    }

    /** Kept targets without their rows. */
    record Head(long id, Kind kind, LocalDate asOf, Instant takenAt, PlanBasis basis, WorkDays workDays) {}

    private final TargetStatement statement;
    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    SnapshotStore(TargetStatement statement, JdbcClient jdbc) {
        this.statement = statement;
        this.jdbc = jdbc;
    }

    /** Targets of one plan are kept one after the other. Held until the commit. */
    void lock(PlanStore.Row plan) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('esteira.target_snapshot'), ?)")
                .param((int) plan.id())
                .query(row -> {});
    }

    /** Computes and keeps them, in one statement. */
    long keep(PlanStore.Row plan, PlanBasis basis, LocalDate asOf, Instant now, Kind kind, String by) {
        return statement
                .scoped(basis, TargetScope.on(asOf, 2), KEEP)
                .param("plan", plan.id())
                .param("takenAt", Timestamp.from(now))
                .param("kind", kind.name())
                .param("basis", json.writeValueAsString(basis))
                .param("work", workDays(basis, asOf).parts().toArray(BigDecimal[]::new))
                .param("by", by)
                .query(Long.class)
                .single();
    }

    private WorkDays workDays(PlanBasis basis, LocalDate asOf) {
        PlanBasis.Schedule schedule = basis.schedule();
        return statement.workDays(
                schedule.calendarId(), asOf, schedule.lastDay(asOf).plusDays(DAYS_AHEAD));
    }

    /** Targets of now by that basis, as if they were kept. */
    TargetState now(PlanBasis basis, LocalDate asOf, Instant now) {
        List<TargetRow> rows = statement.rows(basis, TargetScope.on(asOf, 1));
        List<DemandPart> demand = statement
                .with(basis, asOf, 1, ITEMS)
                .query((row, n) -> DemandPart.read(row))
                .list();
        return state(asOf, now, basis, workDays(basis, asOf), rows, demand);
    }

    TargetState state(Head head) {
        List<DemandPart> demand = jdbc.sql(KEPT_ITEMS)
                .param(head.id())
                .query((row, n) -> DemandPart.read(row))
                .list();
        return state(head.asOf(), head.takenAt(), head.basis(), head.workDays(), rows(head), demand);
    }

    private static TargetState state(
            LocalDate asOf,
            Instant takenAt,
            PlanBasis basis,
            WorkDays workDays,
            List<TargetRow> rows,
            List<DemandPart> demand) {
        List<PhaseTarget> phases = TargetTree.phases(
                rows.subList(1, rows.size()), basis.schedule().windows(), workDays, asOf, basis.presentation());
        return new TargetState(asOf, takenAt, basis, workDays, phases, demand);
    }

    /** The first is the plan in all, as {@link TargetStatement#rows} has it. */
    List<TargetRow> rows(Head head) {
        return jdbc.sql(KEPT_PARTS)
                .param("snapshot", head.id())
                .query((row, n) -> TargetRow.read(row))
                .list();
    }

    /** The last of a day, bridges aside. */
    Optional<Head> ofDay(PlanStore.Row plan, LocalDate day) {
        return jdbc.sql(HEADS + "where plan_id = ? and as_of = ? and kind <> 'BRIDGE' order by id desc limit 1")
                .params(plan.id(), day)
                .query((row, n) -> head(row))
                .optional();
    }

    Optional<Head> last(PlanStore.Row plan) {
        return jdbc.sql(HEADS + "where plan_id = ? order by id desc limit 1")
                .param(plan.id())
                .query((row, n) -> head(row))
                .optional();
    }

    Optional<LocalDate> firstDay(PlanStore.Row plan) {
        return jdbc.sql("select as_of from hub.target_snapshot where plan_id = ? order by as_of limit 1")
                .param(plan.id())
                .query(LocalDate.class)
                .optional();
    }

    /** Those after one and up to another at which people decided otherwise: the bridges, and what was kept right after each. */
    List<Head> decisions(PlanStore.Row plan, long after, long upTo) {
        return jdbc.sql("""
                        select id, kind, as_of, taken_at, basis, work
                        from (
                          select id, kind, as_of, taken_at, basis::text as basis, work, lag(kind) over (order by id) as before
                          from hub.target_snapshot
                          where plan_id = ? and id between ? and ?
                        ) s
                        where id <> ? and (kind = 'BRIDGE' or before = 'BRIDGE')
                        order by id
                        """)
                .params(plan.id(), after, upTo, after)
                .query((row, n) -> head(row))
                .list();
    }

    private Head head(ResultSet row) throws SQLException {
        LocalDate asOf = row.getObject("as_of", LocalDate.class);
        return new Head(
                row.getLong("id"),
                Kind.valueOf(row.getString("kind")),
                asOf,
                row.getTimestamp("taken_at").toInstant(),
                json.readValue(row.getString("basis"), PlanBasis.class),
                new WorkDays(asOf, List.of((BigDecimal[]) row.getArray("work").getArray())));
    }

    boolean hasDaily(PlanStore.Row plan, LocalDate day) {
        return jdbc.sql(
                        "select exists (select from hub.target_snapshot where plan_id = ? and as_of = ? and kind = 'DAILY')")
                .params(plan.id(), day)
                .query(Boolean.class)
                .single();
    }
}
