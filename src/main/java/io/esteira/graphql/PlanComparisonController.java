package io.esteira.graphql;

import io.esteira.planning.PlanComparison;
import io.esteira.planning.PlanComparison.Difference;
import io.esteira.planning.PlanComparison.Measure;
import io.esteira.planning.PlanComparison.Numbers;
import io.esteira.planning.PlanComparisons;
import io.esteira.planning.PlanningDefect;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;

/** Targets of the system in use before the hub beside the hub's. */
@Controller
class PlanComparisonController {

    record Comparison(long planId, LocalDate day, Instant dataAsOf, List<LocalDate> savedDays, List<Phase> phases) {

        static Comparison of(PlanComparison comparison) {
            return new Comparison(
                    comparison.planId(),
                    comparison.day(),
                    comparison.dataAsOf(),
                    comparison.savedDays(),
                    comparison.phases().stream().map(Phase::of).toList());
        }
    }

    record Phase(String code, String name, @Nullable Numbers former, Numbers hub, List<ComparedNumber> differences) {

        static Phase of(PlanComparison.Phase phase) {
            return new Phase(
                    phase.code(),
                    phase.name(),
                    phase.former(),
                    phase.hub(),
                    phase.differences().stream().map(ComparedNumber::of).toList());
        }
    }

    record ComparedNumber(
            Measure measure,
            @Nullable BigDecimal former,
            @Nullable BigDecimal hub,
            List<Defect> defects) {

        static ComparedNumber of(Difference difference) {
            return new ComparedNumber(
                    difference.measure(),
                    difference.former(),
                    difference.hub(),
                    difference.defects().stream().map(Defect::of).toList());
        }
    }

    record Defect(PlanningDefect code, String message, String messagePt) {

        static Defect of(PlanningDefect defect) {
            return new Defect(defect, defect.message(), defect.messagePt());
        }
    }

    private final PlanComparisons comparisons;
    private final Callers callers;

    PlanComparisonController(PlanComparisons comparisons, Callers callers) {
        this.comparisons = comparisons;
        this.callers = callers;
    }

    @QueryMapping
    @Nullable
    Comparison planningComparison(@Argument String plan, @Argument @Nullable LocalDate day) {
        Caller caller = callers.current();
        if (!comparisons.mayRead(caller)) {
            throw new AccessDeniedException("planningComparison");
        }
        return PublicId.parse(plan, "Plan")
                .flatMap(id -> comparisons.of(caller, id, day))
                .map(Comparison::of)
                .orElse(null);
    }
}
