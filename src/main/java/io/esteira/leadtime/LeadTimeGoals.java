package io.esteira.leadtime;

import io.esteira.leadtime.LeadTimeTexts.Code;
import io.esteira.planning.RuleSets;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How long orders may stay in phases, and who answers for that. Each act is audited. */
@Component
public class LeadTimeGoals {

    public static final List<Role> MAY_CHANGE = List.of(Role.PLANNER);

    private static final BigDecimal MOST_DAYS = BigDecimal.valueOf(1_000);
    private static final int MOST_DECIMALS = 2;
    private static final int LONGEST_NAME = 100;

    /** What became of a wish. */
    public sealed interface Answer {

        /** @param goalId internal id; null once it was taken away */
        record Done(@Nullable Long goalId) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    /**
     * A goal as people set it, whole.
     *
     * @param category null: all that have none of their own
     * @param days of the calendar; null where only a person is named
     * @param attention what is over the goal and below this calls for attention, what is beyond is late; null: late at once
     */
    public record LeadTimeGoal(
            String phase,
            @Nullable String category,
            @Nullable BigDecimal days,
            @Nullable BigDecimal attention,
            @Nullable String responsible) {}

    private final LeadTimeGoalStore store;
    private final RuleSets rules;
    private final Companies companies;
    private final Audit audit;
    private final ChangeSignals signals;
    private final Clock clock;
    private final TransactionTemplate transaction;

    LeadTimeGoals(
            LeadTimeGoalStore store,
            RuleSets rules,
            Companies companies,
            Audit audit,
            ChangeSignals signals,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.rules = rules;
        this.companies = companies;
        this.audit = audit;
        this.signals = signals;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Sets the goal of a phase, or of a category in it. */
    public Answer save(Caller caller, String company, LeadTimeGoal goal) {
        Optional<Company> found = companies.find(company).filter(each -> caller.sees(each.id()));
        return permitted(caller)
                .or(() ->
                        found.isEmpty() ? Optional.of(Refusal.unknownCompany(Code.UNKNOWN_COMPANY)) : Optional.empty())
                .or(() -> check(goal))
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> done(() -> save(caller, found.orElseThrow(), goal)));
    }

    private Answer save(Caller caller, Company company, LeadTimeGoal goal) {
        Optional<Long> phase = store.phase(company.id(), goal.phase());
        if (phase.isEmpty()) {
            return new Answer.Refused(Refusal.unknown(Code.UNKNOWN_PHASE, "phase", goal.phase()));
        }
        String category = goal.category();
        if (category != null) {
            LocalDate today = LocalDate.now(clock.withZone(company.zone()));
            String json = rules.of(company.id(), today).json().toString();
            if (!store.isCategory(category, json)) {
                return new Answer.Refused(Refusal.unknown(Code.UNKNOWN_CATEGORY, "category", category));
            }
        }
        long id = store.save(company.id(), phase.get(), goal, caller.name());
        audit.record(
                caller,
                "leadTimeGoal.save",
                company.id(),
                goal.phase(),
                Map.of(
                        "category",
                        Objects.requireNonNullElse(category, ""),
                        "days",
                        String.valueOf(goal.days()),
                        "attention",
                        String.valueOf(goal.attention()),
                        "responsible",
                        Objects.requireNonNullElse(goal.responsible(), "")));
        return new Answer.Done(id);
    }

    static Optional<Refusal> check(LeadTimeGoal goal) {
        BigDecimal days = goal.days();
        BigDecimal attention = goal.attention();
        String responsible = goal.responsible();
        if (days == null && responsible == null) {
            return Optional.of(LeadTimeTexts.nothingGiven());
        }
        if (days != null && outside(days)) {
            return Optional.of(LeadTimeTexts.invalidDays("days"));
        }
        if (attention != null && (outside(attention) || days == null || attention.compareTo(days) < 0)) {
            return Optional.of(LeadTimeTexts.invalidDays("attentionDays"));
        }
        boolean nameless = responsible != null
                && (responsible.isBlank() || responsible.length() > LONGEST_NAME || goal.category() != null);
        return nameless ? Optional.of(LeadTimeTexts.invalidResponsible()) : Optional.empty();
    }

    private static boolean outside(BigDecimal days) {
        return days.signum() < 0 || days.compareTo(MOST_DAYS) > 0 || days.scale() > MOST_DECIMALS;
    }

    /** Ends a goal. */
    public Answer remove(Caller caller, UUID goal) {
        return permitted(caller)
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> done(() -> store.find(goal)
                        .filter(row -> caller.sees(row.companyId()))
                        .<Answer>map(row -> {
                            store.remove(row, caller.name());
                            audit.record(caller, "leadTimeGoal.remove", row.companyId(), goal.toString(), Map.of());
                            return new Answer.Done(null);
                        })
                        .orElseGet(() -> new Answer.Refused(LeadTimeTexts.goalNotFound()))));
    }

    private Answer done(Supplier<Answer> work) {
        Answer answer = Objects.requireNonNull(transaction.execute(status -> work.get()));
        if (answer instanceof Answer.Done) {
            signals.changed();
        }
        return answer;
    }

    private static Optional<Refusal> permitted(Caller caller) {
        return caller.hasAny(MAY_CHANGE) ? Optional.empty() : Optional.of(LeadTimeTexts.forbidden());
    }
}
