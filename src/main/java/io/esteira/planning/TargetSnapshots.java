package io.esteira.planning;

import io.esteira.planning.SnapshotStore.Head;
import io.esteira.planning.SnapshotStore.Kind;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Targets as they were: kept each day and when people ask for it, never changed, and compared with one another. */
@Component
public class TargetSnapshots {

    private static final Logger log = LoggerFactory.getLogger(TargetSnapshots.class);
    private static final String HUB = "esteira";

    private final PlanStore plans;
    private final RuleSets rules;
    private final SnapshotStore store;
    private final Companies companies;
    private final Audit audit;
    private final ChangeSignals signals;
    private final Clock clock;
    private final LocalTime dailyAt;
    private final TransactionTemplate transaction;

    TargetSnapshots(
            PlanStore plans,
            RuleSets rules,
            SnapshotStore store,
            Companies companies,
            Audit audit,
            ChangeSignals signals,
            Clock clock,
            @Value("${esteira.planning.keep-targets-at:05:00}") String dailyAt,
            TransactionTemplate transaction) {
        this.plans = plans;
        this.rules = rules;
        this.store = store;
        this.companies = companies;
        this.audit = audit;
        this.signals = signals;
        this.clock = clock;
        this.dailyAt = LocalTime.parse(dailyAt);
        this.transaction = transaction;
    }

    /** Keeps the targets of now. The answer's id is that of what was kept. */
    public Plans.Answer keep(Caller caller, UUID plan) {
        if (!caller.hasAny(Plans.MAY_CHANGE)) {
            return new Plans.Answer.Refused(PlanningTexts.forbidden());
        }
        Plans.Answer answer = Objects.requireNonNull(transaction.execute(status -> plans.find(caller, plan)
                .<Plans.Answer>map(row -> new Plans.Answer.Done(keep(caller, row), List.of()))
                .orElseGet(() -> new Plans.Answer.Refused(PlanningTexts.planNotFound()))));
        if (answer instanceof Plans.Answer.Done) {
            signals.changed();
        }
        return answer;
    }

    private long keep(Caller caller, PlanStore.Row plan) {
        audit.record(caller, "targets.keep", plan.companyId(), plan.publicId().toString(), Map.of("code", plan.code()));
        return keep(plan, Kind.ON_DEMAND, caller.name());
    }

    private long keep(PlanStore.Row plan, Kind kind, String by) {
        store.lock(plan);
        LocalDate today = today(companies.get(plan.companyId()));
        PlanBasis basis = basis(plan, today);
        Instant now = clock.instant();
        Optional<PlanBasis> former = store.last(plan).map(Head::basis);
        bridges(former.orElse(basis), basis).forEach(bridge -> store.keep(plan, bridge, today, now, Kind.BRIDGE, by));
        return store.keep(plan, basis, today, now, kind, by);
    }

    /** What was decided before, over the schedule of now; then with the rules of now. Nothing where nothing else was decided. */
    private static List<PlanBasis> bridges(PlanBasis former, PlanBasis now) {
        List<PlanBasis> bridges = new ArrayList<>();
        boolean otherRules = !former.rules().json().equals(now.rules().json());
        boolean otherContents = !former.contents().equals(now.contents());
        if (otherRules || otherContents) {
            bridges.add(former.with(now.schedule()));
        }
        if (otherRules && otherContents) {
            bridges.add(now.with(former.contents()));
        }
        return bridges;
    }

    /** Of each plan that is under way, once a day; several instances keep one. */
    @Scheduled(initialDelay = 180_000, fixedDelay = 600_000)
    void keepDaily() {
        companies.all().forEach(this::keepDaily);
    }

