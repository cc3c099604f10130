package io.esteira.calendar;

import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.sql.Types;
import java.time.LocalDate;
import java.time.Year;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of calendars. Runs in the transaction of the caller; each change has its entry in the change log. */
@Component
class CalendarStore {

    private static final String SAVE = SqlFile.read(CalendarStore.class, "calendar-save.sql");
    private static final String SET_DAYS = SqlFile.read(CalendarStore.class, "calendar-set-days.sql");

    private static final String ROWS =
            "select id, public_id, company_id, code, region, parent_id is not null as inherits from hub.work_calendar ";

    /**
     * A calendar of the table.
     *
     * @param inherits whether days of another hold here too
     */
    record Row(
            long id,
            UUID publicId,
            short companyId,
            String code,
            @Nullable String region,
            boolean inherits) {}

    /** A special day of the table. */
    record DayRow(long id, UUID publicId, short companyId, long calendarId, String origin) {}

    private final JdbcClient jdbc;

    CalendarStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Changes of one company's calendars are made one after the other. Held until the commit. */
    void lock(short companyId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('esteira.work_calendar'), ?)")
                .param((int) companyId)
                .query(row -> {});
    }

    Optional<Row> find(short companyId, String code) {
        return jdbc.sql(ROWS + "where company_id = ? and code = ?")
                .params(companyId, code)
                .query(Row.class)
                .optional();
    }

    Optional<Row> find(UUID publicId) {
        return jdbc.sql(ROWS + "where public_id = ?")
                .param(publicId)
                .query(Row.class)
                .optional();
    }

    List<Row> all() {
        return jdbc.sql(ROWS + "where deleted_at is null order by id")
                .query(Row.class)
                .list();
    }

    Optional<DayRow> findDay(UUID publicId) {
        return jdbc.sql(
                        "select id, public_id, company_id, calendar_id, origin from hub.calendar_day where public_id = ?")
                .param(publicId)
                .query(DayRow.class)
                .optional();
    }

    /** Whether the days of {@code calendar} come from {@code other}, be it through further ones, or through more than may be. */
    boolean descends(long calendar, long other) {
        return jdbc.sql("""
                        with recursive chain as (
                          select id, parent_id, 0 as depth from hub.work_calendar where id = ?
                          union all
                          select c.id, c.parent_id, depth + 1
                          from chain join hub.work_calendar c on c.id = chain.parent_id where depth < 9
                        )
                        select coalesce(bool_or(id = ? or depth >= 8), false) from chain
                        """).params(calendar, other).query(Boolean.class).single();
    }

    /** Adds the calendar, or changes the one of its code. */
    Row save(Company company, WorkCalendar calendar, @Nullable Long parentId, String by) {
        jdbc.sql(SAVE)
                .param("company", company.id())
                .param("code", calendar.code())
                .param("name", calendar.name())
                .param("scope", calendar.scope().name())
                .param("parent", parentId, Types.BIGINT)
                .param("region", calendar.region(), Types.VARCHAR)
                .param("optionalWorks", calendar.optionalWorks(), Types.BOOLEAN)
                .param("week", calendar.week().stream().map(String::valueOf).toArray(String[]::new))
                .param("startsAt", calendar.startsAt().toString())
                .param("endsAt", calendar.endsAt().toString())
                .param("by", by)
                .query(row -> {});
        return find(company.id(), calendar.code()).orElseThrow();
    }

    /**
     * Sets days of one origin; what that origin said of them before is replaced.
     *
     * @return internal ids of all of them, changed or not
     */
    List<Long> set(Row calendar, String origin, Collection<CalendarDay> days, String by) {
        return jdbc.sql(SET_DAYS)
                .param("calendar", calendar.id())
                .param("company", calendar.companyId())
                .param("origin", origin)
                .param("by", by)
                .param("days", texts(days, day -> day.day().toString()))
                .param("kinds", texts(days, day -> day.kind().name()))
                .param("names", texts(days, CalendarDay::name))
                .param("works", texts(days, day -> day.work().toPlainString()))
                .query(Long.class)
                .list();
    }

    /** Takes computed days of a year away that the law does not know any more, such as those of a former region. */
    void keepComputed(Row calendar, Year year, Collection<CalendarDay> days) {
        jdbc.sql("""
                        with gone as (
                          delete from hub.calendar_day d
                          where d.calendar_id = :calendar and d.origin = 'COMPUTED' and d.day between :first::date and :last::date
                            and d.day <> all (:days::date[])
                          returning *
                        )
                        insert into hub.change_log (entity, row_id, company_id, kind, before)
                        select 'calendar_day', id, company_id, 'D', to_jsonb(gone) from gone
                        """)
                .param("calendar", calendar.id())
                .param("first", year.atDay(1).toString())
                .param("last", year.atDay(year.length()).toString())
                .param("days", texts(days, day -> day.day().toString()))
                .update();
    }

    /** Takes an imported day back, unless it was imported again under another name. */
    void removeImported(Row calendar, CalendarDay day) {
        jdbc.sql("select id from hub.calendar_day where calendar_id = ? and day = ? and name = ? and origin = 'IMPORT'")
                .params(calendar.id(), day.day(), day.name())
                .query(Long.class)
                .optional()
                .ifPresent(this::removeDay);
    }

    void removeDay(long id) {
        jdbc.sql("""
                        with gone as (delete from hub.calendar_day where id = ? returning *)
                        insert into hub.change_log (entity, row_id, company_id, kind, before)
                        select 'calendar_day', id, company_id, 'D', to_jsonb(gone) from gone
                        """).param(id).update();
    }

    /** Each day and which part of it is worked. */
    List<WorkCalendars.WorkDay> parts(long calendar, LocalDate first, LocalDate last) {
        return jdbc.sql("select day, work from hub.work_day_parts(?, ?, ?) order by day")
                .params(calendar, first, last)
                .query((row, n) ->
                        new WorkCalendars.WorkDay(row.getObject("day", LocalDate.class), row.getBigDecimal("work")))
                .list();
    }

    private static String[] texts(Collection<CalendarDay> days, Function<CalendarDay, String> value) {
        return days.stream().map(value).toArray(String[]::new);
    }
}
