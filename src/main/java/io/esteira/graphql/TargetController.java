package io.esteira.graphql;

import graphql.schema.DataFetchingFieldSelectionSet;
import io.esteira.planning.DemandModel;
import io.esteira.planning.Measures;
import io.esteira.planning.NotKept;
import io.esteira.planning.PhaseTarget;
import io.esteira.planning.PlanTargets;
import io.esteira.planning.TargetCause;
import io.esteira.planning.TargetChange;
import io.esteira.planning.TargetChanges;
import io.esteira.planning.TargetPart;
import io.esteira.planning.TargetRequest;
import io.esteira.planning.TargetSnapshots;
import io.esteira.planning.Targets;
import io.esteira.planning.UnknownCollection;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import io.esteira.query.ReadRefused;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;

/** Targets of phases, as deep as they are asked for: one statement each. */
@Controller
class TargetController {

    private static final String TYPE = "Plan";
    private static final List<String> DEEPER =
            List.of("phases/categories", "phases/categories/styles", "phases/categories/styles/items");

    record PhaseTargets(
            long planId,
            LocalDate asOf,
            Instant dataAsOf,
            DemandModel demandModel,
            @Nullable Long rulesId,
            BigDecimal forecast,
            BigDecimal toSchedule,
            BigDecimal awaitingRelease,
            LocalDate achievedFrom,
            LocalDate achievedTo,
            BigDecimal achievedDays,
            @Nullable BigDecimal hoursLeft,
            List<Phase> phases) {

        /** @param earlier daily targets of an earlier day, by phase */
        static PhaseTargets of(PlanTargets targets, Map<String, BigInteger> earlier) {
            return new PhaseTargets(
                    targets.planId(),
                    targets.asOf(),
                    targets.dataAsOf(),
                    targets.demandModel(),
                    targets.rulesId(),
                    targets.forecast(),
                    targets.toSchedule(),
                    targets.awaitingRelease(),
                    targets.achievedFrom(),
                    targets.achievedTo(),
                    targets.achievedDays(),
                    targets.hoursLeft(),
                    targets.phases().stream()
                            .map(phase -> Phase.of(phase, targets, earlier.get(phase.code())))
                            .toList());
        }
    }

    record Phase(
            String code,
            String name,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            @Nullable BigDecimal days,
            PhaseTarget.@Nullable NoDays noDays,
            BigDecimal forecast,
            BigDecimal toSchedule,
            BigDecimal load,
            BigDecimal queueNext,
            BigDecimal queue,
            BigDecimal toProduce,
            @Nullable BigInteger dailyTarget,
            @Nullable BigDecimal exactDailyTarget,
            @Nullable BigInteger earlierDailyTarget,
            BigDecimal achieved,
            @Nullable BigDecimal achievedPerDay,
            BigDecimal achievedToday,
            @Nullable BigDecimal paceNeeded,
            List<Part> categories) {

        static Phase of(PhaseTarget phase, PlanTargets targets, @Nullable BigInteger earlier) {
            Measures pieces = phase.measures();
            return new Phase(
                    phase.code(),
                    phase.name(),
                    phase.startsOn(),
                    phase.endsOn(),
                    phase.days(),
                    phase.noDays(),
                    pieces.forecast(),
                    pieces.toSchedule(),
                    pieces.load(),
                    pieces.queueNext(),
                    pieces.queue(),
                    pieces.toProduce(),
                    phase.dailyTarget(),
                    phase.exactDailyTarget(),
                    earlier,
                    pieces.achieved(),
                    targets.achievedDays().signum() == 0
                            ? null
                            : pieces.achieved().divide(targets.achievedDays(), MathContext.DECIMAL64),
                    pieces.achievedToday(),
                    phase.paceNeeded(targets.hoursLeft()),
                    phase.categories().stream().map(Part::of).toList());
        }
    }

    record Part(
            String code,
            String name,
            BigDecimal forecast,
            BigDecimal toSchedule,
            BigDecimal load,
            BigDecimal queueNext,
            BigDecimal queue,
            BigDecimal toProduce,
            @Nullable BigInteger dailyTarget,
            BigDecimal achieved,
            List<Part> styles,
            List<Part> items) {

        static Part of(TargetPart part) {
            Measures pieces = part.measures();
            List<Part> parts = part.parts().stream().map(Part::of).toList();
            return new Part(
                    part.code(),
                    part.name(),
                    pieces.forecast(),
                    pieces.toSchedule(),
                    pieces.load(),
                    pieces.queueNext(),
                    pieces.queue(),
                    pieces.toProduce(),
                    part.dailyTarget(),
                    pieces.achieved(),
                    parts,
                    parts);
        }
    }

