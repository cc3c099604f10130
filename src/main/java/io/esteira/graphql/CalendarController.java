package io.esteira.graphql;

import io.esteira.calendar.CalendarDay;
import io.esteira.calendar.CalendarTexts;
import io.esteira.calendar.WorkCalendar;
import io.esteira.calendar.WorkCalendars;
import io.esteira.calendar.WorkCalendars.Answer;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import io.esteira.query.ReadRefused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;

/** Work calendars. The rows within the answers are read by the engine, by their internal ids. */
@Controller
class CalendarController {

    private static final String TYPE = "WorkCalendar";

    record SaveWorkCalendarInput(
            String company,
            String code,
            String name,
            WorkCalendar.Scope scope,
            @Nullable String parent,
            @Nullable String region,
            @Nullable Boolean optionalWorks,
            List<BigDecimal> week,
            String startsAt,
            String endsAt) {

        /** Empty where a time is none. */
        Optional<WorkCalendar> calendar() {
            try {
                return Optional.of(new WorkCalendar(
                        code.strip(),
                        name.strip(),
                        scope,
                        parent,
                        region,
                        optionalWorks,
                        week,
                        LocalTime.parse(startsAt),
                        LocalTime.parse(endsAt)));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }

    record SetCalendarDaysInput(
            String calendar,
            LocalDate day,
            @Nullable LocalDate until,
            CalendarDay.Kind kind,
            String name,
            BigDecimal work) {}

    record WorkCalendarPayload(long calendarId) {}

    private final WorkCalendars calendars;
    private final Callers callers;

    CalendarController(WorkCalendars calendars, Callers callers) {
        this.calendars = calendars;
        this.callers = callers;
    }

    @MutationMapping
    Object saveWorkCalendar(@Argument SaveWorkCalendarInput input) {
        return input.calendar()
                .map(calendar -> answer(calendars.save(callers.current(), input.company(), calendar)))
                .orElseGet(CalendarTexts::invalidHours);
    }

    @MutationMapping
    Object setCalendarDays(@Argument SetCalendarDaysInput input) {
        CalendarDay first =
                new CalendarDay(input.day(), input.kind(), input.name().strip(), input.work());
        LocalDate last = Objects.requireNonNullElse(input.until(), input.day());
        return PublicId.find(input.calendar(), TYPE)
                .map(id -> answer(calendars.setDays(callers.current(), id, last, first)))
                .orElseGet(CalendarTexts::notFound);
    }

    @MutationMapping
    Object removeCalendarDay(@Argument String id) {
        return PublicId.find(id, "CalendarDay")
                .map(day -> answer(calendars.removeDay(callers.current(), day)))
                .orElseGet(CalendarTexts::notFound);
    }

    @QueryMapping
    List<WorkCalendars.WorkDay> workDays(@Argument String calendar, @Argument LocalDate from, @Argument LocalDate to) {
        Caller caller = callers.current();
        if (!caller.hasAny(FieldRoles.ANY)) {
            throw new AccessDeniedException("no role");
        }
        Optional<UUID> id = PublicId.find(calendar, TYPE);
        try {
            return id.flatMap(each -> calendars.days(caller, each, from, to))
                    .orElseThrow(() -> ReadRefused.badInput("There is no such calendar."));
        } catch (IllegalArgumentException e) {
            throw ReadRefused.badInput(String.valueOf(e.getMessage()));
        }
    }

    private static Object answer(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> new WorkCalendarPayload(done.calendarId());
            case Answer.Refused refused -> refused.refusal();
        };
    }
}
