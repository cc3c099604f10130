package io.esteira.subcontracting;

import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.canonical.SubcontractStatusChange;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.MergeBatch;
import io.esteira.platform.Refusal;
import io.esteira.subcontracting.Subcontracting.Told;
import io.esteira.subcontracting.SubcontractingStore.OrderRow;
import io.esteira.subcontracting.SubcontractingStore.Origin;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What people have told another planning system of orders at subcontractors. Each is added once and stays; none holds before what people
 * tell here.
 */
@Component
class ImportedStatuses implements ChangeMerger {

    private static final int STATUSES = 240;

    @Override
    public Class<SubcontractStatusChange> type() {
        return SubcontractStatusChange.class;
    }

    @Override
    public int order() {
        return STATUSES;
    }

    /** As they were told, so that of two of one moment the later is the later here too. */
    @Override
    public void merge(MergeBatch batch) {
        SubcontractingStore store = new SubcontractingStore(batch.jdbc());
        batch.entries().stream()
                .filter(entry -> !entry.gone())
                .sorted(Comparator.comparing(entry -> change(entry).toldAt()))
                .forEach(entry -> take(batch, store, entry.inboxId(), change(entry)));
    }

    private static SubcontractStatusChange change(MergeBatch.Entry entry) {
        return (SubcontractStatusChange) entry.change();
    }

    private static void take(
            MergeBatch batch, SubcontractingStore store, long inboxId, SubcontractStatusChange change) {
        short company = batch.company().id();
        String key = change.ref().key();
        if (store.isKept(company, batch.source(), key)) {
            return;
        }
        Told told = new Told(SubcontractStatus.valueOf(change.status().name()), change.note(), change.promisedOn());
        Optional<Refusal> refusal = Subcontracting.check(told);
        Optional<OrderRow> order = store.order(company, change.order());
        List<Long> holders = order.map(
                        row -> store.holdersOn(row.id(), change.toldAt().toLocalDate()))
                .orElseGet(List::of);
        if (refusal.isPresent()) {
            batch.reject(inboxId, issue(refusal.get()));
        } else if (order.isEmpty()) {
            batch.waitFor(inboxId, "numeroop", "order number", change.order());
        } else if (holders.isEmpty()) {
            batch.waitFor(inboxId, "numeroop", "order at a subcontractor", change.order());
        } else if (holders.size() > 1) {
            String message = "several subcontractors have order " + change.order()
                    + ", and this table does not say which one is meant: tell it in the hub";
            batch.reject(inboxId, new Issue(IssueCode.CONFLICT, "numeroop", message));
        } else {
            Origin origin = new Origin(
                    batch.source(),
                    key,
                    change.toldAt().atZone(batch.company().zone()).toInstant(),
                    change.superseded());
            long unused = store.addStatus(
                    order.get(),
                    holders.getFirst(),
                    told,
                    origin,
                    Objects.requireNonNullElse(change.toldBy(), batch.source()));
        }
    }

    private static Issue issue(Refusal refusal) {
        return refusal.is(SubcontractingTexts.Code.INVALID_DATE)
                ? new Issue(IssueCode.INVALID_DATE, "dataPrevAtualizada", refusal.message())
                : new Issue(IssueCode.CONFLICT, "justificativa", refusal.message());
    }
}
