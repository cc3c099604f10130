package io.esteira.legacy;

import io.esteira.planning.DemandModel;
import io.esteira.planning.TargetRequest;
import io.esteira.platform.Company;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a screen asks about it.
 *
 * @param lots those whose forecast counts; an empty list is all of the plan
 * @param collections labels whose orders count; an empty list is all
 */
record Planned(Company company, Plan plan, DemandModel model, List<String> lots, List<String> collections) {

    /** A plan, with the codes of its lots and the labels that it names itself. */
    record Plan(UUID id, String code, DemandModel model, List<String> lots, List<String> collections) {}

    TargetRequest request(@Nullable String phase, int depth) {
        return request(null, null, phase, depth);
    }

    TargetRequest request(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable String phase, int depth) {
        return new TargetRequest(null, model, collections, from, to, phase, depth, lots);
    }

    /** Whether what is kept of the plan each day is what is asked for. */
    boolean asKept() {
        boolean allLots = lots.isEmpty() || lots.containsAll(plan.lots());
        boolean sameCollections = collections.isEmpty()
                || collections.containsAll(plan.collections())
                        && plan.collections().containsAll(collections);
        return model == plan.model() && allLots && sameCollections;
    }
}
