package io.esteira.calendar;

import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people may do with work calendars. Each act is audited; what depends on a calendar counts by it from its commit on. */
@Component
public class WorkCalendars {

    /** The calendar that each company has from the start. */
    public static final String DEFAULT = "DEFAULT";

    public static final List<Role> MAY_CHANGE = List.of(Role.PLANNER);
    private static final int MOST_DAYS = 370;

    /** What became of a wish. */
    public sealed interface Answer {

        /** @param calendarId internal id of the calendar */
        record Done(long calendarId) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    /** @param work which part of the day is worked */
    public record WorkDay(LocalDate day, BigDecimal work) {}

    private final CalendarStore store;
    private final ComputedDays computed;
    private final Companies companies;
    private final Audit audit;
    private final ChangeSignals signals;
    private final TransactionTemplate transaction;

    WorkCalendars(
            CalendarStore store,
            ComputedDays computed,
            Companies companies,
            Audit audit,
            ChangeSignals signals,
            TransactionTemplate transaction) {
        this.store = store;
        this.computed = computed;
        this.companies = companies;
        this.audit = audit;
        this.signals = signals;
        this.transaction = transaction;
    }

    /** Adds a calendar, or changes the one of its code; its holidays by law are computed at once. */
    public Answer save(Caller caller, String company, WorkCalendar calendar) {
        Optional<Company> found = companies.find(company).filter(each -> caller.sees(each.id()));
        Optional<Refusal> refusal = permitted(caller)
                .or(() -> found.isEmpty()
                        ? Optional.of(Refusal.unknownCompany(CalendarTexts.Code.UNKNOWN_COMPANY))
                        : Optional.empty())
                .or(() -> CalendarRules.check(calendar));
        return refusal.<Answer>map(Answer.Refused::new)
                .orElseGet(() -> done(() -> save(caller, found.orElseThrow(), calendar)));
    }

    private Answer save(Caller caller, Company company, WorkCalendar calendar) {
        store.lock(company.id());
        String parentCode = calendar.parent();
        Optional<CalendarStore.Row> parent =
                parentCode == null ? Optional.empty() : store.find(company.id(), parentCode);
        if (parentCode != null && parent.isEmpty()) {
            return new Answer.Refused(CalendarTexts.unknownParent(parentCode));
        }
        Optional<CalendarStore.Row> before = store.find(company.id(), calendar.code());
        if (parent.isPresent()
                && store.descends(
                        parent.get().id(), before.map(CalendarStore.Row::id).orElse(-1L))) {
            return new Answer.Refused(CalendarTexts.circularParent(parent.get().code()));
        }
        CalendarStore.Row row =
                store.save(company, calendar, parent.map(CalendarStore.Row::id).orElse(null), caller.name());
        computed.compute(row);
        record(caller, "workCalendar.save", row, Map.of("calendar", calendar));
        return new Answer.Done(row.id());
    }

    /**
     * Says how days from the first to the last, both included, differ from the usual week, as a person knows it: that comes before the law.
     *
     * @param calendar public id
     */
    public Answer setDays(Caller caller, UUID calendar, LocalDate last, CalendarDay first) {
        Optional<Refusal> refusal = permitted(caller)
                .or(() -> CalendarRules.check(first))
                .or(() -> CalendarRules.span(first.day(), last, MOST_DAYS));
        return refusal.<Answer>map(Answer.Refused::new)
                .orElseGet(() -> done(() -> visible(caller, calendar)
                        .<Answer>map(row -> {
                            List<CalendarDay> days = first.day()
                                    .datesUntil(last.plusDays(1))
                                    .map(day -> new CalendarDay(day, first.kind(), first.name(), first.work()))
                                    .toList();
                            store.lock(row.companyId());
                            store.set(row, "PERSON", days, caller.name());
                            record(
                                    caller,
                                    "calendarDay.set",
                                    row,
                                    Map.of(
                                            "calendar", row.code(),
                                            "from", first.day().toString(),
                                            "to", last.toString(),
                                            "kind", first.kind().name(),
                                            "work", first.work()));
                            return new Answer.Done(row.id());
                        })
                        .orElseGet(WorkCalendars::notFound)));
    }

    /** Takes back what was said of a day; a day of the law is computed again, to end it say that it is worked. */
    public Answer removeDay(Caller caller, UUID day) {
        Optional<Refusal> refusal = permitted(caller);
        return refusal.<Answer>map(Answer.Refused::new)
                .orElseGet(() -> done(() -> store.findDay(day)
                        .filter(row ->
                                caller.sees(row.companyId()) && !row.origin().equals("COMPUTED"))
                        .<Answer>map(row -> {
                            store.lock(row.companyId());
                            store.removeDay(row.id());
                            audit.record(caller, "calendarDay.remove", row.companyId(), day.toString(), Map.of());
                            return new Answer.Done(row.calendarId());
                        })
                        .orElseGet(WorkCalendars::notFound)));
    }

    /**
     * Each day from the first to the last and which part of it is worked; empty where there is no such calendar for the caller.
     *
     * @throws IllegalArgumentException for more than 370 days
     */
    public Optional<List<WorkDay>> days(Caller caller, UUID calendar, LocalDate first, LocalDate last) {
        CalendarRules.span(first, last, MOST_DAYS).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal.message());
        });
        return visible(caller, calendar).map(row -> store.parts(row.id(), first, last));
    }

    /** Gives each company a calendar, and all calendars the holidays of the years around now. Done at each start and each night. */
    public void computeHolidays() {
        computed.computeAll();
    }

    private Answer done(java.util.function.Supplier<Answer> work) {
        Answer answer = Objects.requireNonNull(transaction.execute(status -> work.get()));
        if (answer instanceof Answer.Done) {
            signals.changed();
        }
        return answer;
    }

    private Optional<CalendarStore.Row> visible(Caller caller, UUID calendar) {
        return store.find(calendar).filter(row -> caller.sees(row.companyId()));
    }

    private void record(Caller caller, String action, CalendarStore.Row row, Map<String, ?> detail) {
        audit.record(caller, action, row.companyId(), row.publicId().toString(), detail);
    }

    private static Answer notFound() {
        return new Answer.Refused(CalendarTexts.notFound());
    }

    private static Optional<Refusal> permitted(Caller caller) {
        return caller.hasAny(MAY_CHANGE) ? Optional.empty() : Optional.of(CalendarTexts.forbidden());
    }
}
