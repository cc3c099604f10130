package io.esteira.graphql;

import io.esteira.leadtime.LeadTime;
import io.esteira.leadtime.LeadTimeGoals;
import io.esteira.leadtime.LeadTimeGoals.Answer;
import io.esteira.leadtime.LeadTimeRequest;
import io.esteira.leadtime.LeadTimeTexts;
import io.esteira.leadtime.LeadTimes;
import io.esteira.leadtime.PhaseStays;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import io.esteira.query.ReadRefused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;

/** How long orders took: one statement each. Goals within the answers are read by the engine, by their internal ids. */
@Controller
class LeadTimeController {

    record Measured(
            LeadTimeRequest.By by,
            LocalDate from,
            LocalDate to,
            @Nullable BigDecimal mean,
            @Nullable BigDecimal weighted,
            long measured,
            BigDecimal pieces,
            List<Row> rows) {

        static Measured of(LeadTimes.Measured measured) {
            LeadTime.Span whole = measured.whole();
            return new Measured(
                    measured.request().by(),
                    measured.request().from(),
                    measured.request().to(),
                    whole.mean(),
                    whole.weighted(),
                    whole.measured(),
                    whole.pieces(),
                    measured.rows().stream().map(Row::of).toList());
        }
    }

    record Row(
            String code,
            String name,
            @Nullable BigDecimal mean,
            @Nullable BigDecimal weighted,
            long measured,
            BigDecimal pieces,
            @Nullable BigDecimal goal,
            @Nullable BigDecimal attentionDays,
            LeadTime.@Nullable Flag flag,
            @Nullable String responsible,
            List<Row> categories) {

        static Row of(LeadTime leadTime) {
            LeadTime.Goal goal = leadTime.goal();
            return new Row(
                    leadTime.code(),
                    leadTime.name(),
                    leadTime.span().mean(),
                    leadTime.span().weighted(),
                    leadTime.span().measured(),
                    leadTime.span().pieces(),
                    goal == null ? null : goal.days(),
                    goal == null ? null : goal.attention(),
                    leadTime.flag(),
                    leadTime.responsible(),
                    leadTime.categories().stream().map(Row::of).toList());
        }
    }

    record SaveLeadTimeGoalInput(
            String company,
            String phase,
            @Nullable String category,
            @Nullable BigDecimal days,
            @Nullable BigDecimal attentionDays,
            @Nullable String responsible) {

        LeadTimeGoals.LeadTimeGoal goal() {
            return new LeadTimeGoals.LeadTimeGoal(
                    phase, category, days, attentionDays, responsible == null ? null : responsible.strip());
        }
    }

    record LeadTimeGoalPayload(@Nullable Long goalId) {}

    private final LeadTimes leadTimes;
    private final PhaseStays stays;
    private final LeadTimeGoals goals;
    private final Callers callers;

    LeadTimeController(LeadTimes leadTimes, PhaseStays stays, LeadTimeGoals goals, Callers callers) {
        this.leadTimes = leadTimes;
        this.stays = stays;
        this.goals = goals;
        this.callers = callers;
    }

    @QueryMapping
    Measured leadTimes(
            @Argument String company,
            @Argument LeadTimeRequest.By by,
            @Argument LocalDate from,
            @Argument LocalDate to,
            @Argument @Nullable List<String> orderTypes,
            @Argument @Nullable List<String> categories,
            @Argument @Nullable List<String> collections,
            @Argument @Nullable List<String> phases,
            @Argument @Nullable List<String> subcontractors) {
        LeadTimeRequest request = new LeadTimeRequest(
                by,
                from,
                to,
                orAll(orderTypes),
                orAll(categories),
                orAll(collections),
                orAll(phases),
                orAll(subcontractors));
        return leadTimes
                .of(reader(), company, request)
                .map(Measured::of)
                .orElseThrow(LeadTimeController::noSuchCompany);
    }

    @QueryMapping
    List<PhaseStays.PhaseStay> phaseStays(
            @Argument String company,
            @Argument @Nullable String phase,
            @Argument @Nullable String category,
            @Argument LeadTime.@Nullable Flag flag) {
        return stays.of(reader(), company, new PhaseStays.Wanted(phase, category, flag))
                .orElseThrow(LeadTimeController::noSuchCompany);
    }

    private static ReadRefused noSuchCompany() {
        return ReadRefused.badInput("There is no such company.");
    }

    private Caller reader() {
        Caller caller = callers.current();
        if (!leadTimes.mayRead(caller)) {
            throw new AccessDeniedException("lead times");
        }
        return caller;
    }

    private static List<String> orAll(@Nullable List<String> given) {
        return given == null ? List.of() : given;
    }

    @MutationMapping
    Object saveLeadTimeGoal(@Argument SaveLeadTimeGoalInput input) {
        return answer(goals.save(callers.current(), input.company(), input.goal()));
    }

    @MutationMapping
    Object removeLeadTimeGoal(@Argument String id) {
        return PublicId.find(id, "LeadTimeGoal")
                .map(goal -> answer(goals.remove(callers.current(), goal)))
                .orElseGet(LeadTimeTexts::goalNotFound);
    }

    private static Object answer(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> new LeadTimeGoalPayload(done.goalId());
            case Answer.Refused refused -> refused.refusal();
        };
    }
}
