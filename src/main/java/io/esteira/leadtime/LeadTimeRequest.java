package io.esteira.leadtime;

import java.time.LocalDate;
import java.util.List;

/**
 * Which lead times are asked for: those of what was done from the first day to the last, both included, however long before it began. An
 * empty list is all.
 *
 * @param orderTypes codes of order types, such as {@code 1}, or whole as the order has them
 * @param phases by {@link By#PHASE} the phases themselves, else orders that pass one of them
 * @param subcontractors by {@link By#SUBCONTRACTOR} these themselves, else orders that one of them had
 */
public record LeadTimeRequest(
        By by,
        LocalDate from,
        LocalDate to,
        List<String> orderTypes,
        List<String> categories,
        List<String> collections,
        List<String> phases,
        List<String> subcontractors) {

    /** What is measured. */
    public enum By {
        PHASE,
        SUBCONTRACTOR,
        ORDER
    }

    public LeadTimeRequest {
        orderTypes = List.copyOf(orderTypes);
        categories = List.copyOf(categories);
        collections = List.copyOf(collections);
        phases = List.copyOf(phases);
        subcontractors = List.copyOf(subcontractors);
    }
}
