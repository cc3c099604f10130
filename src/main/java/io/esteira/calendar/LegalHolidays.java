package io.esteira.calendar;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The holidays of Brazil by law. The library knows the dates; which of them are holidays and which only may be
 * (ponto facultativo), it does not tell: Lei 662/1949, Lei 6.802/1980, Lei 9.093/1995 and Lei 14.759/2023 name the former, the
 * yearly ordinance of the federal government the latter.
 */
final class LegalHolidays {

    private static final Locale PORTUGUESE = Locale.of("pt", "BR");
    private static final String CARNIVAL = "christian.CARNIVAL";
    private static final String ASH_WEDNESDAY = "christian.ASH_WEDNESDAY";
    private static final Set<String> OPTIONAL = Set.of(CARNIVAL, ASH_WEDNESDAY, "christian.CORPUS_CHRISTI");

    /** Always a Sunday, and no holiday by law. */
    private static final String EASTER = "christian.EASTER";

    /** Where the library's Portuguese is not what people in Brazil say. */
    private static final Map<String, String> NAMES = Map.of(
            "NEW_YEAR", "Confraternização Universal",
            "christian.GOOD_FRIDAY", "Paixão de Cristo",
            "christian.CORPUS_CHRISTI", "Corpus Christi",
            "ALL_SOULS", "Finados",
            "NATIONAL_DAY", "Proclamação da República");

    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.BRAZIL));

    /**
     * @param region state in lower case, such as {@code sp}; null for the national ones alone. Of a state that the library does not know
     *     these are all
     */
    List<CalendarDay> of(Year year, @Nullable String region) {
        Set<Holiday> national = manager.getHolidays(year);
        List<CalendarDay> days = new ArrayList<>(days(national));
        if (region != null) {
            Set<LocalDate> known = national.stream().map(Holiday::getDate).collect(Collectors.toSet());
            manager.getHolidays(year, region).stream()
                    .filter(holiday -> !known.contains(holiday.getDate()))
                    .forEach(holiday -> days.add(off(holiday.getDate(), CalendarDay.Kind.STATE, name(holiday))));
        }
        return days;
    }

    private static List<CalendarDay> days(Set<Holiday> national) {
        List<CalendarDay> days = new ArrayList<>();
        for (Holiday holiday : national) {
            String key = holiday.getPropertiesKey();
            if (key.equals(CARNIVAL)) {
                days.add(off(holiday.getDate().minusDays(1), CalendarDay.Kind.OPTIONAL, name(holiday)));
            }
            if (key.equals(ASH_WEDNESDAY)) {
                days.add(new CalendarDay(holiday.getDate(), CalendarDay.Kind.OPTIONAL, name(holiday), HALF));
            } else if (!key.equals(EASTER)) {
                CalendarDay.Kind kind = OPTIONAL.contains(key) ? CalendarDay.Kind.OPTIONAL : CalendarDay.Kind.NATIONAL;
                days.add(off(holiday.getDate(), kind, name(holiday)));
            }
        }
        return days;
    }

    private static CalendarDay off(LocalDate day, CalendarDay.Kind kind, String name) {
        return new CalendarDay(day, kind, name, BigDecimal.ZERO);
    }

    private static String name(Holiday holiday) {
        return NAMES.getOrDefault(holiday.getPropertiesKey(), holiday.getDescription(PORTUGUESE));
    }
}
