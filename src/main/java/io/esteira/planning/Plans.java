package io.esteira.planning;

import io.esteira.planning.PlanningTexts.Code;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import java.time.Clock;
import java.time.Instant;
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
import tools.jackson.databind.JsonNode;

/** What people may do with plans, their windows and their rules. Each act is audited; targets follow from its commit on. */
@Component
public class Plans {

    public static final List<Role> MAY_CHANGE = List.of(Role.PLANNER);

    /** What became of a wish. */
    public sealed interface Answer {

        /**
         * @param id internal id of the plan, or of the rules
         * @param warnings what a person should know, in English and Portuguese
         */
        record Done(long id, List<Warning> warnings) implements Answer {}

        /**
         * What would be: nothing was done.
         *
         * @param changes of the plans that are under way
         */
        record Tried(List<TargetChanges> changes) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    /** What was done all the same. */
    public record Warning(String message, String messagePt) {}

    private static final Warning OUTSIDE = new Warning(
            "The window reaches beyond the plan, from its first day of sales to its last of invoicing.",
            "O cronograma da fase ultrapassa o plano, do primeiro dia de vendas ao último de faturamento.");

    private final PlanStore store;
    private final RuleSets rules;
    private final SnapshotStore snapshots;
    private final Companies companies;
    private final Audit audit;
    private final ChangeSignals signals;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Plans(
            PlanStore store,
            RuleSets rules,
            SnapshotStore snapshots,
            Companies companies,
            Audit audit,
            ChangeSignals signals,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.rules = rules;
        this.snapshots = snapshots;
        this.companies = companies;
        this.audit = audit;
        this.signals = signals;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Adds a plan, or changes the one of its code. */
    public Answer save(Caller caller, String company, PlanInput plan) {
        Optional<Company> found = visible(caller, company);
        return permitted(caller)
                .or(() ->
                        found.isEmpty() ? Optional.of(Refusal.unknownCompany(Code.UNKNOWN_COMPANY)) : Optional.empty())
                .or(() -> PlanChecks.check(plan))
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> done(() -> save(caller, found.orElseThrow(), plan)));
    }

    private Answer save(Caller caller, Company company, PlanInput plan) {
        store.lock(company.id());
        Optional<Refusal> unknown = unknown(company, plan);
        if (unknown.isPresent()) {
            return new Answer.Refused(unknown.get());
        }
        String calendar = plan.calendar();
        Long calendarId =
                calendar == null ? null : store.calendar(company.id(), calendar).orElseThrow();
        PlanStore.Row row = store.save(company.id(), plan, calendarId, null, caller.name());
        if (plan.lots() != null) {
            store.setLots(row, plan.lots());
        }
        if (plan.invoiceTypes() != null) {
            store.setInvoiceTypes(row, plan.invoiceTypes());
        }
        if (plan.goals() != null) {
            store.setGoals(row, plan.goals());
        }
        record(caller, "plan.save", row, Map.of("plan", plan));
        return new Answer.Done(row.id(), List.of());
    }

    private Optional<Refusal> unknown(Company company, PlanInput plan) {
        short id = company.id();
        String calendar = plan.calendar();
        if (calendar != null && store.calendar(id, calendar).isEmpty()) {
            return Optional.of(Refusal.unknown(Code.UNKNOWN_CALENDAR, "calendar", calendar));
        }
        List<String> lots = PlanChecks.orNone(plan.lots()).stream()
                .map(PlanInput.PlanLot::lot)
                .toList();
        List<String> wanted = PlanChecks.orNone(plan.collections());
        return PlanChecks.firstOf(Code.UNKNOWN_LOT, "lots", store.unknown("lot", id, lots))
                .or(() -> PlanChecks.firstOf(
                        Code.UNKNOWN_INVOICE_TYPE,
                        "invoiceTypes",
                        store.unknown("invoice_type", id, PlanChecks.orNone(plan.invoiceTypes()))))
                .or(() -> unknownCollection(company, wanted));
    }

    private Optional<Refusal> unknownCollection(Company company, List<String> wanted) {
        return unknownCollection(store, rules, company, today(company), wanted);
    }

    /** One that no lot or order of the company leads to by the rules of the day. */
    static Optional<Refusal> unknownCollection(
            PlanStore store, RuleSets rules, Company company, LocalDate today, List<String> wanted) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<String> known = store.collections(
                company.id(), rules.of(company.id(), today).json().toString());
        return PlanChecks.firstOf(
                Code.UNKNOWN_COLLECTION,
                "collections",
                wanted.stream().filter(label -> !known.contains(label)).toList());
    }

