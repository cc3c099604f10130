package io.esteira.planning;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which targets are asked for; what is null is as the plan says.
 *
 * @param asOf day for which windows and calendars count; null for today. The data are those of now
 * @param collections labels whose orders are load; an empty list is all
 * @param achievedFrom first day of what was achieved; null for the day itself
 * @param phase the only phase that is asked for; null for all
 * @param depth how far down: 1 phases, 2 categories, 3 styles, 4 products
 * @param lots codes of those lots of the plan whose forecast counts; null and an empty list are all
 */
public record TargetRequest(
        @Nullable LocalDate asOf,
        @Nullable DemandModel model,
        @Nullable List<String> collections,
        @Nullable LocalDate achievedFrom,
        @Nullable LocalDate achievedTo,
        @Nullable String phase,
        int depth,
        @Nullable List<String> lots) {

    /** Of all lots of the plan. */
    public TargetRequest(
            @Nullable LocalDate asOf,
            @Nullable DemandModel model,
            @Nullable List<String> collections,
            @Nullable LocalDate achievedFrom,
            @Nullable LocalDate achievedTo,
            @Nullable String phase,
            int depth) {
        this(asOf, model, collections, achievedFrom, achievedTo, phase, depth, null);
    }

    TargetRequest by(Scenario scenario) {
        return new TargetRequest(
                asOf, scenario.demandModel(), scenario.collections(), achievedFrom, achievedTo, phase, depth, lots);
    }

    /** All phases of the plan, down to that depth. */
    public static TargetRequest on(@Nullable LocalDate asOf, int depth) {
        return new TargetRequest(asOf, null, null, null, null, null, depth);
    }
}
