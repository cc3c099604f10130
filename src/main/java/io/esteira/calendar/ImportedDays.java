package io.esteira.calendar;

import io.esteira.adapter.canonical.DayOffChange;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.MergeBatch;
import io.esteira.platform.Company;
import java.math.BigDecimal;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Days off that another planning system has, in the company's own calendar: they come before those of the law, and after what people say.
 */
@Component
class ImportedDays implements ChangeMerger {

    private static final int DAYS = 170;
    private static final String ORIGIN = "IMPORT";

    private final LegalHolidays law = new LegalHolidays();

    @Override
    public Class<DayOffChange> type() {
        return DayOffChange.class;
    }

    @Override
    public int order() {
        return DAYS;
    }

    @Override
    public void merge(MergeBatch batch) {
        CalendarStore store = new CalendarStore(batch.jdbc());
        Company company = batch.company();
        store.lock(company.id());
        CalendarStore.Row calendar = store.find(company.id(), WorkCalendars.DEFAULT)
                .orElseGet(() -> store.save(company, ComputedDays.usual(company), null, batch.source()));
        for (MergeBatch.Entry entry : batch.entries()) {
            CalendarDay day = day(calendar, (DayOffChange) entry.change());
            if (entry.gone()) {
                store.removeImported(calendar, day);
            } else {
                store.set(calendar, ORIGIN, List.of(day), batch.source());
            }
        }
    }

    private CalendarDay day(CalendarStore.Row calendar, DayOffChange change) {
        return new CalendarDay(change.day(), kind(calendar, change), change.name(), BigDecimal.ZERO);
    }

    /** As the law has the day; what the law does not know is the company's own where its name says so, else the city's. */
    private CalendarDay.Kind kind(CalendarStore.Row calendar, DayOffChange change) {
        String name = change.name().toUpperCase(Locale.ROOT);
        return law.of(Year.of(change.day().getYear()), calendar.region()).stream()
                .filter(day -> day.day().equals(change.day()))
                .map(CalendarDay::kind)
                .findFirst()
                .orElseGet(() ->
                        Stream.of("FERIAS", "FÉRIAS", "COLETIV", "RECESSO").anyMatch(name::contains)
                                ? CalendarDay.Kind.COLLECTIVE
                                : CalendarDay.Kind.MUNICIPAL);
    }
}
