package io.esteira.leadtime;

import io.esteira.leadtime.LeadTime.Goal;
import io.esteira.leadtime.LeadTime.Span;
import io.esteira.planning.ComputedReads;
import io.esteira.planning.QuestionRefused;
import io.esteira.planning.RuleSets;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** How long orders took, measured from their postings and from the documents of subcontractors by one statement. */
@Component
public class LeadTimes {

    public static final List<Role> MAY_READ = List.of(Role.PLANNER, Role.LEADER, Role.ANALYST);

    private static final String BASE = SqlFile.read(LeadTimes.class, "lead-time-base.sql");
    private static final String ROWS = SqlFile.read(LeadTimes.class, "lead-time-rows.sql");
    private static final String UNKNOWN = SqlFile.read(LeadTimes.class, "lead-time-unknown.sql");
    private static final String PHASES = BASE + SqlFile.read(LeadTimes.class, "lead-time-phases.sql") + ROWS;
    private static final String SUBCONTRACTORS =
            BASE + SqlFile.read(LeadTimes.class, "lead-time-subcontractors.sql") + ROWS;
    private static final String ORDERS = BASE + SqlFile.read(LeadTimes.class, "lead-time-orders.sql") + ROWS;

    /** @param rows by code; orders with the longest first, 5,000 at most */
    public record Measured(LeadTimeRequest request, Span whole, List<LeadTime> rows) {}

    private record Row(
            @Nullable String code,
            @Nullable String name,
            @Nullable String category,
            Span span,
            @Nullable Goal goal,
            @Nullable String responsible) {

        static Row read(ResultSet row) throws SQLException {
            BigDecimal goal = row.getBigDecimal("goal");
            return new Row(
                    row.getString("code"),
                    row.getString("name"),
                    row.getString("category"),
                    new Span(
                            row.getBigDecimal("mean"),
                            row.getBigDecimal("weighted"),
                            row.getLong("measured"),
                            row.getBigDecimal("pieces")),
                    goal == null ? null : new Goal(goal, row.getBigDecimal("attention")),
                    row.getString("responsible"));
        }
    }

    private final RuleSets rules;
    private final Companies companies;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final ComputedReads reads;

    LeadTimes(RuleSets rules, Companies companies, Clock clock, JdbcClient jdbc, ComputedReads reads) {
        this.reads = reads;
        this.rules = rules;
        this.companies = companies;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    private static String statement(LeadTimeRequest.By by) {
        return switch (by) {
            case PHASE -> PHASES;
            case SUBCONTRACTOR -> SUBCONTRACTORS;
            case ORDER -> ORDERS;
        };
    }

    public boolean mayRead(Caller caller) {
        return caller.hasAny(MAY_READ);
    }

    /**
     * Empty where there is no such company for the caller.
     *
     * @throws QuestionRefused for a code or label that the company does not have, and for a period that ends before it begins
     */
    public Optional<Measured> of(Caller caller, String company, LeadTimeRequest request) {
        return companies.find(company).filter(each -> caller.sees(each.id())).map(each -> measure(each, request));
    }

    private Measured measure(Company company, LeadTimeRequest request) {
        if (request.to().isBefore(request.from())) {
            throw new QuestionRefused("The last day comes before the first.");
        }
        LocalDate today = LocalDate.now(clock.withZone(company.zone()));
        String json = rules.of(company.id(), today).json().toString();
        named(UNKNOWN, company, request, json)
                .query((row, n) -> QuestionRefused.unknown(row.getString("what"), row.getString("code")))
                .optional()
                .ifPresent(unknown -> {
                    throw unknown;
                });
        List<Row> rows = reads.read(() -> named(statement(request.by()), company, request, json)
                .param("from", request.from())
                .param("to", request.to())
                .param("zone", company.zone().getId())
                .param("by", request.by().name())
                .query((row, n) -> Row.read(row))
                .list());
        return new Measured(request, rows.getFirst().span(), tree(rows.subList(1, rows.size())));
    }

    private StatementSpec named(String sql, Company company, LeadTimeRequest request, String rulesJson) {
        return jdbc.sql(sql)
                .param("company", company.id())
                .param("rules", rulesJson)
                .param("types", texts(request.orderTypes()))
                .param("categories", texts(request.categories()))
                .param("collections", texts(request.collections()))
                .param("phases", texts(request.phases()))
                .param("subcontractors", texts(request.subcontractors()));
    }

    private static String[] texts(List<String> of) {
        return of.toArray(String[]::new);
    }

    /** A row without a category is followed by those of its categories. */
    private static List<LeadTime> tree(List<Row> rows) {
        Map<Row, List<LeadTime>> parts = new LinkedHashMap<>();
        List<LeadTime> current = new ArrayList<>();
        for (Row row : rows) {
            if (row.category() == null) {
                current = new ArrayList<>();
                parts.put(row, current);
            } else {
                current.add(leadTime(row, row.category(), "", List.of()));
            }
        }
        return parts.entrySet().stream()
                .map(entry -> leadTime(
                        entry.getKey(),
                        Objects.requireNonNull(entry.getKey().code()),
                        Objects.requireNonNullElse(entry.getKey().name(), ""),
                        entry.getValue()))
                .toList();
    }

    private static LeadTime leadTime(Row row, String code, String name, List<LeadTime> categories) {
        return new LeadTime(code, name, row.span(), row.goal(), row.responsible(), categories);
    }
}
