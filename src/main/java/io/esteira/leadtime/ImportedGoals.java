package io.esteira.leadtime;

import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.canonical.LeadTimeGoalChange;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.MergeBatch;
import io.esteira.leadtime.LeadTimeGoals.LeadTimeGoal;
import io.esteira.planning.RuleSets;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Goals and responsible persons that another planning system has; each follows it until a person sets it here or ends it. */
@Component
class ImportedGoals implements ChangeMerger {

    private static final int GOALS = 250;

    private final RuleSets rules;
    private final Clock clock;

    ImportedGoals(RuleSets rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Class<LeadTimeGoalChange> type() {
        return LeadTimeGoalChange.class;
    }

    @Override
    public int order() {
        return GOALS;
    }

    @Override
    public void merge(MergeBatch batch) {
        LeadTimeGoalStore store = new LeadTimeGoalStore(batch.jdbc());
        Company company = batch.company();
        LocalDate today = LocalDate.now(clock.withZone(company.zone()));
        String json = rules.of(company.id(), today).json().toString();
        batch.entries().forEach(entry -> take(batch, store, json, entry));
    }

    private static void take(MergeBatch batch, LeadTimeGoalStore store, String rules, MergeBatch.Entry entry) {
        LeadTimeGoalChange change = (LeadTimeGoalChange) entry.change();
        short company = batch.company().id();
        String category = change.category();
        Optional<Long> phase = store.phase(company, change.phase());
        LeadTimeGoal goal =
                new LeadTimeGoal(change.phase(), category, change.days(), change.attentionDays(), change.responsible());
        Optional<Refusal> refusal = LeadTimeGoals.check(goal);
        if (entry.gone()) {
            phase.ifPresent(id -> store.removeFollowing(id, category, batch.source()));
        } else if (phase.isEmpty()) {
            batch.waitFor(entry.inboxId(), "codfase", "phase code", change.phase());
        } else if (category != null && !store.isCategory(category, rules)) {
            String message = "'" + category
                    + "' is no category of the company's rules: mend it, or let the rules tell it and replay this record";
            batch.reject(entry.inboxId(), new Issue(IssueCode.UNKNOWN_CODE, "categoria", message));
        } else if (refusal.isPresent()) {
            String field = category == null ? "metaLeadTime" : "leadtime";
            batch.reject(entry.inboxId(), issue(refusal.get(), field));
        } else {
            store.follow(company, phase.get(), goal, batch.source());
        }
    }

    private static Issue issue(Refusal refusal, String days) {
        return refusal.is(LeadTimeTexts.Code.INVALID_DAYS)
                ? new Issue(IssueCode.INVALID_NUMBER, days, refusal.message())
                : new Issue(IssueCode.CONFLICT, "responsavel", refusal.message());
    }
}
