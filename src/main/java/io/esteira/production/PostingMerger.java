package io.esteira.production;

import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.PostingChange;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.MergeBatch;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Merges postings read from a source. */
@Component
class PostingMerger implements ChangeMerger {

    /** After orders and their steps. */
    private static final int ORDER = 700;

    private final PostingAlerts alerts;

    PostingMerger(PostingAlerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public Class<? extends CanonicalChange> type() {
        return PostingChange.class;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void merge(MergeBatch batch) {
        List<MergeBatch.Entry> entries =
                batch.latest(entry -> ((PostingChange) entry.change()).ref().key());
        if (entries.isEmpty()) {
            return;
        }
        List<StagedPosting> staged = entries.stream()
                .map(entry -> StagedPosting.of(entry, (PostingChange) entry.change()))
                .toList();
        PostingMerge merge = new PostingMerge(
                        batch.connection(), batch.company(), batch.source(), PostingMerge.How.POLL)
                .stage(staged);
        for (PostingMerge.Row row : merge.write()) {
            handBack(batch, entries.get(row.n()), row);
        }
        alerts.tell(batch.company(), merge.oddities());
    }

    private static void handBack(MergeBatch batch, MergeBatch.Entry entry, PostingMerge.Row row) {
        PostingChange change = (PostingChange) entry.change();
        if (entry.gone()) {
            return;
        }
        if (!row.orderKnown()) {
            batch.waitFor(
                    entry.inboxId(), "order", "production_order", change.order().key());
            return;
        }
        String step = change.sequence() != null
                ? change.sequence().toString()
                : Objects.requireNonNullElse(change.operation(), "");
        if (row.steps() > 1) {
            Issue issue = new Issue(
                    IssueCode.CONFLICT,
                    "step",
                    "order " + change.order().key() + " has " + row.steps() + " steps \"" + step
                            + "\": give the position of the step");
            batch.reject(entry.inboxId(), issue);
        } else if (!row.stepKnown()) {
            batch.waitFor(entry.inboxId(), "step", "order_step", change.order().key() + "/" + step);
        }
    }
}
