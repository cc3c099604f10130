package io.esteira.planning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan as people set it.
 *
 * @param calendar code of the calendar by which days are counted; null for the company's own
 * @param lots null leaves them as they are, as do all lists
 * @param invoiceTypes codes of the invoice types whose orders count
 * @param collections labels of the collections whose orders are its load; an empty list is all
 */
public record PlanInput(
        String code,
        String name,
        LocalDate salesFrom,
        LocalDate salesTo,
        LocalDate invoiceFrom,
        LocalDate invoiceTo,
        DemandModel demandModel,
        @Nullable String calendar,
        @Nullable List<PlanLot> lots,
        @Nullable List<String> invoiceTypes,
        @Nullable List<String> collections,
        @Nullable List<PlanGoal> goals) {

    /** A lot by its code. */
    public record PlanLot(String lot, boolean toScheduleFromBacklog) {}

    /** What is to be sold of a brand or category; null where no goal is set. */
    public record PlanGoal(
            GoalKind kind,
            String name,
            @Nullable BigDecimal pieces,
            @Nullable BigDecimal amount) {}

    /** What a goal is about. */
    public enum GoalKind {
        BRAND,
        CATEGORY
    }
}
