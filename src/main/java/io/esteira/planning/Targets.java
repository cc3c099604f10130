package io.esteira.planning;

import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What each phase has to make, computed from what is known now: nothing is stored, so all who ask see the same. */
@Component
public class Targets {

    public static final List<Role> MAY_READ = List.of(Role.PLANNER, Role.LEADER, Role.ANALYST);

    private static final String ORDERS = SqlFile.read(Targets.class, "target-orders.sql");
    private static final String ORIGINS = SqlFile.read(Targets.class, "target-origins.sql");
    private static final String NEXT = SqlFile.read(Targets.class, "next-orders.sql");

    /**
     * An order that stands at a phase, or has still to pass it, with the pieces of one product.
     *
     * @param stands whether it stands there; otherwise it is in the queue
     * @param comesNext whether the phase is the next that it passes
     */
    public record TargetOrder(
            String number,
            @Nullable String priority,
            @Nullable String lot,
            String collection,
            @Nullable String atPhase,
            @Nullable String atPhaseName,
            String category,
            String styleCode,
            String itemName,
            BigDecimal pieces,
            boolean stands,
            boolean comesNext) {}

    /** Where pieces of a phase's queue are now. */
    public record QueueOrigin(String phase, String phaseName, BigDecimal pieces, BigDecimal comingNext) {}

    /**
     * An order whose next phase is the one that was asked for.
     *
     * @param enteredOn when it came to the phase where it is; null where nothing was posted before that phase
     * @param daysAtPhase calendar days since; negative where that day is still to come
     * @param startedOn first day of anything posted on it
     * @param delayReason what a leader has said last of its delay there
     */
    public record NextOrder(
            String number,
            @Nullable String priority,
            @Nullable String lot,
            String collection,
            String styleCode,
            String styleName,
            String atPhase,
            String atPhaseName,
            BigDecimal pieces,
            @Nullable LocalDate enteredOn,
            @Nullable Integer daysAtPhase,
            @Nullable LocalDate startedOn,
            @Nullable String delayReason) {}

    private final PlanStore plans;
    private final RuleSets rules;
    private final TargetStatement statement;
    private final ScenarioBasis tries;
    private final Companies companies;
    private final Clock clock;
    private final TargetCounts counts;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Targets(
            PlanStore plans,
            RuleSets rules,
            TargetStatement statement,
            ScenarioBasis tries,
            Companies companies,
            Clock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.plans = plans;
        this.rules = rules;
        this.statement = statement;
        this.tries = tries;
        this.transaction = transaction;
        this.companies = companies;
        this.clock = clock;
        this.counts = new TargetCounts(clock);
        this.jdbc = jdbc;
    }

    public boolean mayRead(Caller caller) {
        return caller.hasAny(MAY_READ);
    }

    /**
     * Empty where there is no such plan for the caller.
     *
     * @throws QuestionRefused for a phase that the company does not have, a label that no lot or order of it leads to, days that cannot be,
     *     and more parts than are told at once
     */
    public Optional<PlanTargets> of(Caller caller, UUID plan, TargetRequest request) {
        return inPlan(caller, plan, row -> compute(row, request, null));
    }

    private PlanTargets compute(PlanStore.Row plan, TargetRequest request, @Nullable Scenario scenario) {
        Company company = companies.get(plan.companyId());
        TargetScope asked = TargetScope.of(request, today(company));
        PlanBasis decided = basis(plan, company, asked.asOf(), request);
        PlanBasis basis = scenario == null ? decided : tries.basis(plan, decided, scenario);
        TargetScope scope = asked.onPhase(request.phase() == null ? null : counted(basis, request.phase()));
        Map<LocalDate, BigDecimal> otherDays = scenario == null ? Map.of() : scenario.days();
        return targets(plan, basis, scope, statement.rows(basis, scope), clock.instant(), otherDays);
    }

