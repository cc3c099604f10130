package io.esteira.graphql;

import graphql.schema.DataFetchingFieldSelectionSet;
import io.esteira.planning.DemandModel;
import io.esteira.planning.Measures;
import io.esteira.planning.PhaseTarget;
import io.esteira.planning.PlanTargets;
import io.esteira.planning.Scenario;
import io.esteira.planning.Shift;
import io.esteira.planning.TargetPart;
import io.esteira.planning.TargetRequest;
import io.esteira.planning.TargetSnapshots;
import io.esteira.planning.TargetWatch;
import io.esteira.planning.Targets;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import io.esteira.query.ChangeFeed;
import io.esteira.query.ReadRefused;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import tools.jackson.databind.json.JsonMapper;

/** Targets of phases, as deep as they are asked for: one statement each. */
@Controller
class TargetController {

    private static final String TYPE = "Plan";
    private static final int MOST_SCENARIOS = 5;
    private static final int MOST_ORDERS = 200;

    /** The statement reads one more, so that none is left out silently. */
    private static final int MOST_ROWS = 5000;

    private static final String OF_PLAN =
            "select p.id from {changed} c join hub.plan p on p.company_id = c.company_id where p.id = %d limit 1";

    /** Tables from which targets are made. */
    private static final List<String> MAKE_TARGETS = List.of(
            "plan",
            "planning_rules",
            "work_calendar",
            "calendar_day",
            "phase",
            "item",
            "routing_step",
            "bill_of_material_line",
            "lot",
            "lot_forecast",
            "sales_order",
            "sales_order_line",
            "stock_balance",
            "production_order",
            "order_step",
            "order_line",
            "posting");

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
            List<Shift.Hour> hours,
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
                    byHour(phase.dailyTarget(), targets.shift()),
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

    record Outcome(String name, PhaseTargets targets) {}

    record ScenarioInput(
            String name,
            @Nullable List<Scenario.Window> windows,
            @Nullable String calendar,
            @Nullable List<DayInput> days,
            @Nullable Object rules,
            @Nullable DemandModel demandModel,
            @Nullable List<String> collections) {

        record DayInput(LocalDate day, BigDecimal work) {}

        Scenario scenario(JsonMapper json) {
            Map<LocalDate, BigDecimal> byDay = new HashMap<>();
            (days == null ? List.<DayInput>of() : days).forEach(each -> byDay.put(each.day(), each.work()));
            return new Scenario(
                    name,
                    windows == null ? List.of() : windows,
                    calendar,
                    byDay,
                    rules == null ? null : json.valueToTree(rules),
                    demandModel,
                    collections);
        }
    }

    private final Targets targets;
    private final TargetSnapshots snapshots;
    private final ChangeFeed changes;
    private final Callers callers;
    private final Clock clock;
    private final JsonMapper json;

    TargetController(
            Targets targets,
            TargetSnapshots snapshots,
            ChangeFeed changes,
            Callers callers,
            Clock clock,
            JsonMapper json) {
        this.targets = targets;
        this.snapshots = snapshots;
        this.changes = changes;
        this.callers = callers;
        this.clock = clock;
        this.json = json;
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
        TargetRequest request = new TargetRequest(
                asOf, demandModel, collections, achievedFrom, achievedTo, phase, depth("", selection));
        return PublicId.parse(plan, TYPE)
                .flatMap(id ->
                        targets.of(reader(), id, request).map(found -> PhaseTargets.of(found, earlier(id, earlierDay))))
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
        return PublicId.parse(plan, TYPE)
                .flatMap(id -> snapshots.of(reader(), id, day))
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
        return PublicId.parse(plan, TYPE)
                .flatMap(id -> snapshots.changes(reader(), id, from, to))
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
        List<Targets.TargetOrder> orders = PublicId.parse(plan, TYPE)
                .flatMap(id -> targets.orders(reader(), id, phase, category, style, collections))
                .orElseThrow(TargetController::noSuchPlan);
        if (orders.size() > MOST_ROWS) {
            throw ReadRefused.badInput("There are more than " + MOST_ROWS + " rows: ask for a category or a style.");
        }
        return orders;
    }

    @QueryMapping
    List<Targets.QueueOrigin> phaseQueueOrigins(
            @Argument String plan, @Argument String phase, @Argument @Nullable List<String> collections) {
        return PublicId.parse(plan, TYPE)
                .flatMap(id -> targets.origins(reader(), id, phase, collections))
                .orElseThrow(TargetController::noSuchPlan);
    }

    @QueryMapping
    List<Outcome> phaseTargetScenarios(
            @Argument String plan,
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable String phase,
            @Argument List<ScenarioInput> scenarios,
            DataFetchingFieldSelectionSet selection) {
        if (scenarios.isEmpty() || scenarios.size() > MOST_SCENARIOS) {
            throw ReadRefused.badInput("Give 1 to " + MOST_SCENARIOS + " scenarios.");
        }
        TargetRequest request = new TargetRequest(asOf, null, null, null, null, phase, depth("targets/", selection));
        List<Scenario> wanted =
                scenarios.stream().map(input -> input.scenario(json)).toList();
        return PublicId.parse(plan, TYPE)
                .flatMap(id -> targets.scenarios(reader(), id, request, wanted))
                .orElseThrow(TargetController::noSuchPlan)
                .stream()
                .map(outcome -> new Outcome(outcome.name(), PhaseTargets.of(outcome.targets(), Map.of())))
                .toList();
    }

    @QueryMapping
    List<Targets.NextOrder> nextOrdersToPull(@Argument String plan, @Argument String phase, @Argument int first) {
        if (first < 1 || first > MOST_ORDERS) {
            throw ReadRefused.badInput("first is 1 to " + MOST_ORDERS + ".");
        }
        return PublicId.parse(plan, TYPE)
                .flatMap(id -> targets.nextOrders(reader(), id, phase, first))
                .orElseThrow(TargetController::noSuchPlan);
    }

    @SubscriptionMapping
    Publisher<PhaseTargets> phaseTargetsChanged(@Argument String plan, DataFetchingFieldSelectionSet selection) {
        Caller caller = reader();
        UUID id = PublicId.parse(plan, TYPE).orElseThrow(TargetController::noSuchPlan);
        TargetWatch watch = targets.watch(caller, id, depth("", selection)).orElseThrow(TargetController::noSuchPlan);
        return changes.watch(caller, MAKE_TARGETS, OF_PLAN.formatted(watch.planId()), watch.planId(), again -> {
            if (clock.instant().isAfter(caller.validUntil())) {
                throw ReadRefused.tokenEnded();
            }
            PlanTargets changed = watch.look(again);
            return changed == null ? null : PhaseTargets.of(changed, Map.of());
        });
    }

    private static List<Shift.Hour> byHour(@Nullable BigInteger dailyTarget, @Nullable Shift shift) {
        return dailyTarget == null || shift == null ? List.of() : shift.hours(dailyTarget);
    }

    private static ReadRefused noSuchPlan() {
        return ReadRefused.badInput("There is no such plan.");
    }

    private static int depth(String path, DataFetchingFieldSelectionSet selection) {
        return 1
                + (int) DEEPER.stream()
                        .filter(deeper -> selection.contains(path + deeper))
                        .count();
    }

    private Caller reader() {
        Caller caller = callers.current();
        if (!targets.mayRead(caller)) {
            throw new AccessDeniedException("targets");
        }
        return caller;
    }
}
