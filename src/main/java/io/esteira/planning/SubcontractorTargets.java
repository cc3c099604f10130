package io.esteira.planning;

import io.esteira.planning.SubcontractorRequest.Capacity;
import io.esteira.planning.SubcontractorTarget.Pieces;
import io.esteira.planning.SubcontractorTarget.Shop;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each subcontractor of a phase has to make: by the same statement as the phase's own targets, shared out by free capacity. */
@Component
public class SubcontractorTargets {

    private static final String ROWS = SqlFile.read(SubcontractorTargets.class, "target-subcontractors.sql");

    /** A row of the statement: the phase (no category), a category (no subcontractor), or a subcontractor's part of one. */
    private record Row(
            @Nullable String category,
            @Nullable String code,
            @Nullable String name,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            @Nullable BigDecimal days,
            @Nullable Pieces pieces,
            @Nullable Shop shop) {

        static Row read(ResultSet row) throws SQLException {
            String category = row.getString("category");
            String code = row.getString("code");
            String name = row.getString("name");
            BigDecimal days = row.getBigDecimal("days");
            return new Row(
                    category,
                    code,
                    name,
                    row.getObject("starts_on", LocalDate.class),
                    row.getObject("ends_on", LocalDate.class),
                    days,
                    category == null || code != null
                            ? null
                            : new Pieces(
                                    row.getBigDecimal("unassigned"),
                                    row.getBigDecimal("queue"),
                                    row.getBigDecimal("to_schedule")),
                    category == null || code == null
                            ? null
                            : new Shop(
                                    code,
                                    name,
                                    row.getBigDecimal("capacity"),
                                    row.getObject("lead_time_days", Integer.class),
                                    days,
                                    row.getBigDecimal("load"),
                                    row.getBigDecimal("sent"),
                                    row.getBigDecimal("returned")));
        }
    }

    /** What one category is made of. */
    private static final class Parts {
        private Pieces pieces = new Pieces(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        private final List<Shop> shops = new ArrayList<>();
    }

    private final Targets targets;
    private final PlanStore plans;
    private final RuleSets rules;
    private final Companies companies;
    private final Clock clock;
    private final TargetStatement statement;
    private final ComputedReads reads;

    SubcontractorTargets(
            Targets targets,
            PlanStore plans,
            RuleSets rules,
            Companies companies,
            Clock clock,
            TargetStatement statement,
            ComputedReads reads) {
        this.targets = targets;
        this.plans = plans;
        this.rules = rules;
        this.companies = companies;
        this.clock = clock;
        this.statement = statement;
        this.reads = reads;
    }

    /**
     * Empty where there is no such plan for the caller.
     *
     * @throws QuestionRefused for a phase or subcontractor that the company does not have, a label that no lot or order of it leads to, and
     *     capacities that cannot be
     */
    public Optional<PhaseSubcontracting> of(Caller caller, UUID plan, SubcontractorRequest request) {
        return reads.read(() -> plans.find(caller, plan).map(row -> compute(row, request)));
    }

    private PhaseSubcontracting compute(PlanStore.Row plan, SubcontractorRequest request) {
        Company company = companies.get(plan.companyId());
        TargetRequest asked = request.targets();
        TargetScope scope = TargetScope.of(asked, LocalDate.now(clock.withZone(company.zone())));
        LocalDate asOf = scope.asOf();
        RuleSets.RuleSet ruleSet = rules.of(company.id(), asOf);
        targets.refuseUnknown(company, asked, ruleSet);
        refuseUnusable(company, request.capacities());
        PlanBasis decided = plans.basis(plan, ruleSet);
        PlanBasis basis = decided.with(decided.contents().with(null, request.collections()));
        List<Row> rows = statement
                .with(basis, asOf, scope.depth(), ROWS)
                .param("plan", plan.id())
                .param("calendar", basis.schedule().calendarId(), Types.BIGINT)
                .param("phase", request.phase())
                .param("triedSubcontractors", tried(request, Capacity::subcontractor))
                .param("triedCategories", tried(request, Capacity::category))
                .param(
                        "triedPieces",
                        request.capacities().stream()
                                .map(Capacity::piecesPerDay)
                                .toArray(BigDecimal[]::new))
                .param("achievedFrom", scope.achievedFrom())
                .param("achievedTo", scope.achievedTo())
                .query((row, n) -> Row.read(row))
                .list();
        if (rows.isEmpty() || rows.getFirst().category() != null) {
            throw QuestionRefused.unknown("phase", request.phase());
        }
        Row phase = rows.getFirst();
        return new PhaseSubcontracting(
                plan.id(),
                asOf,
                ruleSet.id(),
                Objects.requireNonNull(phase.code()),
                Objects.requireNonNull(phase.name()),
                phase.startsOn(),
                phase.endsOn(),
                phase.days(),
                scope.achievedFrom(),
                scope.achievedTo(),
                categories(rows.subList(1, rows.size()), phase.days()));
    }

    private void refuseUnusable(Company company, List<Capacity> capacities) {
        plans
                .unknown(
                        "subcontractor",
                        company.id(),
                        capacities.stream().map(Capacity::subcontractor).toList())
                .stream()
                .findFirst()
                .ifPresent(code -> {
                    throw QuestionRefused.unknown("subcontractor", code);
                });
        long different = capacities.stream()
                .map(capacity -> List.of(capacity.subcontractor(), capacity.category()))
                .distinct()
                .count();
        if (different < capacities.size()
                || capacities.stream()
                        .anyMatch(capacity -> capacity.piecesPerDay().signum() < 0)) {
            throw new QuestionRefused("A capacity is negative, or given twice.");
        }
    }

    private static String[] tried(SubcontractorRequest request, Function<Capacity, String> what) {
        return request.capacities().stream().map(what).toArray(String[]::new);
    }

    private static List<SubcontractedCategory> categories(List<Row> rows, @Nullable BigDecimal days) {
        Map<String, Parts> byCategory = new TreeMap<>();
        for (Row row : rows) {
            Parts parts = byCategory.computeIfAbsent(Objects.requireNonNull(row.category()), code -> new Parts());
            if (row.shop() != null) {
                parts.shops.add(row.shop());
            } else {
                parts.pieces = Objects.requireNonNull(row.pieces());
            }
        }
        return byCategory.entrySet().stream()
                .map(entry ->
                        SubcontractorSplit.of(entry.getKey(), entry.getValue().pieces, days, entry.getValue().shops))
                .toList();
    }
}