    record PhaseTargetChanges(
            long planId,
            LocalDate from,
            Instant fromTakenAt,
            LocalDate to,
            Instant toTakenAt,
            List<PhaseTargetChange> phases) {

        static PhaseTargetChanges of(TargetChanges changes) {
            return new PhaseTargetChanges(
                    changes.planId(),
                    changes.from(),
                    changes.fromTakenAt(),
                    changes.to(),
                    changes.toTakenAt(),
                    changes.phases().stream().map(PhaseTargetChange::of).toList());
        }
    }

    record PhaseTargetChange(
            String code,
            String name,
            BigDecimal toProduceBefore,
            BigDecimal toProduceAfter,
            @Nullable BigInteger dailyTargetBefore,
            @Nullable BigInteger dailyTargetAfter,
            List<CauseShare> causes) {

        record CauseShare(TargetCause cause, BigDecimal toProduce, BigInteger dailyTarget) {}

        static PhaseTargetChange of(TargetChange change) {
            return new PhaseTargetChange(
                    change.code(),
                    change.name(),
                    change.toProduceBefore(),
                    change.toProduceAfter(),
                    change.dailyBefore(),
                    change.dailyAfter(),
                    change.causes().stream()
                            .map(share -> new CauseShare(share.cause(), share.toProduce(), share.daily()))
                            .toList());
        }
    }

    private final Targets targets;
    private final TargetSnapshots snapshots;
    private final Callers callers;

    TargetController(Targets targets, TargetSnapshots snapshots, Callers callers) {
        this.targets = targets;
        this.snapshots = snapshots;
        this.callers = callers;
    }

    @QueryMapping
    @Nullable
    PhaseTargets phaseTargets(
            @Argument String plan,
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable DemandModel demandModel,
            @Argument @Nullable List<String> collections,
            @Argument @Nullable LocalDate achievedFrom,
            @Argument @Nullable LocalDate achievedTo,
            @Argument @Nullable String phase,
            @Argument @Nullable LocalDate earlierDay,
            DataFetchingFieldSelectionSet selection) {
        int depth = 1 + (int) DEEPER.stream().filter(selection::contains).count();
        TargetRequest request =
                new TargetRequest(asOf, demandModel, collections, achievedFrom, achievedTo, phase, depth);
        return known(() -> PublicId.find(plan, TYPE).flatMap(id -> targets.of(reader(), id, request)
                        .map(found -> PhaseTargets.of(found, earlier(id, earlierDay)))))
                .orElse(null);
    }

    private Map<String, BigInteger> earlier(UUID plan, @Nullable LocalDate day) {
        Map<String, BigInteger> earlier = new HashMap<>();
        if (day != null) {
            snapshots.of(reader(), plan, day).orElseThrow().phases().forEach(phase -> {
                if (phase.dailyTarget() != null) {
                    earlier.put(phase.code(), phase.dailyTarget());
                }
            });
        }
        return earlier;
    }

    @QueryMapping
    @Nullable
    PhaseTargets keptPhaseTargets(@Argument String plan, @Argument LocalDate day) {
        return known(() -> PublicId.find(plan, TYPE).flatMap(id -> snapshots.of(reader(), id, day)))
                .map(kept -> PhaseTargets.of(kept, Map.of()))
                .orElse(null);
    }

    @QueryMapping
    @Nullable
    PhaseTargetChanges phaseTargetChanges(
            @Argument String plan, @Argument LocalDate from, @Argument @Nullable LocalDate to) {
        if (to != null && to.isBefore(from)) {
            throw ReadRefused.badInput("The later day comes before the earlier one.");
        }
        return known(() -> PublicId.find(plan, TYPE).flatMap(id -> snapshots.changes(reader(), id, from, to)))
                .map(PhaseTargetChanges::of)
                .orElse(null);
    }

    @QueryMapping
    List<Targets.TargetOrder> phaseTargetOrders(
            @Argument String plan,
            @Argument String phase,
            @Argument @Nullable String category,
            @Argument @Nullable String style,
            @Argument @Nullable List<String> collections) {
        return known(() -> PublicId.find(plan, TYPE)
                        .flatMap(id -> targets.orders(reader(), id, phase, category, style, collections)))
                .orElseThrow(() -> ReadRefused.badInput("There is no such plan."));
    }

    @QueryMapping
    List<Targets.QueueOrigin> phaseQueueOrigins(
            @Argument String plan, @Argument String phase, @Argument @Nullable List<String> collections) {
        return known(() -> PublicId.find(plan, TYPE).flatMap(id -> targets.origins(reader(), id, phase, collections)))
                .orElseThrow(() -> ReadRefused.badInput("There is no such plan."));
    }

    private static <T> Optional<T> known(Supplier<Optional<T>> read) {
        try {
            return read.get();
        } catch (UnknownCollection | NotKept e) {
            throw ReadRefused.badInput(String.valueOf(e.getMessage()));
        }
    }

    private Caller reader() {
        Caller caller = callers.current();
        if (!targets.mayRead(caller)) {
            throw new AccessDeniedException("targets");
        }
        return caller;
    }
}
