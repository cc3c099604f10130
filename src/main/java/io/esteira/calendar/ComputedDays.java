package io.esteira.calendar;

import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalTime;
import java.time.Year;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the holidays by law in the calendars, from two years back to three ahead, so that one query counts all kinds of days. */
@Component
class ComputedDays {

    private static final int YEARS_BACK = 2;
    private static final int YEARS_AHEAD = 3;
    private static final String HUB = "esteira";

    private final CalendarStore store;
    private final Companies companies;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final LegalHolidays law = new LegalHolidays();

    ComputedDays(CalendarStore store, Companies companies, Clock clock, TransactionTemplate transaction) {
        this.store = store;
        this.companies = companies;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** A company has a calendar from the start; the year may have changed since. */
    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(cron = "0 5 0 * * *")
    void computeAll() {
        for (Company company : companies.all()) {
            transaction.executeWithoutResult(status -> {
                store.lock(company.id());
                if (store.find(company.id(), WorkCalendars.DEFAULT).isEmpty()) {
                    store.save(company, usual(company), null, HUB);
                }
            });
        }
        for (CalendarStore.Row calendar : store.all()) {
            transaction.executeWithoutResult(status -> {
                store.lock(calendar.companyId());
                compute(calendar);
            });
        }
    }

    /** The calendar that each company has from the start. */
    static WorkCalendar usual(Company company) {
        List<BigDecimal> week = Stream.concat(
                        Collections.nCopies(5, BigDecimal.ONE).stream(),
                        Collections.nCopies(2, BigDecimal.ZERO).stream())
                .toList();
        return new WorkCalendar(
                WorkCalendars.DEFAULT,
                company.name(),
                WorkCalendar.Scope.COMPANY,
                null,
                null,
                null,
                week,
                LocalTime.of(7, 0),
                LocalTime.of(17, 0));
    }

    /** Those of a calendar that has a parent and no region come from the parent. In the transaction of the caller. */
    void compute(CalendarStore.Row calendar) {
        int now = Year.now(clock).getValue();
        IntStream.rangeClosed(now - YEARS_BACK, now + YEARS_AHEAD)
                .mapToObj(Year::of)
                .forEach(year -> {
                    List<CalendarDay> days = calendar.inherits() && calendar.region() == null
                            ? List.of()
                            : law.of(year, calendar.region());
                    store.keepComputed(calendar, year, days);
                    store.set(calendar, "COMPUTED", days, HUB);
                });
    }
}