    /** Of a phase that is folded into another the other is meant. */
    private String counted(PlanBasis basis, String phase) {
        return plans.countedAs(
                        basis.contents().companyId(),
                        phase,
                        basis.rules().json().toString())
                .orElseThrow(() -> QuestionRefused.unknown("phase", phase));
    }

    private PlanTargets targets(
            PlanStore.Row plan,
            PlanBasis basis,
            TargetScope scope,
            List<TargetRow> rows,
            Instant countedAt,
            Map<LocalDate, BigDecimal> otherDays) {
        LocalDate asOf = scope.asOf();
        PlanBasis.Schedule schedule = basis.schedule();
        Company company = companies.get(plan.companyId());
        BigDecimal achievedDays = statement
                .workDays(schedule.calendarId(), scope.achievedFrom(), scope.achievedTo())
                .between(scope.achievedFrom(), scope.achievedTo());
        Shift shift = shift(schedule.calendarId(), asOf);
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(company.zone()));
        return PlanTargets.of(
                plan.id(),
                countedAt,
                basis,
                scope,
                rows,
                statement
                        .workDays(schedule.calendarId(), asOf, schedule.lastDay(asOf))
                        .with(otherDays),
                achievedDays,
                shift == null || !asOf.equals(now.toLocalDate()) ? null : hoursLeft(shift, now.toLocalTime()),
                shift);
    }

    /**
     * The same plan by other windows, days, rules. Empty where there is no such plan for the caller.
     *
     * @throws QuestionRefused for a phase, calendar or collection that the company does not have, and for rules that cannot be used
     */
    public Optional<List<Scenario.Outcome>> scenarios(
            Caller caller, UUID plan, TargetRequest request, List<Scenario> scenarios) {
        return inPlan(caller, plan, row -> scenarios.stream()
                .map(scenario -> new Scenario.Outcome(scenario.name(), compute(row, request.by(scenario), scenario)))
                .toList());
    }

    /** Looks at the targets of a plan again and again. Empty where there is no such plan for the caller. */
    public Optional<TargetWatch> watch(Caller caller, UUID plan, int depth) {
        return plans.find(caller, plan).map(row -> new TargetWatch(row.id(), new Live(row), depth, counts, clock));
    }

    private final class Live implements TargetWatch.Source {

        private final PlanStore.Row plan;
        private final Company company;

        Live(PlanStore.Row plan) {
            this.plan = plan;
            this.company = companies.get(plan.companyId());
        }

        @Override
        public LocalDate today() {
            return Targets.this.today(company);
        }

        @Override
        public PlanBasis basis(LocalDate day) {
            return plans.basis(plan, rules.of(company.id(), day));
        }

        @Override
        public List<TargetRow> count(PlanBasis basis, TargetScope scope) {
            return Objects.requireNonNull(transaction.execute(status -> statement.rows(basis, scope)));
        }

        @Override
        public PlanTargets targets(PlanBasis basis, TargetScope scope, List<TargetRow> rows, Instant countedAt) {
            return Targets.this.targets(plan, basis, scope, rows, countedAt, Map.of());
        }
    }

    /**
     * Orders whose next phase is this one, the most urgent first. Empty where there is no such plan.
     *
     * @throws QuestionRefused for a phase that the company does not have
     */
    public Optional<List<NextOrder>> nextOrders(Caller caller, UUID plan, String phase, int first) {
        return asked(caller, plan, phase, null, 1, NEXT, query -> query.param("first", first)
                .query(NextOrder.class)
                .list());
    }

    /**
     * Orders that stand at a phase or have still to pass it, those that stand there first. Empty where there is no such plan.
     *
     * @throws QuestionRefused for a phase or a collection that the company does not have
     */
    public Optional<List<TargetOrder>> orders(
            Caller caller,
            UUID plan,
            String phase,
            @Nullable String category,
            @Nullable String style,
            @Nullable List<String> collections) {
        return asked(
                caller, plan, phase, collections, 4, ORDERS, query -> query.param("category", category, Types.VARCHAR)
                        .param("style", style, Types.VARCHAR)
                        .query(TargetOrder.class)
                        .list());
    }

    /**
     * Where the queue of a phase is now. Empty where there is no such plan.
     *
     * @throws QuestionRefused for a phase or a collection that the company does not have
     */
    public Optional<List<QueueOrigin>> origins(
            Caller caller, UUID plan, String phase, @Nullable List<String> collections) {
        return asked(caller, plan, phase, collections, 1, ORIGINS, query -> query.query(QueueOrigin.class)
                .list());
    }

    private <T> Optional<T> asked(
            Caller caller,
            UUID plan,
            String phase,
            @Nullable List<String> collections,
            int depth,
            String sql,
            Function<StatementSpec, T> read) {
        TargetRequest request = new TargetRequest(null, null, collections, null, null, phase, depth);
        return inPlan(caller, plan, row -> {
            Company company = companies.get(row.companyId());
            LocalDate asOf = today(company);
            PlanBasis basis = basis(row, company, asOf, request);
            return read.apply(statement.with(basis, asOf, depth, sql).param("phase", counted(basis, phase)));
        });
    }

    private <T> Optional<T> inPlan(Caller caller, UUID plan, Function<PlanStore.Row, T> work) {
        return Objects.requireNonNull(
                transaction.execute(status -> plans.find(caller, plan).map(work)));
    }

    private PlanBasis basis(PlanStore.Row plan, Company company, LocalDate asOf, TargetRequest request) {
        RuleSets.RuleSet ruleSet = rules.of(company.id(), asOf);
        refuseUnknown(company, request, ruleSet);
        PlanBasis basis = plans.basis(plan, ruleSet);
        return basis.with(only(basis.contents(), company, request.lots()).with(request.model(), request.collections()));
    }

    private PlanBasis.Contents only(PlanBasis.Contents contents, Company company, @Nullable List<String> lots) {
        if (lots == null || lots.isEmpty()) {
            return contents;
        }
        List<Long> wanted = lots.stream()
                .distinct()
                .map(code -> plans.lot(company.id(), code)
                        .filter(contents.lots()::contains)
                        .orElseThrow(() -> new QuestionRefused("The plan has no lot \"" + code + "\".")))
                .toList();
        return contents.of(wanted);
    }

    /** Labels that collections can be chosen by: those that the company's lots and orders lead to by the rules of today. */
    public List<String> collections(Company company) {
        RuleSets.RuleSet ruleSet = rules.of(company.id(), today(company));
        return plans.collections(company.id(), ruleSet.json().toString()).stream()
                .sorted()
                .toList();
    }

    void refuseUnknown(Company company, TargetRequest request, RuleSets.RuleSet ruleSet) {
        List<String> wanted = request.collections();
        if (wanted == null || wanted.isEmpty()) {
            return;
        }
        List<String> known = plans.collections(company.id(), ruleSet.json().toString());
        wanted.stream().filter(label -> !known.contains(label)).findFirst().ifPresent(label -> {
            throw QuestionRefused.unknown("collection", label);
        });
    }

    private LocalDate today(Company company) {
        return LocalDate.now(clock.withZone(company.zone()));
    }

    private @Nullable Shift shift(@Nullable Long calendarId, LocalDate day) {
        return jdbc.sql("""
                        select c.starts_at, c.ends_at, (select d.work from hub.work_day_parts(c.id, :day, :day) d) as work
                        from hub.work_calendar c
                        where c.id = :calendar
                        """)
                .param("day", day)
                .param("calendar", calendarId, Types.BIGINT)
                .query(Shift.class)
                .optional()
                .orElse(null);
    }

    private static @Nullable BigDecimal hoursLeft(Shift shift, LocalTime now) {
        BigDecimal left = shift.left(now);
        return left.signum() > 0 ? left : null;
    }
}
