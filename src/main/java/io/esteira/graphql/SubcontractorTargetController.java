package io.esteira.graphql;

import io.esteira.planning.PhaseSubcontracting;
import io.esteira.planning.PhaseTarget;
import io.esteira.planning.SubcontractedCategory;
import io.esteira.planning.SubcontractorRequest;
import io.esteira.planning.SubcontractorTarget;
import io.esteira.planning.SubcontractorTargets;
import io.esteira.planning.Targets;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;

/** Targets of subcontractors: one statement each. */
@Controller
class SubcontractorTargetController {

    record Phase(
            long planId,
            LocalDate asOf,
            @Nullable Long rulesId,
            String phase,
            String phaseName,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            @Nullable BigDecimal days,
            PhaseTarget.@Nullable NoDays noDays,
            LocalDate achievedFrom,
            LocalDate achievedTo,
            List<Category> categories) {

        static Phase of(PhaseSubcontracting phase) {
            return new Phase(
                    phase.planId(),
                    phase.asOf(),
                    phase.rulesId(),
                    phase.phase(),
                    phase.phaseName(),
                    phase.startsOn(),
                    phase.endsOn(),
                    phase.days(),
                    phase.noDays(),
                    phase.achievedFrom(),
                    phase.achievedTo(),
                    phase.categories().stream().map(Category::of).toList());
        }
    }

    record Category(
            String code,
            BigDecimal load,
            BigDecimal unassigned,
            BigDecimal queue,
            BigDecimal toSchedule,
            BigDecimal toProduce,
            BigDecimal capacity,
            @Nullable BigDecimal surplus,
            @Nullable BigInteger dailyTarget,
            List<Subcontractor> subcontractors) {

        static Category of(SubcontractedCategory category) {
            return new Category(
                    category.code(),
                    category.load(),
                    category.pieces().unassigned(),
                    category.pieces().queue(),
                    category.pieces().toSchedule(),
                    category.toProduce(),
                    category.capacity(),
                    category.surplus(),
                    category.dailyTarget(),
                    category.subcontractors().stream().map(Subcontractor::of).toList());
        }
    }

    record Subcontractor(
            String code,
            String name,
            boolean surplus,
            @Nullable BigDecimal capacity,
            @Nullable Integer leadTimeDays,
            @Nullable BigDecimal days,
            BigDecimal share,
            BigDecimal load,
            BigDecimal unassigned,
            BigDecimal queue,
            BigDecimal toSchedule,
            BigDecimal moved,
            BigDecimal toProduce,
            @Nullable BigInteger dailyTarget,
            BigDecimal sent,
            BigDecimal achieved) {

        static Subcontractor of(SubcontractorTarget target) {
            SubcontractorTarget.Shop shop = target.shop();
            return new Subcontractor(
                    shop.code(),
                    shop.name(),
                    target.surplus(),
                    shop.capacity(),
                    shop.leadTimeDays(),
                    shop.days(),
                    target.share(),
                    shop.load(),
                    target.pieces().unassigned(),
                    target.pieces().queue(),
                    target.pieces().toSchedule(),
                    target.moved(),
                    target.toProduce(),
                    target.dailyTarget(),
                    shop.sent(),
                    shop.returned());
        }
    }

    private final SubcontractorTargets targets;
    private final Targets phases;
    private final Callers callers;

    SubcontractorTargetController(SubcontractorTargets targets, Targets phases, Callers callers) {
        this.targets = targets;
        this.phases = phases;
        this.callers = callers;
    }

    @QueryMapping
    @Nullable
    Phase subcontractorTargets(
            @Argument String plan,
            @Argument String phase,
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable List<String> collections,
            @Argument @Nullable LocalDate achievedFrom,
            @Argument @Nullable LocalDate achievedTo,
            @Argument @Nullable List<SubcontractorRequest.Capacity> capacities) {
        Caller caller = callers.current();
        if (!phases.mayRead(caller)) {
            throw new AccessDeniedException("targets");
        }
        SubcontractorRequest request = new SubcontractorRequest(
                phase, asOf, collections, achievedFrom, achievedTo, capacities == null ? List.of() : capacities);
        return PublicId.parse(plan, "Plan")
                .flatMap(id -> targets.of(caller, id, request))
                .map(Phase::of)
                .orElse(null);
    }
}
