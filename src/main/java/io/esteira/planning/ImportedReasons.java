package io.esteira.planning;

import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.canonical.DelayReasonChange;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.MergeBatch;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people have said of delays in another planning system. It is added to what is said here, each once, and stays. */
@Component
class ImportedReasons implements ChangeMerger {

    private static final int REASONS = 190;

    @Override
    public Class<DelayReasonChange> type() {
        return DelayReasonChange.class;
    }

    @Override
    public int order() {
        return REASONS;
    }

    @Override
    public void merge(MergeBatch batch) {
        JdbcClient jdbc = batch.jdbc();
        PlanStore store = new PlanStore(jdbc);
        batch.entries().stream()
                .filter(entry -> !entry.gone())
                .forEach(entry -> take(batch, jdbc, store, entry.inboxId(), (DelayReasonChange) entry.change()));
    }

    private static void take(
            MergeBatch batch, JdbcClient jdbc, PlanStore store, long inboxId, DelayReasonChange change) {
        short company = batch.company().id();
        Optional<Long> order = store.order(company, change.order());
        Optional<Long> phase = store.phase(company, change.phase()).or(() -> store.phaseNamed(company, change.phase()));
        if (order.isEmpty()) {
            batch.waitFor(inboxId, "ordemprod", "order number", change.order());
        } else if (phase.isEmpty()) {
            batch.waitFor(inboxId, "fase", "phase code", change.phase());
        } else if (change.reason().length() > PhaseBoard.LONGEST) {
            String message = "has more than " + PhaseBoard.LONGEST + " characters: shorten it";
            batch.reject(inboxId, new Issue(IssueCode.CONFLICT, "justificativa", message));
        } else {
            add(jdbc, batch, order.get(), phase.get(), change.reason());
        }
    }

    private static void add(JdbcClient jdbc, MergeBatch batch, long order, long phase, String reason) {
        jdbc.sql("""
                        with said as (
                          insert into hub.delay_justification (company_id, order_id, phase_id, reason, created_by)
                          select :company, :order, :phase, :reason, :by
                          where not exists (
                            select 1 from hub.delay_justification t
                            where t.order_id = :order and t.phase_id = :phase and t.reason = :reason and t.created_by = :by)
                          returning id, company_id
                        )
                        insert into hub.change_log (entity, row_id, company_id, kind)
                        select 'delay_justification', id, company_id, 'I' from said
                        """)
                .param("company", batch.company().id())
                .param("order", order)
                .param("phase", phase)
                .param("reason", reason)
                .param("by", batch.source())
                .update();
    }
}
