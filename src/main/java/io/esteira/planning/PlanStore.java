package io.esteira.planning;

import io.esteira.platform.Caller;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of plans. Runs in the transaction of the caller; each change has its entry in the change log. */
@Component
class PlanStore {

    private static final String SAVE = SqlFile.read(PlanStore.class, "plan-save.sql");

    /**
     * A plan of the table.
     *
     * @param source that it is taken from and follows; null where people set it
     */
    record Row(
            long id,
            UUID publicId,
            short companyId,
            String code,
            LocalDate salesFrom,
            LocalDate invoiceTo,
            @Nullable String source) {}

    private static final String ROWS =
            "select id, public_id, company_id, code, sales_from, invoice_to, source from hub.plan ";

    private final JdbcClient jdbc;

    PlanStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Changes of one company's plans are made one after the other. Held until the commit. */
    void lock(short companyId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('esteira.plan'), ?)")
                .param((int) companyId)
                .query(row -> {});
    }

    /** Empty where there is no such plan for the caller. */
    Optional<Row> find(Caller caller, UUID publicId) {
        return jdbc.sql(ROWS + "where public_id = ?")
                .param(publicId)
                .query(Row.class)
                .optional()
                .filter(row -> caller.sees(row.companyId()));
    }

    Optional<Row> find(short companyId, String code) {
        return jdbc.sql(ROWS + "where company_id = ? and code = ?")
                .params(companyId, code)
                .query(Row.class)
                .optional();
    }

    /** What people have decided of a plan, with the rules of a day. */
    PlanBasis basis(Row plan, RuleSets.RuleSet rules) {
        PlanBasis.Contents contents =
                jdbc.sql("""
                        select p.company_id, p.demand_model, p.invoice_from, p.invoice_to, p.collections,
                               array(select t.lot_id from hub.plan_lot t where t.plan_id = p.id order by 1) as lots,
                               array(select t.lot_id from hub.plan_lot t where t.plan_id = p.id and t.to_schedule_from_backlog order by 1)
                                 as backlog_lots,
                               array(select t.invoice_type_id from hub.plan_invoice_type t where t.plan_id = p.id order by 1) as invoice_types
                        from hub.plan p where p.id = ?
                        """).param(plan.id()).query((row, n) -> contents(row)).single();
        return new PlanBasis(contents, rules, schedule(plan));
    }

    private static PlanBasis.Contents contents(ResultSet row) throws SQLException {
        return new PlanBasis.Contents(
                row.getShort("company_id"),
                DemandModel.valueOf(row.getString("demand_model")),
                row.getObject("invoice_from", LocalDate.class),
                row.getObject("invoice_to", LocalDate.class),
                List.of((Long[]) row.getArray("lots").getArray()),
                List.of((Long[]) row.getArray("backlog_lots").getArray()),
                List.of((Long[]) row.getArray("invoice_types").getArray()),
                List.of((String[]) row.getArray("collections").getArray()));
    }

    /** Where a plan names no calendar, the company's own counts. */
    PlanBasis.Schedule schedule(Row plan) {
        Long calendar = jdbc.sql("""
                        select coalesce(p.calendar_id, (
                          select c.id from hub.work_calendar c where c.company_id = p.company_id and c.code = 'DEFAULT')) as id
                        from hub.plan p where p.id = ?
                        """)
                .param(plan.id())
                .query((row, n) -> Optional.ofNullable(row.getObject("id", Long.class)))
                .single()
                .orElse(null);
        List<PlanBasis.Window> windows =
                jdbc.sql("""
                        select f.code as phase, f.name as phase_name, w.starts_on, w.ends_on
                        from hub.phase_window w join hub.phase f on f.id = w.phase_id
                        where w.plan_id = ? order by f.code
                        """).param(plan.id()).query(PlanBasis.Window.class).list();
        return new PlanBasis.Schedule(calendar, windows);
    }

    /** @param source that the plan follows; null where a person sets it, who takes it over by that */
    Row save(short companyId, PlanInput plan, @Nullable Long calendarId, @Nullable String source, String by) {
        List<String> collections = plan.collections();
        jdbc.sql(SAVE)
                .param("company", companyId)
                .param("code", plan.code())
                .param("name", plan.name())
                .param("salesFrom", plan.salesFrom())
                .param("salesTo", plan.salesTo())
                .param("invoiceFrom", plan.invoiceFrom())
                .param("invoiceTo", plan.invoiceTo())
                .param("model", plan.demandModel().name())
                .param("calendar", calendarId, Types.BIGINT)
                .param("collections", collections == null ? null : collections.toArray(String[]::new), Types.ARRAY)
                .param("source", source, Types.VARCHAR)
                .param("by", by)
                .query(row -> {});
        return find(companyId, plan.code()).orElseThrow();
    }

    /** A person has changed what belongs to the plan: from now on it follows no source. */
    void takeOver(Row plan) {
        int taken = jdbc.sql("update hub.plan set source = null where id = ? and source is not null")
                .param(plan.id())
                .update();
        touched(plan, taken);
    }

    /** A source means the plan by a key. */
    void keepKey(Row plan, String source, String key) {
        jdbc.sql("""
                        insert into hub.source_ref (company_id, entity, source, key, id) values (?, 'plan', ?, ?, ?)
                        on conflict (company_id, entity, source, key) do update set id = excluded.id
                        """).params(plan.companyId(), source, key, plan.id()).update();
    }

    /** The plan that a source means by a key. */
    Optional<Row> find(short companyId, String source, String key) {
        return jdbc.sql(ROWS + """
                        where id = (
                          select r.id from hub.source_ref r
                          where r.company_id = ? and r.entity = 'plan' and r.source = ? and r.key = ?)
                        """)
                .params(companyId, source, key)
                .query(Row.class)
                .optional();
    }

    Optional<Long> calendar(short companyId, String code) {
        return id("select id from hub.work_calendar where company_id = ? and code = ?", companyId, code);
    }

    /** Between their first day of sales and their last of invoicing or of any window. */
    List<Row> underWay(short companyId, LocalDate day) {
        return jdbc.sql("""
                        select p.id, p.public_id, p.company_id, p.code, p.sales_from, p.invoice_to, p.source
                        from hub.plan p
                        where p.company_id = :company and p.sales_from <= :day
                          and :day <= greatest(p.invoice_to, (select max(w.ends_on) from hub.phase_window w where w.plan_id = p.id))
                        order by p.id
                        """)
                .param("company", companyId)
                .param("day", day)
                .query(Row.class)
                .list();
    }

    Optional<Long> lot(short companyId, String code) {
        return id("select id from hub.lot where company_id = ? and code = ? and deleted_at is null", companyId, code);
    }

    Optional<Long> order(short companyId, String number) {
        return jdbc.sql(
                        "select id from hub.production_order where company_id = ? and number = ? and deleted_at is null")
                .params(companyId, number)
                .query(Long.class)
                .optional();
    }

    Optional<Long> phase(short companyId, String code) {
        return id("select id from hub.phase where company_id = ? and code = ? and deleted_at is null", companyId, code);
    }

    /** The one that people call so. */
    Optional<Long> phaseNamed(short companyId, String name) {
        return id(
                "select min(id) from hub.phase where company_id = ? and name = ? and deleted_at is null having count(*) = 1",
                companyId,
                name);
    }

    /** Code of the phase that it counts as by these rules: itself, or that into which it is folded. */
    Optional<String> countedAs(short companyId, String phase, String rules) {
        return jdbc.sql("""
                        select coalesce(g.code, f.code)
                        from hub.phase f
                        left join hub.phase g on g.company_id = f.company_id and g.code = ?::jsonb -> 'foldedPhases' ->> f.code
                        where f.company_id = ? and f.code = ?
                        """).params(rules, companyId, phase).query(String.class).optional();
    }

    Optional<String> phaseName(short companyId, String code) {
        return jdbc.sql("select name from hub.phase where company_id = ? and code = ? and deleted_at is null")
                .params(companyId, code)
                .query(String.class)
                .optional();
    }

    private Optional<Long> id(String sql, short companyId, String code) {
        return jdbc.sql(sql).params(companyId, code).query(Long.class).optional();
    }

    /** Those of the codes that the table does not have for the company. */
    List<String> unknown(String table, short companyId, List<String> codes) {
        return jdbc.sql("""
                        select g.code from unnest(?::text[]) with ordinality as g (code, nth)
                        where not exists (
                          select 1 from hub.%s t where t.company_id = ? and t.code = g.code and t.deleted_at is null)
                        order by g.nth
                        """.formatted(table))
                .params(codes.toArray(String[]::new), companyId)
                .query(String.class)
                .list();
    }

    /** Labels that lots and orders of the company lead to by these rules. */
    List<String> collections(short companyId, String rules) {
        return jdbc.sql("""
                        with p as (select ?::smallint as company_id, ?::jsonb as rules)
                        select distinct hub.collection_of(l.lot, p.rules) from p, (
                          select o.lot from p join hub.production_order o on o.company_id = p.company_id where o.lot is not null
                          union
                          select t.description from p join hub.lot t on t.company_id = p.company_id) l
                        """).params(companyId, rules).query(String.class).list();
    }

    void setLots(Row plan, List<PlanInput.PlanLot> lots) {
        jdbc.sql("""
                        with given as (
                          select l.id as lot_id, g.backlog
                          from unnest(:codes::text[], :backlogs::boolean[]) as g (code, backlog)
                          join hub.lot l on l.company_id = :company and l.code = g.code
                        ),
                        gone as (
                          delete from hub.plan_lot t where t.plan_id = :plan and t.lot_id not in (select lot_id from given)
                        )
                        insert into hub.plan_lot (plan_id, lot_id, to_schedule_from_backlog)
                        select :plan, lot_id, backlog from given
                        on conflict (plan_id, lot_id) do update set to_schedule_from_backlog = excluded.to_schedule_from_backlog
                        """)
                .param("codes", lots.stream().map(PlanInput.PlanLot::lot).toArray(String[]::new))
                .param(
                        "backlogs",
                        lots.stream()
                                .map(lot -> Boolean.toString(lot.toScheduleFromBacklog()))
                                .toArray(String[]::new))
                .param("company", plan.companyId())
                .param("plan", plan.id())
                .update();
    }

    void setInvoiceTypes(Row plan, List<String> codes) {
        jdbc.sql("""
                        with given as (
                          select id from hub.invoice_type where company_id = :company and code = any (:codes::text[])
                        ),
                        gone as (
                          delete from hub.plan_invoice_type t where t.plan_id = :plan and t.invoice_type_id not in (select id from given)
                        )
                        insert into hub.plan_invoice_type (plan_id, invoice_type_id) select :plan, id from given on conflict do nothing
                        """)
                .param("codes", codes.toArray(String[]::new))
                .param("company", plan.companyId())
                .param("plan", plan.id())
                .update();
    }

    void setGoals(Row plan, List<PlanInput.PlanGoal> goals) {
        jdbc.sql("delete from hub.plan_goal where plan_id = ?").param(plan.id()).update();
        jdbc.sql("""
                        insert into hub.plan_goal (plan_id, kind, name, pieces, amount)
                        select :plan, g.kind, g.name, g.pieces, g.amount
                        from unnest(:kinds::text[], :names::text[], :pieces::numeric[], :amounts::numeric[]) as g (kind, name, pieces, amount)
                        """)
                .param("plan", plan.id())
                .param("kinds", goals.stream().map(goal -> goal.kind().name()).toArray(String[]::new))
                .param("names", goals.stream().map(PlanInput.PlanGoal::name).toArray(String[]::new))
                .param("pieces", goals.stream().map(PlanInput.PlanGoal::pieces).toArray(BigDecimal[]::new))
                .param("amounts", goals.stream().map(PlanInput.PlanGoal::amount).toArray(BigDecimal[]::new))
                .update();
    }

    void setWindow(Row plan, long phaseId, LocalDate startsOn, LocalDate endsOn, String by) {
        int changed = jdbc.sql("""
                        insert into hub.phase_window as t (plan_id, phase_id, starts_on, ends_on, updated_by)
                        values (:plan, :phase, :from, :to, :by)
                        on conflict (plan_id, phase_id) do update
                        set starts_on = excluded.starts_on, ends_on = excluded.ends_on, updated_at = now(), updated_by = excluded.updated_by
                        where (t.starts_on, t.ends_on) is distinct from (excluded.starts_on, excluded.ends_on)
                        """)
                .param("plan", plan.id())
                .param("phase", phaseId)
                .param("from", startsOn)
                .param("to", endsOn)
                .param("by", by)
                .update();
        touched(plan, changed);
    }

    void removeWindow(Row plan, long phaseId) {
        int gone = jdbc.sql("delete from hub.phase_window where plan_id = ? and phase_id = ?")
                .params(plan.id(), phaseId)
                .update();
        touched(plan, gone);
    }

    /** What belongs to a plan has changed: subscribers and changes are told of the plan. */
    private void touched(Row plan, int rows) {
        if (rows > 0) {
            jdbc.sql("""
                            insert into hub.change_log (entity, row_id, company_id, kind, before)
                            select 'plan', t.id, t.company_id, 'U', to_jsonb(t) from hub.plan t where t.id = ?
                            """).param(plan.id()).update();
        }
    }
}