    private void keepDaily(Company company) {
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(company.zone()));
        if (now.toLocalTime().isBefore(dailyAt)) {
            return;
        }
        for (PlanStore.Row plan : plans.underWay(company.id(), now.toLocalDate())) {
            try {
                keepDaily(plan, now.toLocalDate());
            } catch (RuntimeException e) {
                log.error("Targets of plan {} could not be kept, tries again later", plan.code(), e);
            }
        }
    }

    private void keepDaily(PlanStore.Row plan, LocalDate day) {
        if (store.hasDaily(plan, day)) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            store.lock(plan);
            if (!store.hasDaily(plan, day)) {
                keep(plan, Kind.DAILY, HUB);
            }
        });
        signals.changed();
    }

    /**
     * As they were kept on a day, down to the category. Empty where there is no such plan for the caller.
     *
     * @throws QuestionRefused where none of the day were kept
     */
    public Optional<PlanTargets> of(Caller caller, UUID plan, LocalDate day) {
        return inPlan(caller, plan, row -> {
            Head head = ofDay(row, day);
            TargetScope scope = TargetScope.on(head.asOf(), 2);
            WorkDays workDays = head.workDays();
            return PlanTargets.of(
                    row.id(),
                    head.takenAt(),
                    head.basis(),
                    scope,
                    store.rows(head),
                    workDays,
                    workDays.between(day, day),
                    null,
                    null);
        });
    }

    /** The last day whose targets were kept; empty where none were, or there is no such plan for the caller. */
    public Optional<LocalDate> lastDay(Caller caller, UUID plan) {
        return inPlan(caller, plan, row -> store.last(row).map(Head::asOf)).flatMap(Function.identity());
    }

    /**
     * Why targets are others than on an earlier day. Empty where there is no such plan for the caller.
     *
     * @param to a later day whose targets were kept; null for now
     * @throws QuestionRefused where none of a day were kept
     */
    public Optional<TargetChanges> changes(Caller caller, UUID plan, LocalDate from, @Nullable LocalDate to) {
        return inPlan(caller, plan, row -> {
            List<TargetState> states = to == null ? untilNow(row, ofDay(row, from)) : until(ofDay(row, from), row, to);
            TargetState first = states.getFirst();
            TargetState last = states.getLast();
            return new TargetChanges(
                    row.id(), first.asOf(), first.takenAt(), last.asOf(), last.takenAt(), TargetCauses.along(states));
        });
    }

    private List<TargetState> until(Head first, PlanStore.Row plan, LocalDate to) {
        Head last = ofDay(plan, to);
        List<Head> heads = decided(plan, first, last);
        if (heads.getLast().id() < last.id()) {
            heads.add(last);
        }
        return heads.stream().map(store::state).toList();
    }

    private List<TargetState> untilNow(PlanStore.Row plan, Head first) {
        LocalDate today = today(companies.get(plan.companyId()));
        PlanBasis basis = basis(plan, today);
        Instant now = clock.instant();
        Head last = store.last(plan).orElseThrow();
        List<TargetState> states = new ArrayList<>(
                decided(plan, first, last).stream().map(store::state).toList());
        bridges(last.basis(), basis).forEach(bridge -> states.add(store.now(bridge, today, now)));
        states.add(store.now(basis, today, now));
        return states;
    }

    private List<Head> decided(PlanStore.Row plan, Head first, Head last) {
        List<Head> heads = new ArrayList<>();
        heads.add(first);
        heads.addAll(store.decisions(plan, first.id(), last.id()));
        return heads;
    }

    private Head ofDay(PlanStore.Row plan, LocalDate day) {
        return store.ofDay(plan, day)
                .orElseThrow(() -> new QuestionRefused(store.firstDay(plan)
                        .map(first ->
                                "No targets of this plan were kept on " + day + "; the first are of " + first + ".")
                        .orElse("No targets of this plan have been kept yet.")));
    }

    private PlanBasis basis(PlanStore.Row plan, LocalDate day) {
        return plans.basis(plan, rules.of(plan.companyId(), day));
    }

    private <T> Optional<T> inPlan(Caller caller, UUID plan, Function<PlanStore.Row, T> work) {
        return Objects.requireNonNull(
                transaction.execute(status -> plans.find(caller, plan).map(work)));
    }

    private LocalDate today(Company company) {
        return LocalDate.now(clock.withZone(company.zone()));
    }
}
