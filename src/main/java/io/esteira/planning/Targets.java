package io.esteira.planning;

import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
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

    static final List<Role> MAY_READ = List.of(Role.PLANNER, Role.LEADER, Role.ANALYST);

    private static final String ORDERS = SqlFile.read(Targets.class, "target-orders.sql");
    private static final String ORIGINS = SqlFile.read(Targets.class, "target-origins.sql");
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

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

    private record Shift(LocalTime startsAt, LocalTime endsAt, BigDecimal work) {}

    private final PlanStore plans;
    private final RuleSets rules;
    private final TargetStatement statement;
    private final Companies companies;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Targets(
            PlanStore plans,
            RuleSets rules,
            TargetStatement statement,
            Companies companies,
            Clock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.plans = plans;
        this.rules = rules;
        this.statement = statement;
        this.transaction = transaction;
        this.companies = companies;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    public boolean mayRead(Caller caller) {
        return caller.hasAny(MAY_READ);
    }

    /**
     * Empty where there is no such plan for the caller.
     *
     * @throws UnknownCollection for a label that no lot or order of the company leads to
     */
    public Optional<PlanTargets> of(Caller caller, UUID plan, TargetRequest request) {
        return inPlan(caller, plan, row -> compute(row, request));
    }

    private PlanTargets compute(PlanStore.Row plan, TargetRequest request) {
        Company company = companies.get(plan.companyId());
        LocalDate today = today(company);
        LocalDate asOf = Objects.requireNonNullElse(request.asOf(), today);
        LocalDate from = Objects.requireNonNullElse(request.achievedFrom(), asOf);
        LocalDate to = Objects.requireNonNullElse(request.achievedTo(), from.isAfter(asOf) ? from : asOf);
        TargetScope scope = new TargetScope(asOf, from, to, request.phase(), request.depth());
        PlanBasis basis = basis(plan, company, asOf, request);
        return targets(plan, company, basis, scope);
    }

    private PlanTargets targets(PlanStore.Row plan, Company company, PlanBasis basis, TargetScope scope) {
        LocalDate asOf = scope.asOf();
        PlanBasis.Schedule schedule = basis.schedule();
        BigDecimal achievedDays = statement
                .workDays(schedule.calendarId(), scope.achievedFrom(), scope.achievedTo())
                .between(scope.achievedFrom(), scope.achievedTo());
        return PlanTargets.of(
                plan.id(),
                clock.instant(),
                basis,
                scope,
                statement.rows(basis, scope),
                statement.workDays(schedule.calendarId(), asOf, schedule.lastDay(asOf)),
                achievedDays,
                asOf.equals(today(company)) ? hoursLeft(schedule.calendarId(), company) : null);
    }

    /** Orders that stand at a phase or have still to pass it, those that stand there first. Empty where there is no such plan. */
    public Optional<List<TargetOrder>> orders(
            Caller caller,
            UUID plan,
            String phase,
            @Nullable String category,
            @Nullable String style,
            @Nullable List<String> collections) {
        return asked(caller, plan, collections, 4, ORDERS, query -> query.param("phase", phase)
                .param("category", category, Types.VARCHAR)
                .param("style", style, Types.VARCHAR)
                .query(TargetOrder.class)
                .list());
    }

    /** Where the queue of a phase is now. Empty where there is no such plan. */
    public Optional<List<QueueOrigin>> origins(
            Caller caller, UUID plan, String phase, @Nullable List<String> collections) {
        return asked(caller, plan, collections, 1, ORIGINS, query -> query.param("phase", phase)
                .query(QueueOrigin.class)
                .list());
    }

    private <T> Optional<T> asked(
            Caller caller,
            UUID plan,
            @Nullable List<String> collections,
            int depth,
            String sql,
            Function<StatementSpec, T> read) {
        TargetRequest request = new TargetRequest(null, null, collections, null, null, null, depth);
        return inPlan(caller, plan, row -> {
            Company company = companies.get(row.companyId());
            LocalDate asOf = today(company);
            return read.apply(statement.with(basis(row, company, asOf, request), asOf, depth, sql));
        });
    }

    private <T> Optional<T> inPlan(Caller caller, UUID plan, Function<PlanStore.Row, T> work) {
        return Objects.requireNonNull(transaction.execute(status ->
                plans.find(plan).filter(row -> caller.sees(row.companyId())).map(work)));
    }

    private PlanBasis basis(PlanStore.Row plan, Company company, LocalDate asOf, TargetRequest request) {
        RuleSets.RuleSet ruleSet = rules.of(company.id(), asOf);
        refuseUnknown(company, request, ruleSet);
        PlanBasis basis = plans.basis(plan, ruleSet);
        return basis.with(basis.contents().with(request.model(), request.collections()));
    }

    private void refuseUnknown(Company company, TargetRequest request, RuleSets.RuleSet ruleSet) {
        List<String> wanted = request.collections();
        if (wanted == null || wanted.isEmpty()) {
            return;
        }
        List<String> known = plans.collections(company.id(), ruleSet.json().toString());
        wanted.stream().filter(label -> !known.contains(label)).findFirst().ifPresent(label -> {
            throw new UnknownCollection(label);
        });
    }

    private LocalDate today(Company company) {
        return LocalDate.now(clock.withZone(company.zone()));
    }

    /** A half day is the first half of the shift. */
    private @Nullable BigDecimal hoursLeft(@Nullable Long calendarId, Company company) {
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(company.zone()));
        return jdbc.sql("""
                        select c.starts_at, c.ends_at, (select d.work from hub.work_day_parts(c.id, :day, :day) d) as work
                        from hub.work_calendar c
                        where c.id = :calendar
                        """)
                .param("day", now.toLocalDate())
                .param("calendar", calendarId, Types.BIGINT)
                .query(Shift.class)
                .optional()
                .map(shift -> hoursLeft(shift, now.toLocalTime()))
                .filter(hours -> hours.signum() > 0)
                .orElse(null);
    }

    private static BigDecimal hoursLeft(Shift shift, LocalTime now) {
        BigDecimal whole = BigDecimal.valueOf(
                Duration.between(shift.startsAt(), shift.endsAt()).toSeconds());
        BigDecimal worked = whole.multiply(shift.work());
        BigDecimal gone = BigDecimal.valueOf(
                Math.max(0, Duration.between(shift.startsAt(), now).toSeconds()));
        return worked.subtract(gone).divide(SECONDS_PER_HOUR, 4, RoundingMode.HALF_UP);
    }
}
