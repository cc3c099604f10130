package io.esteira.adapter.canonical;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan of another planning system, whole. Lots and kinds of invoices are named by the codes that people use, which are those of the ERP.
 *
 * @param collections labels, such as {@code VERAO 2025}; an empty list is all
 */
public record PlanChange(
        Ref ref,
        String code,
        String name,
        LocalDate salesFrom,
        LocalDate salesTo,
        LocalDate invoiceFrom,
        LocalDate invoiceTo,
        List<Lot> lots,
        List<String> invoiceTypes,
        List<String> collections,
        List<Goal> goals)
        implements CanonicalChange {

    /** @param toScheduleFromBacklog what is to be scheduled of it is what planning has not released, not the rest of its forecast */
    public record Lot(String code, boolean toScheduleFromBacklog) {}

    /**
     * What is to be sold of a brand or category.
     *
     * @param category whether it is a category; a brand where not
     */
    public record Goal(
            boolean category,
            String name,
            @Nullable BigDecimal pieces,
            @Nullable BigDecimal amount) {}

    public PlanChange {
        lots = List.copyOf(lots);
        invoiceTypes = List.copyOf(invoiceTypes);
        collections = List.copyOf(collections);
        goals = List.copyOf(goals);
    }
}
