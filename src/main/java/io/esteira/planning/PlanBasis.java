package io.esteira.planning;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What people have decided of a plan: with it and the data, targets follow. It can be kept, changed for a trial, and applied to data of
 * another time.
 */
record PlanBasis(Contents contents, RuleSets.RuleSet rules, Schedule schedule) {

    /**
     * What counts for the plan.
     *
     * @param lots internal ids of the lots whose forecast counts
     * @param backlogLots those of them whose rest is what stands in orders that planning has not released
     * @param invoiceTypes internal ids of the kinds of invoices whose orders count
     * @param collections labels whose orders are load; an empty list is all
     */
    record Contents(
            short companyId,
            DemandModel demandModel,
            LocalDate invoiceFrom,
            LocalDate invoiceTo,
            List<Long> lots,
            List<Long> backlogLots,
            List<Long> invoiceTypes,
            List<String> collections) {

        Contents {
            lots = List.copyOf(lots);
            backlogLots = List.copyOf(backlogLots);
            invoiceTypes = List.copyOf(invoiceTypes);
            collections = List.copyOf(collections);
        }

        /** With some of its lots alone. */
        Contents of(List<Long> some) {
            return new Contents(
                    companyId,
                    demandModel,
                    invoiceFrom,
                    invoiceTo,
                    some,
                    backlogLots.stream().filter(some::contains).toList(),
                    invoiceTypes,
                    collections);
        }

        /** With no lot whose rest is what planning has not released. */
        Contents withoutBacklog() {
            return new Contents(
                    companyId, demandModel, invoiceFrom, invoiceTo, lots, List.of(), invoiceTypes, collections);
        }

        /** With another model and other collections; null leaves either as it is. */
        Contents with(@Nullable DemandModel model, @Nullable List<String> labels) {
            return new Contents(
                    companyId,
                    model == null ? demandModel : model,
                    invoiceFrom,
                    invoiceTo,
                    lots,
                    backlogLots,
                    invoiceTypes,
                    labels == null ? collections : labels);
        }
    }

    /**
     * When phases work.
     *
     * @param calendarId internal id of the calendar by which days are counted; null where the company has none
     */
    record Schedule(@Nullable Long calendarId, List<Window> windows) {

        Schedule {
            windows = List.copyOf(windows);
        }

        /** The last day that any window reaches, or the given one where that is later. */
        LocalDate lastDay(LocalDate atLeast) {
            return windows.stream()
                    .map(Window::endsOn)
                    .filter(atLeast::isBefore)
                    .max(LocalDate::compareTo)
                    .orElse(atLeast);
        }
    }

    /** Days in which the plan has a phase work. */
    record Window(String phase, String phaseName, LocalDate startsOn, LocalDate endsOn) {}

    PlanBasis with(Contents others) {
        return new PlanBasis(others, rules, schedule);
    }

    PlanBasis with(RuleSets.RuleSet others) {
        return new PlanBasis(contents, others, schedule);
    }

    PlanBasis with(Schedule other) {
        return new PlanBasis(contents, rules, other);
    }

    /** Codes of phases as people want to see them. */
    List<String> presentation() {
        return rules.json()
                .path("presentation")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** From the day of the switch on stock counts as whole; before, it serves what is left open of the previous collection first. */
    boolean servesPrevious(LocalDate day) {
        return day.isBefore(
                contents.invoiceFrom().plusDays(rules.json().path("switchDays").asInt()));
    }
}
