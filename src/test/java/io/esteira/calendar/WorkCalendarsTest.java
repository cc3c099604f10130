package io.esteira.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.calendar.CalendarDay.Kind;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.support.Factory;
import io.esteira.support.Hub;
import io.esteira.support.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class WorkCalendarsTest {

    private final HikariDataSource dataSource = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(dataSource);
    private final Company company = new Factory(dataSource).company("MATRIZ");
    private final Company other = new Factory(dataSource).company("LATICINIO");
    private final Caller planner = Hub.caller(Set.of(Role.PLANNER), company);
    private final Hub hub = Hub.on(dataSource, Clock.fixed(Instant.parse("2026-05-20T12:00:00Z"), ZoneOffset.UTC))
            .with(
                    "transactionTemplate",
                    TransactionTemplate.class,
                    new TransactionTemplate(new JdbcTransactionManager(dataSource)))
            .start("io.esteira.calendar");
    private final WorkCalendars calendars = hub.get(WorkCalendars.class);

    @AfterEach
    void close() {
        hub.close();
        dataSource.close();
    }

    private static WorkCalendar calendar(
            String code, @Nullable String parent, @Nullable Boolean optionalWorks, String... week) {
        return new WorkCalendar(
                code,
                "Calendário " + code,
                WorkCalendar.Scope.PLANT,
                parent,
                null,
                optionalWorks,
                Stream.of(week).map(BigDecimal::new).toList(),
                LocalTime.of(7, 0),
                LocalTime.of(17, 0));
    }

    private static WorkCalendar usual(String code, @Nullable String parent, @Nullable Boolean optionalWorks) {
        return calendar(code, parent, optionalWorks, "1", "1", "1", "1", "1", "0", "0");
    }

    private UUID saved(WorkCalendar calendar) {
        assertThat(calendars.save(planner, "MATRIZ", calendar)).isInstanceOf(WorkCalendars.Answer.Done.class);
        return jdbc.sql("select public_id from hub.work_calendar where company_id = ? and code = ?")
                .params(company.id(), calendar.code())
                .query(UUID.class)
                .single();
    }

    private void set(UUID calendar, String from, String to, Kind kind, String work) {
        CalendarDay first = new CalendarDay(LocalDate.parse(from), kind, "Dia", new BigDecimal(work));
        assertThat(calendars.setDays(planner, calendar, LocalDate.parse(to), first))
                .isInstanceOf(WorkCalendars.Answer.Done.class);
    }

    private BigDecimal days(UUID calendar, String from, String to) {
        return calendars.days(planner, calendar, LocalDate.parse(from), LocalDate.parse(to)).orElseThrow().stream()
                .map(WorkCalendars.WorkDay::work)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void holidaysOfTheLawAreOffAndOptionalDaysAsTheCompanyDecides() {
        UUID strict = saved(usual("A", null, null));
        UUID works = saved(usual("B", null, true));

        // Carnaval: Monday and Tuesday, and half of Ash Wednesday
        assertThat(days(strict, "2026-02-16", "2026-02-20")).isEqualByComparingTo("2.5");
        assertThat(days(works, "2026-02-16", "2026-02-20")).isEqualByComparingTo("5");
        // Good Friday is no matter of choice
        assertThat(days(works, "2026-03-30", "2026-04-03")).isEqualByComparingTo("4");
    }

    @Test
    void aPersonComesBeforeTheLaw() {
        UUID calendar = saved(usual("A", null, null));

        set(calendar, "2026-05-01", "2026-05-01", Kind.EXTRA_SHIFT, "1");

        assertThat(days(calendar, "2026-05-01", "2026-05-01")).isEqualByComparingTo("1");
    }

    @Test
    void saturdayShiftsHalfDaysAndVacationsCount() {
        UUID calendar = saved(usual("A", null, null));
        set(calendar, "2026-08-08", "2026-08-08", Kind.EXTRA_SHIFT, "1");
        set(calendar, "2026-08-12", "2026-08-12", Kind.MUNICIPAL, "0.5");
        set(calendar, "2026-08-17", "2026-08-23", Kind.COLLECTIVE, "0");

        assertThat(days(calendar, "2026-08-03", "2026-08-23")).isEqualByComparingTo("10.5");
    }

    @Test
    void aHalfDayOffOnASundayIsNotWorked() {
        UUID calendar = saved(usual("A", null, null));

        set(calendar, "2026-08-09", "2026-08-09", Kind.MUNICIPAL, "0.5");

        assertThat(days(calendar, "2026-08-09", "2026-08-09")).isZero();
    }

    @Test
    void aSubcontractorHasItsOwnWeekAndTheDaysOfItsParent() {
        UUID parent = saved(usual("CIDADE", null, null));
        UUID shop = saved(calendar("FACCAO", "CIDADE", null, "1", "1", "1", "1", "1", "1", "0"));
        set(parent, "2026-08-12", "2026-08-12", Kind.MUNICIPAL, "0");

        assertThat(days(shop, "2026-08-10", "2026-08-16")).isEqualByComparingTo("5");

        // Its own word comes first
        set(shop, "2026-08-12", "2026-08-12", Kind.EXTRA_SHIFT, "1");
        assertThat(days(shop, "2026-08-10", "2026-08-16")).isEqualByComparingTo("6");
        assertThat(days(parent, "2026-08-10", "2026-08-16")).isEqualByComparingTo("4");
    }

    @Test
    void theLawOfAParentHoldsForWhatComesFromIt() {
        saved(usual("CIDADE", null, null));
        UUID shop = saved(usual("FACCAO", "CIDADE", null));

        assertThat(days(shop, "2026-12-25", "2026-12-25")).isZero();
    }

    @Test
    void calendarsDoNotComeFromThemselves() {
        saved(usual("A", null, null));
        saved(usual("B", "A", null));

        WorkCalendars.Answer answer = calendars.save(planner, "MATRIZ", usual("A", "B", null));

        assertThat(answer).isEqualTo(new WorkCalendars.Answer.Refused(CalendarTexts.circularParent("B")));
    }

    @Test
    void toSaveWhatIsThereChangesNothing() {
        saved(usual("A", null, null));
        long changes = jdbc.sql("select count(*) from hub.change_log")
                .query(Long.class)
                .single();

        saved(usual("A", null, null));

        assertThat(jdbc.sql("select count(*) from hub.change_log")
                        .query(Long.class)
                        .single())
                .isEqualTo(changes);
    }

    @Test
    void aRegionThatIsGivenUpTakesItsHolidaysAlong() {
        WorkCalendar state = new WorkCalendar(
                "A",
                "A",
                WorkCalendar.Scope.STATE,
                null,
                "sp",
                null,
                usual("A", null, null).week(),
                LocalTime.of(7, 0),
                LocalTime.of(17, 0));
        UUID calendar = saved(state);
        assertThat(days(calendar, "2026-07-09", "2026-07-09")).isZero();

        saved(usual("A", null, null));

        assertThat(days(calendar, "2026-07-09", "2026-07-09")).isEqualByComparingTo("1");
    }

    @Test
    void eachCompanyHasACalendarFromTheStart() {
        calendars.computeHolidays();
        calendars.computeHolidays();

        assertThat(jdbc.sql("select count(*) from hub.work_calendar where code = 'DEFAULT'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void othersCalendarsDoNotExist() {
        calendars.computeHolidays();
        UUID theirs = jdbc.sql("select public_id from hub.work_calendar where company_id = ?")
                .param(other.id())
                .query(UUID.class)
                .single();
        LocalDate day = LocalDate.parse("2026-08-12");

        assertThat(calendars.days(planner, theirs, day, day)).isEmpty();
        assertThat(calendars.setDays(
                        planner, theirs, day, new CalendarDay(day, Kind.MUNICIPAL, "Dia", BigDecimal.ZERO)))
                .isEqualTo(new WorkCalendars.Answer.Refused(CalendarTexts.notFound()));
    }

    @Test
    void onlyPlannersChangeCalendars() {
        Caller leader = Hub.caller(Set.of(Role.LEADER), company);

        assertThat(calendars.save(leader, "MATRIZ", usual("A", null, null)))
                .isEqualTo(new WorkCalendars.Answer.Refused(CalendarTexts.forbidden()));
        assertThat(List.of(planner)).allMatch(caller -> caller.hasAny(WorkCalendars.MAY_CHANGE));
    }
}
