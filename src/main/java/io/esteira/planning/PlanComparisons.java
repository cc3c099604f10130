package io.esteira.planning;

import io.esteira.planning.PlanComparison.Difference;
import io.esteira.planning.PlanComparison.Measure;
import io.esteira.planning.PlanComparison.Numbers;
import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets the targets that the system in use before the hub has saved beside the hub's, and says why they differ. */
@Component
public class PlanComparisons {

    public static final List<Role> MAY_READ = List.of(Role.PLANNER, Role.ANALYST, Role.IT);

    private record Former(String phase, String phaseName, Numbers numbers) {}

    private final PlanStore plans;
    private final RuleSets rules;
    private final Targets targets;
    private final TargetStatement statement;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    PlanComparisons(
            PlanStore plans,
            RuleSets rules,
            Targets targets,
            TargetStatement statement,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.plans = plans;
        this.rules = rules;
        this.targets = targets;
        this.statement = statement;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    public boolean mayRead(Caller caller) {
        return caller.hasAny(MAY_READ);
    }

    /**
     * Empty where there is no such plan for the caller.
     *
     * @param day null for the last of which targets were saved
     * @throws QuestionRefused where none of the day were saved
     */
    public Optional<PlanComparison> of(Caller caller, UUID plan, @Nullable LocalDate day) {
        return Objects.requireNonNull(transaction.execute(
                status -> plans.find(caller, plan).map(row -> compare(caller, row, savedDays(row), day))));
    }

    private List<LocalDate> savedDays(PlanStore.Row plan) {
        return jdbc.sql("""
                        select distinct day from hub.former_target where plan_id = ? and deleted_at is null order by day desc
                        """).param(plan.id()).query(LocalDate.class).list();
    }

    private PlanComparison compare(Caller caller, PlanStore.Row plan, List<LocalDate> saved, @Nullable LocalDate day) {
        if (saved.isEmpty()) {
            throw new QuestionRefused("No targets of this plan were read from the system in use before.");
        }
        LocalDate on = day == null ? saved.getFirst() : day;
        if (!saved.contains(on)) {
            throw new QuestionRefused(
                    "No targets of this plan were saved on " + on + "; the last are of " + saved.getFirst() + ".");
        }
        PlanTargets hub =
                targets.of(caller, plan.publicId(), TargetRequest.on(on, 1)).orElseThrow();
        PlanBasis basis = plans.basis(plan, rules.of(plan.companyId(), on));
        List<Former> former = former(plan, on);
        FormerWays ways = new FormerWays(
                basis, former.stream().noneMatch(PlanComparisons::hasOrders), other -> pieces(other, on));
        return new PlanComparison(plan.id(), on, hub.dataAsOf(), saved, phases(hub, former, ways));
    }

    private static boolean hasOrders(Former former) {
        return former.numbers().load().add(former.numbers().queue()).signum() != 0;
    }

    private Map<String, Measures> pieces(PlanBasis basis, LocalDate day) {
        return statement.rows(basis, TargetScope.on(day, 1)).stream()
                .filter(row -> row.phase() != null)
                .collect(Collectors.toMap(
                        row -> Objects.requireNonNull(row.phase()), TargetRow::measures, Measures::plus));
    }

    private List<Former> former(PlanStore.Row plan, LocalDate day) {
        return jdbc.sql("""
                        select phase, phase_name, forecast, to_schedule, load, queue, to_produce, days, daily_target
                        from hub.former_target where plan_id = ? and day = ? and deleted_at is null
                        """)
                .params(plan.id(), day)
                .query((row, n) -> new Former(
                        row.getString("phase"),
                        row.getString("phase_name"),
                        new Numbers(
                                row.getBigDecimal("forecast"),
                                row.getBigDecimal("to_schedule"),
                                row.getBigDecimal("load"),
                                row.getBigDecimal("queue"),
                                row.getBigDecimal("to_produce"),
                                row.getBigDecimal("days"),
                                row.getBigDecimal("daily_target"))))
                .list();
    }

    private static List<PlanComparison.Phase> phases(PlanTargets hub, List<Former> saved, FormerWays ways) {
        Map<String, PhaseTarget> own =
                hub.phases().stream().collect(Collectors.toMap(PhaseTarget::code, Function.identity()));
        Map<String, Former> others = new LinkedHashMap<>();
        saved.forEach(each -> others.put(each.phase(), each));
        TreeSet<String> codes = new TreeSet<>(own.keySet());
        codes.addAll(others.keySet());
        return codes.stream()
                .map(code -> phase(hub.asOf(), code, own.get(code), others.get(code), ways))
                .toList();
    }

    private static PlanComparison.Phase phase(
            LocalDate day, String code, @Nullable PhaseTarget own, @Nullable Former former, FormerWays ways) {
        if (former == null) {
            PhaseTarget target = Objects.requireNonNull(own);
            return new PlanComparison.Phase(code, target.name(), null, Numbers.of(target), hidden(target));
        }
        PhaseTarget target = own == null
                ? PhaseTarget.of(code, former.phaseName(), null, null, null, Measures.NONE, List.of())
                : own;
        return new PlanComparison.Phase(
                code,
                target.name(),
                former.numbers(),
                Numbers.of(target),
                new FormerDifferences(day, target, former.numbers(), ways).all());
    }

    /** A phase with nothing to make is missed by nobody. */
    private static List<Difference> hidden(PhaseTarget target) {
        BigDecimal missing = target.measures().toProduce();
        return missing.signum() == 0
                ? List.of()
                : List.of(new Difference(Measure.TO_PRODUCE, null, missing, List.of(PlanningDefect.PHASE_HIDDEN)));
    }
}
