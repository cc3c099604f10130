package io.esteira.planning;

import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.canonical.PhaseWindowChange;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.MergeBatch;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Windows of plans that follow another planning system; those of plans that people have taken over stay as they are. */
@Component
class ImportedWindows implements ChangeMerger {

    private static final int WINDOWS = 170;

    @Override
    public Class<PhaseWindowChange> type() {
        return PhaseWindowChange.class;
    }

    @Override
    public int order() {
        return WINDOWS;
    }

    @Override
    public void merge(MergeBatch batch) {
        PlanStore store = new PlanStore(batch.jdbc());
        store.lock(batch.company().id());
        batch.entries().forEach(entry -> take(batch, store, entry, (PhaseWindowChange) entry.change()));
    }

    private static void take(MergeBatch batch, PlanStore store, MergeBatch.Entry entry, PhaseWindowChange window) {
        short company = batch.company().id();
        String key = window.plan().key();
        Optional<PlanStore.Row> plan = store.find(company, batch.source(), key);
        Optional<Long> phase = store.phase(company, window.phase());
        if (entry.gone()) {
            plan.filter(row -> batch.source().equals(row.source()))
                    .ifPresent(row -> phase.ifPresent(id -> store.removeWindow(row, id)));
        } else if (plan.isEmpty()) {
            batch.waitFor(entry.inboxId(), "plano", "plan", key);
        } else if (phase.isEmpty()) {
            batch.waitFor(entry.inboxId(), "codfase", "phase code", window.phase());
        } else if (PlanChecks.days("datafim", window.startsOn(), window.endsOn())
                .isPresent()) {
            String message =
                    "Days are of 2000 to 2100, and the last does not come before the first: mend datainico or datafim.";
            batch.reject(entry.inboxId(), new Issue(IssueCode.INVALID_DATE, "datafim", message));
        } else if (batch.source().equals(plan.get().source())) {
            store.setWindow(plan.get(), phase.get(), window.startsOn(), window.endsOn(), batch.source());
        }
    }
}
