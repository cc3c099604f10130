package io.esteira.graphql;

import io.esteira.planning.DemandModel;
import io.esteira.planning.PhaseBoard;
import io.esteira.planning.PlanInput;
import io.esteira.planning.PlanningTexts;
import io.esteira.planning.Plans;
import io.esteira.planning.Plans.Answer;
import io.esteira.planning.TargetSnapshots;
import io.esteira.platform.Callers;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plans, their windows and their rules. The rows within the answers are read by the engine, by their internal ids. */
@Controller
class PlanController {

    record SavePlanInput(
            String company,
            String code,
            String name,
            LocalDate salesFrom,
            LocalDate salesTo,
            LocalDate invoiceFrom,
            LocalDate invoiceTo,
            DemandModel demandModel,
            @Nullable String calendar,
            @Nullable List<PlanInput.PlanLot> lots,
            @Nullable List<String> invoiceTypes,
            @Nullable List<String> collections,
            @Nullable List<PlanInput.PlanGoal> goals) {

        PlanInput plan() {
            return new PlanInput(
                    code.strip(),
                    name.strip(),
                    salesFrom,
                    salesTo,
                    invoiceFrom,
                    invoiceTo,
                    demandModel,
                    calendar,
                    lots,
                    invoiceTypes,
                    collections,
                    goals);
        }
    }

    record SetPhaseWindowInput(String plan, String phase, LocalDate startsOn, LocalDate endsOn) {}

    record SavePlanningRulesInput(
            String company,
            LocalDate validFrom,
            Object rules,
            @Nullable String note,
            boolean dryRun) {}

    record JustifyDelayInput(@Nullable String id, String company, String order, String phase, String reason) {

        PhaseBoard.Justification justification(@Nullable UUID own) {
            return new PhaseBoard.Justification(own, company, order, phase, reason);
        }
    }

    record DelayPayload(long justificationId) {}

    record PlanPayload(long planId, List<Plans.Warning> warnings) {}

    record PlanningRulesPayload(@Nullable Long ruleSetId, List<PhaseTargetChanges> changes) {}

    record KeptPhaseTargetsPayload(long snapshotId) {}

    private final Plans plans;
    private final TargetSnapshots snapshots;
    private final PhaseBoard board;
    private final Callers callers;
    private final JsonMapper json;

    PlanController(Plans plans, TargetSnapshots snapshots, PhaseBoard board, Callers callers, JsonMapper json) {
        this.plans = plans;
        this.snapshots = snapshots;
        this.board = board;
        this.callers = callers;
        this.json = json;
    }

    @MutationMapping
    Object savePlan(@Argument SavePlanInput input) {
        return answer(plans.save(callers.current(), input.company(), input.plan()), PlanController::plan);
    }

    @MutationMapping
    Object setPhaseWindow(@Argument SetPhaseWindowInput input) {
        return onPlan(
                input.plan(),
                plan -> plans.setWindow(callers.current(), plan, input.phase(), input.startsOn(), input.endsOn()),
                PlanController::plan);
    }

    @MutationMapping
    Object removePhaseWindow(@Argument String plan, @Argument String phase) {
        return onPlan(plan, id -> plans.removeWindow(callers.current(), id, phase), PlanController::plan);
    }

    @MutationMapping
    Object keepPhaseTargets(@Argument String plan) {
        return onPlan(
                plan, id -> snapshots.keep(callers.current(), id), done -> new KeptPhaseTargetsPayload(done.id()));
    }

    @MutationMapping
    Object savePlanningRules(@Argument SavePlanningRulesInput input) {
        JsonNode rules = json.valueToTree(input.rules());
        Answer answer = input.dryRun()
                ? plans.tryRules(callers.current(), input.company(), input.validFrom(), rules)
                : plans.saveRules(callers.current(), input.company(), input.validFrom(), rules, input.note());
        return answer(answer, done -> new PlanningRulesPayload(done.id(), List.of()));
    }

    @MutationMapping
    Object justifyDelay(@Argument JustifyDelayInput input) {
        String id = input.id();
        Optional<UUID> own = id == null ? Optional.empty() : PublicId.uuid(id);
        if (id != null && own.isEmpty()) {
            return PlanningTexts.notVersion7();
        }
        return answer(
                board.justifyDelay(callers.current(), input.justification(own.orElse(null))),
                done -> new DelayPayload(done.id()));
    }

    private static Object onPlan(String plan, Function<UUID, Answer> work, Function<Answer.Done, Object> payload) {
        return PublicId.find(plan, "Plan")
                .map(id -> answer(work.apply(id), payload))
                .orElseGet(PlanningTexts::planNotFound);
    }

    private static Object plan(Answer.Done done) {
        return new PlanPayload(done.id(), done.warnings());
    }

    private static Object answer(Answer answer, Function<Answer.Done, Object> payload) {
        return switch (answer) {
            case Answer.Done done -> payload.apply(done);
            case Answer.Tried tried ->
                new PlanningRulesPayload(
                        null,
                        tried.changes().stream().map(PhaseTargetChanges::of).toList());
            case Answer.Refused refused -> refused.refusal();
        };
    }
}