    /** Sets the days in which the plan has the phase work; a window outside of the plan is a warning. */
    public Answer setWindow(Caller caller, UUID plan, String phase, LocalDate startsOn, LocalDate endsOn) {
        return permitted(caller)
                .or(() -> PlanChecks.days("endsOn", startsOn, endsOn))
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> onPhase(caller, plan, phase, (row, phaseId) -> {
                    store.takeOver(row);
                    store.setWindow(row, phaseId, startsOn, endsOn, caller.name());
                    record(
                            caller,
                            "phaseWindow.set",
                            row,
                            Map.of("phase", phase, "from", startsOn.toString(), "to", endsOn.toString()));
                    boolean outside = endsOn.isAfter(row.invoiceTo()) || startsOn.isBefore(row.salesFrom());
                    return new Answer.Done(row.id(), outside ? List.of(OUTSIDE) : List.of());
                }));
    }

    /** Takes a window back: the phase has no days, and no daily target. */
    public Answer removeWindow(Caller caller, UUID plan, String phase) {
        return permitted(caller)
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> onPhase(caller, plan, phase, (row, phaseId) -> {
                    store.takeOver(row);
                    store.removeWindow(row, phaseId);
                    record(caller, "phaseWindow.remove", row, Map.of("phase", phase));
                    return new Answer.Done(row.id(), List.of());
                }));
    }

    private interface PhaseWork {
        Answer of(PlanStore.Row plan, long phaseId);
    }

    private Answer onPhase(Caller caller, UUID plan, String phase, PhaseWork work) {
        return done(() -> {
            Optional<PlanStore.Row> row = store.find(caller, plan);
            if (row.isEmpty()) {
                return new Answer.Refused(PlanningTexts.planNotFound());
            }
            store.lock(row.get().companyId());
            return store.phase(row.get().companyId(), phase)
                    .map(id -> work.of(row.get(), id))
                    .orElseGet(() -> new Answer.Refused(Refusal.unknown(Code.UNKNOWN_PHASE, "phase", phase)));
        });
    }

    /** What targets would be by these rules on the first day that they hold for, today for an earlier one. */
    public Answer tryRules(Caller caller, String company, LocalDate validFrom, JsonNode given) {
        return checked(caller, company, validFrom, given)
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> {
                    Company of = visible(caller, company).orElseThrow();
                    LocalDate today = today(of);
                    LocalDate day = validFrom.isBefore(today) ? today : validFrom;
                    return Objects.requireNonNull(
                            transaction.execute(status -> new Answer.Tried(store.underWay(of.id(), day).stream()
                                    .map(plan -> tried(plan, day, given))
                                    .toList())));
                });
    }

    private TargetChanges tried(PlanStore.Row plan, LocalDate day, JsonNode given) {
        PlanBasis basis = store.basis(plan, rules.of(plan.companyId(), day));
        Instant now = clock.instant();
        TargetState before = snapshots.now(basis, day, now);
        TargetState after = snapshots.now(basis.with(rules.tried(given)), day, now);
        return new TargetChanges(plan.id(), day, now, day, now, TargetCauses.along(List.of(before, after)));
    }

    /**
     * Adds a set of rules, valid from a day on. Earlier sets stay, and what was computed by them.
     *
     * @param given what is left out is as it is usual
     */
    public Answer saveRules(Caller caller, String company, LocalDate validFrom, JsonNode given, @Nullable String note) {
        return checked(caller, company, validFrom, given)
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> done(() -> {
                    Company of = visible(caller, company).orElseThrow();
                    long id = rules.add(of, validFrom, given, note, caller.name());
                    audit.record(
                            caller,
                            "planningRules.save",
                            of.id(),
                            validFrom.toString(),
                            Map.of("rules", given.toString()));
                    return new Answer.Done(id, List.of());
                }));
    }

    private Optional<Refusal> checked(Caller caller, String company, LocalDate validFrom, JsonNode given) {
        return permitted(caller)
                .or(() -> visible(caller, company).isEmpty()
                        ? Optional.of(Refusal.unknownCompany(Code.UNKNOWN_COMPANY))
                        : Optional.empty())
                .or(() -> PlanChecks.days("validFrom", validFrom, validFrom))
                .or(() -> rules.check(given)
                        .map(what -> PlanningTexts.invalidRules(
                                "The rules cannot be used: " + what, "As regras não podem ser usadas: " + what)));
    }

    private Answer done(Supplier<Answer> work) {
        Answer answer = Objects.requireNonNull(transaction.execute(status -> work.get()));
        if (answer instanceof Answer.Done) {
            signals.changed();
        }
        return answer;
    }

    private Optional<Company> visible(Caller caller, String company) {
        return companies.find(company).filter(each -> caller.sees(each.id()));
    }

    private LocalDate today(Company company) {
        return LocalDate.now(clock.withZone(company.zone()));
    }

    private void record(Caller caller, String action, PlanStore.Row row, Map<String, ?> detail) {
        audit.record(caller, action, row.companyId(), row.publicId().toString(), detail);
    }

    private static Optional<Refusal> permitted(Caller caller) {
        return caller.hasAny(MAY_CHANGE) ? Optional.empty() : Optional.of(PlanningTexts.forbidden());
    }
}
