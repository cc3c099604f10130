package io.esteira.subcontracting;

import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.canonical.SubcontractCapacityChange;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.MergeBatch;
import io.esteira.planning.RuleSets;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Capacities that another planning system has; each follows it until a person sets it here or takes it away. */
@Component
class ImportedCapacities implements ChangeMerger {

    private static final int CAPACITIES = 230;

    private final RuleSets rules;
    private final Clock clock;

    ImportedCapacities(RuleSets rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Class<SubcontractCapacityChange> type() {
        return SubcontractCapacityChange.class;
    }

    @Override
    public int order() {
        return CAPACITIES;
    }

    @Override
    public void merge(MergeBatch batch) {
        SubcontractingStore store = new SubcontractingStore(batch.jdbc());
        Company company = batch.company();
        store.lock(company.id());
        LocalDate today = LocalDate.now(clock.withZone(company.zone()));
        List<String> categories =
                store.categories(rules.of(company.id(), today).json().toString());
        batch.entries().forEach(entry -> {
            SubcontractCapacityChange change = (SubcontractCapacityChange) entry.change();
            if (entry.gone()) {
                remove(batch, store, change);
            } else {
                take(batch, store, categories, entry.inboxId(), change);
            }
        });
    }

    private static void remove(MergeBatch batch, SubcontractingStore store, SubcontractCapacityChange change) {
        short company = batch.company().id();
        store.subcontractor(company, change.subcontractor())
                .flatMap(shop -> store.phase(company, change.phase())
                        .flatMap(phase -> store.following(shop, phase, change.category(), batch.source())))
                .ifPresent(row -> store.removeCapacity(row, batch.source(), batch.source()));
    }

    private static void take(
            MergeBatch batch,
            SubcontractingStore store,
            List<String> categories,
            long inboxId,
            SubcontractCapacityChange change) {
        short company = batch.company().id();
        Optional<Long> shop = store.subcontractor(company, change.subcontractor());
        Optional<Long> phase = store.phase(company, change.phase());
        AgreedCapacity capacity = new AgreedCapacity(change.category(), change.piecesPerDay(), change.leadTimeDays());
        Optional<Refusal> refusal = Subcontracting.check(List.of(capacity), null);
        if (shop.isEmpty()) {
            batch.waitFor(inboxId, "codfaccionista", "subcontractor code", change.subcontractor());
        } else if (phase.isEmpty()) {
            batch.waitFor(inboxId, "codfase", "phase code", change.phase());
        } else if (!categories.contains(change.category())) {
            String message = "'" + change.category()
                    + "' is no category of the company's rules: mend it, or let the rules tell it and replay this record";
            batch.reject(inboxId, new Issue(IssueCode.UNKNOWN_CODE, "nomecategoria", message));
        } else if (refusal.isPresent()) {
            batch.reject(
                    inboxId,
                    new Issue(
                            IssueCode.INVALID_NUMBER,
                            "Capacidade/dia",
                            refusal.get().message()));
        } else {
            String nickname = change.nickname();
            if (nickname != null) {
                store.setNickname(shop.get(), nickname);
            }
            store.saveCapacity(company, shop.get(), phase.get(), capacity, null, batch.source(), batch.source());
        }
    }
}
