package io.esteira.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.platform.Company;
import io.esteira.support.Factory;
import io.esteira.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How every view of schema bi is made. */
class BiViewsTest {

    private final HikariDataSource database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database);

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> names(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private List<String> views(String condition) {
        return names(
                "select c.relname::text from pg_class c where c.relnamespace = 'bi'::regnamespace and c.relkind = 'v' and "
                        + condition);
    }

    @Test
    void eachViewAndEachColumnSaysWhatItIs() {
        assertThat(views("true")).hasSizeGreaterThan(30);
        assertThat(views("obj_description(c.oid, 'pg_class') is null")).isEmpty();
        assertThat(names("""
                select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                where c.relnamespace = 'bi'::regnamespace and coalesce(col_description(c.oid, a.attnum), '') = ''""")).isEmpty();
    }

    @Test
    void eachViewIsABarrierWithTheRightsOfItsOwner() {
        assertThat(views("not coalesce(c.reloptions, '{}') @> '{security_barrier=true,security_invoker=false}'"))
                .isEmpty();
    }

    @Test
    void eachViewIsReadableByTheRole() {
        assertThat(views("not has_table_privilege('esteira_bi', c.oid, 'select')"))
                .isEmpty();
        assertThat(names("""
                select table_name::text from information_schema.role_table_grants
                where grantee in ('esteira_bi', 'PUBLIC') and (table_schema, privilege_type) <> ('bi', 'SELECT') and table_schema in ('hub', 'bi')""")).isEmpty();
    }

    @Test
    void eachViewBeginsWithTheCompaniesOfTheLogin() {
        assertThat(views("""
                not exists (
                  select from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                  where r.ev_class = c.oid and d.refobjid = 'hub.bi_company'::regclass)""")).isEmpty();
    }

    /** Functions run with the rights of who asks, which has none in schema hub. */
    @Test
    void noViewCallsAFunctionOfTheHub() {
        assertThat(views("""
                exists (
                  select from pg_rewrite r
                  join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_proc'::regclass
                  join pg_proc f on f.oid = d.refobjid
                  where r.ev_class = c.oid and f.pronamespace = 'hub'::regnamespace)""")).isEmpty();
    }

    /** A fact that points to a row of another company, which the model does not make, tells nothing of it. */
    @Test
    void whatARowPointsToIsOfTheSameCompany() throws SQLException {
        // given
        Factory factory = new Factory(database);
        long order = factory.order(factory.company("ONE"), "csw", "1", "10");
        factory.order(factory.company("TWO"), "csw", "2", "20");
        jdbc.sql("""
                update hub.production_order set current_phase_id = (
                  select f.id from hub.phase f join hub.company c on c.id = f.company_id where c.code = 'TWO' limit 1) where id = ?""").param(order).update();

        // then
        try (BiLogin one = BiLogin.of(database, "ONE")) {
            assertThat(one.texts("select current_phase from bi.fact_production_order"))
                    .containsExactly("null");
        }
    }

    @Test
    void scrapAndStopsAreToldByReason() throws SQLException {
        // given
        Factory factory = new Factory(database);
        for (String code : List.of("ONE", "TWO")) {
            Company company = factory.company(code);
            long order = factory.order(company, "csw", code, "10");
            jdbc.sql("""
                            with posted as (
                              insert into hub.posting (public_id, company_id, order_id, step_id, posted_on, good, scrap, rework, completes, origin,
                                in_erp, created_by, created_at)
                              select gen_random_uuid(), s.company_id, s.order_id, s.id, '2026-03-02', 5, 3, 0, false, 'HUB', true, 'x', now()
                              from hub.order_step s where s.order_id = :order and s.sequence = 20
                              returning id
                            ), scrapped as (
                              insert into hub.posting_scrap (posting_id, reason, quantity)
                              select p.id, r.reason, r.quantity from posted p cross join (values ('A', 1), ('B', 2)) as r (reason, quantity)
                            ), machine as (
                              insert into hub.equipment (public_id, company_id, source, code, name)
                              values (gen_random_uuid(), :company, 'mqtt', '7', 'Cell 7') returning id
                            ), known as (
                              insert into hub.downtime_reason (public_id, company_id, source, code, description, observed_at)
                              values (gen_random_uuid(), :company, 'protheus', '01', 'No thread', now())
                            ), mapped as (
                              insert into hub.code_mapping (company_id, kind, from_source, from_code, to_source, to_code, created_at, created_by,
                                updated_at, updated_by)
                              values (:company, 'STOP_REASON', 'hub', 'THREAD', 'protheus', '01', now(), 'x', now(), 'x')
                            )
                            insert into hub.downtime (public_id, company_id, equipment_id, reason, started_at, ended_at, origin, in_erp, created_by,
                              created_at)
                            select gen_random_uuid(), :company, m.id, r.reason, r.at, r.at + interval '90.5 seconds', 'HUB', true, 'x', now()
                            from machine m cross join (values
                              ('01', timestamptz '2026-03-03T01:00:00Z'), ('THREAD', timestamptz '2026-03-03T12:00:00Z'),
                              ('?', timestamptz '2026-03-03T13:00:00Z')) as r (reason, at)""").param("company", company.id()).param("order", order).update();
        }

        // then
        try (BiLogin one = BiLogin.of(database, "ONE")) {
            assertThat(one.texts("""
                    select s.reason || ' ' || s.quantity || ' ' || p.phase_code || ' ' || s.posted_on
                    from bi.fact_posting_scrap s join bi.dim_phase p on p.phase_key = s.phase_key order by 1""")).containsExactly("A 1 COSTURA 2026-03-02", "B 2 COSTURA 2026-03-02");
            assertThat(one.texts("""
                    select concat_ws(' ', d.reason, d.reason_description, d.seconds, d.started_on, e.equipment_name)
                    from bi.fact_downtime d join bi.dim_equipment e on e.equipment_key = d.equipment_key order by d.started_at"""))
                    .containsExactly(
                            "01 No thread 90 2026-03-02 Cell 7",
                            "THREAD No thread 90 2026-03-03 Cell 7",
                            "? 90 2026-03-03 Cell 7");
        }
    }

    @Test
    void daysOfCalendarsAreThoseByWhichTheHubCounts() throws SQLException {
        // given
        Company company = new Factory(database).company("ONE");
        jdbc.sql("""
                with base as (
                  insert into hub.work_calendar (company_id, code, name, scope, saturday, optional_works, created_by, updated_by)
                  values (:company, 'DEFAULT', 'all', 'COMPANY', 0.5, false, 'x', 'x') returning id
                ), own as (
                  insert into hub.work_calendar (company_id, code, name, scope, parent_id, friday, created_by, updated_by)
                  select :company, 'PLANT', 'one', 'PLANT', id, 0.5, 'x', 'x' from base returning id, parent_id
                )
                insert into hub.calendar_day (company_id, calendar_id, day, kind, name, work, origin, created_by)
                select :company, d.calendar, date_trunc('year', now())::date + d.n, d.kind, d.kind, d.work, d.origin, 'x'
                from own cross join lateral (values
                  (own.parent_id, 9, 'NATIONAL', 0, 'COMPUTED'), (own.parent_id, 10, 'OPTIONAL', 0, 'COMPUTED'),
                  (own.parent_id, 11, 'EXTRA_SHIFT', 1, 'PERSON'), (own.parent_id, 12, 'COLLECTIVE', 0.5, 'IMPORT'),
                  (own.parent_id, 13, 'NATIONAL', 0, 'COMPUTED'), (own.parent_id, 13, 'EXTRA_SHIFT', 1, 'PERSON'),
                  (own.parent_id, 14, 'NATIONAL', 0, 'COMPUTED'), (own.id, 14, 'EXTRA_SHIFT', 0.75, 'IMPORT'),
                  (own.id, 15, 'MUNICIPAL', 0.5, 'PERSON'), (own.id, 16, 'OPTIONAL', 0, 'PERSON'), (own.id, 20, 'EXTRA_SHIFT', 1, 'PERSON'),
                  (own.id, 21, 'NATIONAL', 0.5, 'PERSON'), (own.id, 22, 'NATIONAL', 0, 'PERSON'), (own.id, 23, 'EXTRA_SHIFT', 1, 'PERSON')
                ) as d (calendar, n, kind, work, origin)""").param("company", company.id()).update();
        String days = "date_trunc('year', now())::date and date_trunc('year', now())::date + 364";

        // when
        List<String> counted = names("""
                select c.id || ' ' || p.day || ' ' || p.work from hub.work_calendar c
                cross join lateral hub.work_day_parts(c.id, date_trunc('year', now())::date, date_trunc('year', now())::date + 364) p order by c.id, p.day""");

        // then
        assertThat(counted).hasSize(2 * 365);
        try (BiLogin one = BiLogin.of(database, "ONE")) {
            assertThat(one.texts(
                            "select calendar_key || ' ' || date || ' ' || work from bi.dim_calendar_day where date between "
                                    + days + " order by calendar_key, date"))
                    .isEqualTo(counted);
            jdbc.sql("update hub.work_calendar set optional_works = true").update();
            assertThat(one.text(
                            "select sum(work) from bi.dim_calendar_day where calendar_code = 'PLANT' and date between "
                                    + days))
                    .isEqualTo(jdbc.sql(
                                    "select hub.work_days(id, date_trunc('year', now())::date, date_trunc('year', now())::date + 364)::text from hub.work_calendar where code = 'PLANT'")
                            .query(String.class)
                            .single());
        }
    }

    @Test
    void statementsOfTheGuideAreUnderstood() throws SQLException, IOException {
        List<String> statements = statements("bi.md");
        assertThat(statements).hasSizeGreaterThan(3).isEqualTo(statements("bi.pt-BR.md"));
        new Factory(database).company("MATRIZ");
        try (BiLogin one = BiLogin.of(database, "MATRIZ")) {
            for (String statement : statements) {
                one.texts(statement);
            }
        }
    }

    private static List<String> statements(String guide) throws IOException {
        return Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/sites", guide)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void daysOfTheCompaniesOfALoginAreWhole() throws SQLException {
        new Factory(database).company("ONE");
        try (BiLogin one = BiLogin.of(database, "ONE");
                BiLogin none = BiLogin.of(database)) {
            assertThat(
                            one.text(
                                    "select count(*) = max(date) - min(date) + 1 and count(distinct date) = count(*) from bi.dim_date"))
                    .isEqualTo("t");
            assertThat(
                            one.text(
                                    "select iso_year || '-' || iso_week || ' ' || weekday || ' ' || month_end from bi.dim_date where date = '2024-12-30'"))
                    .isEqualTo("2025-1 1 2024-12-31");
            assertThat(none.text("select count(*) from bi.dim_date")).isEqualTo("0");
        }
    }
}
