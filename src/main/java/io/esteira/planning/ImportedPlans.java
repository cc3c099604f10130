package io.esteira.planning;

import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.canonical.PlanChange;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.MergeBatch;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes plans over from another planning system, and lets them follow it until a person changes them. */
@Component
class ImportedPlans implements ChangeMerger {

    private static final int PLANS = 160;

    private final Clock clock;

    ImportedPlans(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Class<PlanChange> type() {
        return PlanChange.class;
    }

    @Override
    public int order() {
        return PLANS;
    }

    @Override
    public void merge(MergeBatch batch) {
        JdbcClient jdbc = batch.jdbc();
        new Import(batch, new PlanStore(jdbc), new RuleSets(jdbc)).run();
    }

    private final class Import {

        private final MergeBatch batch;
        private final Company company;
        private final PlanStore store;
        private final RuleSets rules;

        Import(MergeBatch batch, PlanStore store, RuleSets rules) {
            this.batch = batch;
            this.company = batch.company();
            this.store = store;
            this.rules = rules;
        }

        /** A plan that vanishes at the source stays, with what was made of it. */
        void run() {
            store.lock(company.id());
            batch.entries().stream()
                    .filter(entry -> !entry.gone())
                    .forEach(entry -> take(entry.inboxId(), (PlanChange) entry.change()));
        }

        private void take(long inboxId, PlanChange plan) {
            PlanInput input = input(plan);
            Optional<Refusal> refusal = PlanChecks.check(input);
            if (refusal.isPresent()) {
                refuse(inboxId, IssueCode.CONFLICT, refusal.get());
                return;
            }
            if (waits(inboxId, input)) {
                return;
            }
            Optional<Refusal> unknown = unknownCollection(input);
            if (unknown.isPresent()) {
                refuse(inboxId, IssueCode.UNKNOWN_CODE, unknown.get());
                return;
            }
            PlanStore.Row row = store.find(company.id(), input.code())
                    .filter(each -> !batch.source().equals(each.source()))
                    .orElseGet(() -> save(input));
            store.keepKey(row, batch.source(), plan.ref().key());
        }

        private void refuse(long inboxId, IssueCode code, Refusal refusal) {
            String field = refusal.field();
            batch.reject(inboxId, new Issue(code, field == null ? "payload" : field, refusal.message()));
        }

        /** For lots and kinds of invoices, by the codes that people use: whatever source brings them. */
        private boolean waits(long inboxId, PlanInput input) {
            List<String> lots = PlanChecks.orNone(input.lots()).stream()
                    .map(PlanInput.PlanLot::lot)
                    .toList();
            return waits(inboxId, "lotes", "lot code", store.unknown("lot", company.id(), lots))
                    || waits(
                            inboxId,
                            "tipos_nota",
                            "invoice type code",
                            store.unknown("invoice_type", company.id(), PlanChecks.orNone(input.invoiceTypes())));
        }

        private boolean waits(long inboxId, String field, String entity, List<String> unknown) {
            unknown.stream().findFirst().ifPresent(code -> batch.waitFor(inboxId, field, entity, code));
            return !unknown.isEmpty();
        }

        private Optional<Refusal> unknownCollection(PlanInput input) {
            LocalDate today = LocalDate.now(clock.withZone(company.zone()));
            return Plans.unknownCollection(store, rules, company, today, PlanChecks.orNone(input.collections()));
        }

        private PlanStore.Row save(PlanInput input) {
            PlanStore.Row row = store.save(company.id(), input, null, batch.source(), batch.source());
            store.setLots(row, PlanChecks.orNone(input.lots()));
            store.setInvoiceTypes(row, PlanChecks.orNone(input.invoiceTypes()));
            store.setGoals(row, PlanChecks.orNone(input.goals()));
            return row;
        }
    }

    private static PlanInput input(PlanChange plan) {
        return new PlanInput(
                plan.code(),
                plan.name(),
                plan.salesFrom(),
                plan.salesTo(),
                plan.invoiceFrom(),
                plan.invoiceTo(),
                DemandModel.LOT_FORECAST,
                null,
                plan.lots().stream()
                        .map(lot -> new PlanInput.PlanLot(lot.code(), lot.toScheduleFromBacklog()))
                        .toList(),
                plan.invoiceTypes(),
                plan.collections(),
                plan.goals().stream()
                        .map(goal -> new PlanInput.PlanGoal(
                                goal.category() ? PlanInput.GoalKind.CATEGORY : PlanInput.GoalKind.BRAND,
                                goal.name(),
                                goal.pieces(),
                                goal.amount()))
                        .toList());
    }
}
