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

/** What each phase has to make, computed from what is known now: nothing is stored, so all who ask see the same. */
@Component
public class Targets {

    static final List<Role> MAY_READ = List.of(Role.PLANNER, Role.LEADER, Role.ANALYST);

    static final String BASE = SqlFile.read(Targets.class, "target-base.sql");
    private static final String ROWS = BASE + SqlFile.read(Targets.class, "target-rows.sql");
    private static final String ORDERS = BASE + SqlFile.read(Targets.class, "target-orders.sql");
    private static final String ORIGINS = BASE + SqlFile.read(Targets.class, "target-origins.sql");
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
    private final Companies companies;
    private final Clock clock;
    private final JdbcClient jdbc;

    Targets(PlanStore plans, RuleSets rules, Companies companies, Clock clock, JdbcClient jdbc) {
        this.plans = plans;
        this.rules = rules;
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
        return plans.find(plan).filter(row -> caller.sees(row.companyId())).map(row -> compute(row, request));
    }

    private PlanTargets compute(PlanStore.Row plan, TargetRequest request) {
        Company company = companies.get(plan.companyId());
        LocalDate today = LocalDate.now(clock.withZone(company.zone()));
        LocalDate asOf = Objects.requireNonNullElse(request.asOf(), today);
        LocalDate from = Objects.requireNonNullElse(request.achievedFrom(), asOf);
        LocalDate to = Objects.requireNonNullElse(request.achievedTo(), from.isAfter(asOf) ? from : asOf);
        RuleSets.RuleSet ruleSet = rules.of(company.id(), asOf);
        refuseUnknown(company, request, ruleSet);
        List<TargetRow> rows = named(jdbc.sql(ROWS), plan, request, asOf, ruleSet)
                .param("level", request.depth())
                .param("phase", request.phase(), Types.VARCHAR)
                .param("achievedFrom", from)
                .param("achievedTo", to)
                .query((row, n) -> TargetRow.read(row))
                .list();
        TargetRow whole = rows.getFirst();
        return new PlanTargets(
                plan.id(),
                asOf,
                model(plan, request),
                ruleSet.id(),
                whole.measures().forecast(),
                whole.measures().toSchedule(),
                whole.measures().load(),
                from,
                to,
                Objects.requireNonNull(whole.days()),
                asOf.equals(today) ? hoursLeft(plan, company) : null,
                TargetTree.phases(rows.subList(1, rows.size())));
    }

    /** Orders that stand at a phase or have still to pass it, those that stand there first. Empty where there is no such plan. */
    public Optional<List<TargetOrder>> orders(
            Caller caller,
            UUID plan,
            String phase,
            @Nullable String category,
            @Nullable String style,
            @Nullable List<String> collections) {
        return asked(caller, plan, collections, ORDERS, statement -> statement
                .param("phase", phase)
                .param("category", category, Types.VARCHAR)
                .param("style", style, Types.VARCHAR)
                .query(TargetOrder.class)
                .list());
    }

    /** Where the queue of a phase is now. Empty where there is no such plan. */
    public Optional<List<QueueOrigin>> origins(
            Caller caller, UUID plan, String phase, @Nullable List<String> collections) {
        return asked(caller, plan, collections, ORIGINS, statement -> statement
                .param("phase", phase)
                .query(QueueOrigin.class)
                .list());
    }

    private <T> Optional<T> asked(
            Caller caller, UUID plan, @Nullable List<String> collections, String sql, Function<StatementSpec, T> read) {
        TargetRequest request = new TargetRequest(null, null, collections, null, null, null, 1);
        return plans.find(plan).filter(row -> caller.sees(row.companyId())).map(row -> {
            Company company = companies.get(row.companyId());
            LocalDate asOf = LocalDate.now(clock.withZone(company.zone()));
            RuleSets.RuleSet ruleSet = rules.of(company.id(), asOf);
            refuseUnknown(company, request, ruleSet);
            return read.apply(named(jdbc.sql(sql), row, request, asOf, ruleSet));
        });
    }

    void refuseUnknown(Company company, TargetRequest request, RuleSets.RuleSet ruleSet) {
        List<String> wanted = request.collections();
        if (wanted == null || wanted.isEmpty()) {
            return;
        }
        List<String> known = plans.collections(company.id(), ruleSet.json());
        wanted.stream().filter(label -> !known.contains(label)).findFirst().ifPresent(label -> {
            throw new UnknownCollection(label);
        });
    }

    static StatementSpec named(
            StatementSpec statement,
            PlanStore.Row plan,
            TargetRequest request,
            LocalDate asOf,
            RuleSets.RuleSet ruleSet) {
        DemandModel model = request.model();
        List<String> collections = request.collections();
        return statement
                .param("plan", plan.id())
                .param("asOf", asOf)
                .param("model", model == null ? null : model.name(), Types.VARCHAR)
                .param("collections", collections == null ? null : collections.toArray(String[]::new), Types.ARRAY)
                .param("rules", ruleSet.json());
    }

    private DemandModel model(PlanStore.Row plan, TargetRequest request) {
        return request.model() == null ? plan.demandModel() : request.model();
    }

    /** A half day is the first half of the shift. */
    private @Nullable BigDecimal hoursLeft(PlanStore.Row plan, Company company) {
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(company.zone()));
        return jdbc.sql("""
                        select c.starts_at, c.ends_at, (select d.work from hub.work_day_parts(c.id, :day, :day) d) as work
                        from hub.work_calendar c
                        where c.id = coalesce((select calendar_id from hub.plan where id = :plan), (
                          select d.id from hub.work_calendar d where d.company_id = :company and d.code = 'DEFAULT'))
                        """)
                .param("day", now.toLocalDate())
                .param("plan", plan.id())
                .param("company", company.id())
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
