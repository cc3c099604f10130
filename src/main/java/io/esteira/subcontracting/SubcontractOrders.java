package io.esteira.subcontracting;

import io.esteira.planning.ComputedReads;
import io.esteira.planning.RuleSets;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What subcontractors hold, how far they are, and when it is to come back. */
@Component
public class SubcontractOrders {

    public static final List<Role> MAY_READ = List.of(Role.PLANNER, Role.LEADER, Role.ANALYST);

    private static final String SQL = SqlFile.read(SubcontractOrders.class, "subcontract-orders.sql");

    /** Which are asked for; what is null does not matter. Codes that the company does not have find nothing. */
    public record Wanted(
            @Nullable String subcontractor,
            @Nullable String phase,
            @Nullable SubcontractStatus status,
            @Nullable Boolean late) {}

    /** Who says when pieces come back. */
    public enum PromisedBy {
        PERSON,
        LEAD_TIME
    }

    /**
     * An order that a subcontractor holds.
     *
     * @param phase what is done there; null where the source names none
     * @param category that of most of its pieces
     * @param sentOn day on which it was handed over; null where the source does not say
     * @param leadTimeDays days of the calendar that it may take; null where nothing was agreed and no goal is set
     * @param promisedOn null where neither a person nor a lead time says
     * @param late whether the promised day has passed
     * @param toldAt when the status was told; null while nobody has
     */
    public record SubcontractOrder(
            String number,
            @Nullable String lot,
            String subcontractor,
            String subcontractorName,
            @Nullable String phase,
            @Nullable String phaseName,
            String category,
            BigDecimal pieces,
            @Nullable LocalDate sentOn,
            @Nullable Integer leadTimeDays,
            @Nullable LocalDate promisedOn,
            @Nullable PromisedBy promisedBy,
            boolean late,
            SubcontractStatus status,
            @Nullable String note,
            @Nullable Instant toldAt,
            @Nullable String toldBy) {

        static SubcontractOrder read(ResultSet row) throws SQLException {
            String promisedBy = row.getString("promised_by");
            OffsetDateTime toldAt = row.getObject("told_at", OffsetDateTime.class);
            return new SubcontractOrder(
                    row.getString("number"),
                    row.getString("lot"),
                    row.getString("subcontractor"),
                    row.getString("subcontractor_name"),
                    row.getString("phase"),
                    row.getString("phase_name"),
                    row.getString("category"),
                    row.getBigDecimal("pieces"),
                    row.getObject("sent_on", LocalDate.class),
                    row.getObject("lead_time_days", Integer.class),
                    row.getObject("promised_on", LocalDate.class),
                    promisedBy == null ? null : PromisedBy.valueOf(promisedBy),
                    row.getBoolean("late"),
                    SubcontractStatus.valueOf(row.getString("status")),
                    row.getString("note"),
                    toldAt == null ? null : toldAt.toInstant(),
                    row.getString("told_by"));
        }
    }

    private final RuleSets rules;
    private final Companies companies;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final ComputedReads reads;

    SubcontractOrders(RuleSets rules, Companies companies, Clock clock, JdbcClient jdbc, ComputedReads reads) {
        this.reads = reads;
        this.rules = rules;
        this.companies = companies;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    public boolean mayRead(Caller caller) {
        return caller.hasAny(MAY_READ);
    }

    /** Those that are promised first come first; 5,000 at most. Empty where there is no such company for the caller. */
    public Optional<List<SubcontractOrder>> of(Caller caller, String company, Wanted wanted) {
        return companies.find(company).filter(each -> caller.sees(each.id())).map(each -> read(each, wanted));
    }

    private List<SubcontractOrder> read(Company company, Wanted wanted) {
        LocalDate today = LocalDate.now(clock.withZone(company.zone()));
        SubcontractStatus status = wanted.status();
        return reads.read(() -> jdbc.sql(SQL)
                .param("company", company.id())
                .param("rules", rules.of(company.id(), today).json().toString())
                .param("today", today)
                .param("subcontractor", wanted.subcontractor(), Types.VARCHAR)
                .param("phase", wanted.phase(), Types.VARCHAR)
                .param("status", status == null ? null : status.name(), Types.VARCHAR)
                .param("late", wanted.late(), Types.BOOLEAN)
                .query((row, n) -> SubcontractOrder.read(row))
                .list());
    }
}
