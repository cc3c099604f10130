package io.esteira.calendar;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A calendar as people set it.
 *
 * @param parent code of the calendar whose special days hold here too; null for none
 * @param region state whose holidays are computed, such as {@code sp}; null for none
 * @param optionalWorks whether days of kind OPTIONAL are worked; null as the parent says, else not
 * @param week which part of a usual day is worked, Monday first
 * @param startsAt when a full day's work begins, in the company's zone
 */
public record WorkCalendar(
        String code,
        String name,
        Scope scope,
        @Nullable String parent,
        @Nullable String region,
        @Nullable Boolean optionalWorks,
        List<BigDecimal> week,
        LocalTime startsAt,
        LocalTime endsAt) {

    public WorkCalendar {
        week = List.copyOf(week);
    }

    /** Whose calendar it is. */
    public enum Scope {
        COMPANY,
        STATE,
        CITY,
        PLANT,
        SUBCONTRACTOR
    }
}
