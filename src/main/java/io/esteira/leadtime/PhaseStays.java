package io.esteira.leadtime;

import io.esteira.leadtime.LeadTime.Flag;
import io.esteira.planning.ComputedReads;
import io.esteira.planning.QuestionRefused;
import io.esteira.planning.RuleSets;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long open orders have been where they stand, and how that looks beside the goal. */
@Component
public class PhaseStays {

    private static final String SQL = SqlFile.read(PhaseStays.class, "phase-stays.sql");

    /** Which are asked for; what is null does not matter. */
    public record Wanted(
            @Nullable String phase,
            @Nullable String category,
            @Nullable Flag flag) {}

    /**
     * An order where it stands.
     *
     * @param category that of most of its pieces
     * @param enteredAt null where no step before was posted
     * @param days of the calendar since then, with two decimals
     * @param goal null where none is set
     * @param attentionDays up to how many days it only calls for attention; null: late at once
     * @param flag null where there is no goal, or nobody knows since when it stands there
     */
    public record PhaseStay(
            String number,
            @Nullable String lot,
            @Nullable String priority,
            String phase,
            String phaseName,
            String category,
            BigDecimal pieces,
            @Nullable Instant enteredAt,
            @Nullable BigDecimal days,
            @Nullable BigDecimal goal,
            @Nullable BigDecimal attentionDays,
            @Nullable Flag flag,
            @Nullable String responsible) {

        static PhaseStay read(ResultSet row) throws SQLException {
            OffsetDateTime enteredAt = row.getObject("entered_at", OffsetDateTime.class);
            String flag = row.getString("flag");
            return new PhaseStay(
                    row.getString("number"),
                    row.getString("lot"),
                    row.getString("priority"),
                    row.getString("phase"),
                    row.getString("phase_name"),
                    row.getString("category"),
                    row.getBigDecimal("pieces"),
                    enteredAt == null ? null : enteredAt.toInstant(),
                    row.getBigDecimal("days"),
                    row.getBigDecimal("goal"),
                    row.getBigDecimal("attention"),
                    flag == null ? null : Flag.valueOf(flag),
                    row.getString("responsible"));
        }
    }

    private final LeadTimeGoalStore store;
    private final RuleSets rules;
    private final Companies companies;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final ComputedReads reads;

    PhaseStays(
            LeadTimeGoalStore store,
            RuleSets rules,
            Companies companies,
            Clock clock,
            JdbcClient jdbc,
            ComputedReads reads) {
        this.reads = reads;
        this.store = store;
        this.rules = rules;
        this.companies = companies;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /**
     * Those that have stood longest first; 5,000 at most. Empty where there is no such company for the caller.
     *
     * @throws QuestionRefused for a phase or a category that the company does not have
     */
    public Optional<List<PhaseStay>> of(Caller caller, String company, Wanted wanted) {
        return companies.find(company).filter(each -> caller.sees(each.id())).map(each -> read(each, wanted));
    }

    private List<PhaseStay> read(Company company, Wanted wanted) {
        Instant now = clock.instant();
        String json = rules.of(company.id(), LocalDate.ofInstant(now, company.zone()))
                .json()
                .toString();
        String phase = wanted.phase();
        if (phase != null && store.phase(company.id(), phase).isEmpty()) {
            throw QuestionRefused.unknown("phase", phase);
        }
        String category = wanted.category();
        if (category != null && !store.isCategory(category, json)) {
            throw QuestionRefused.unknown("category", category);
        }
        Flag flag = wanted.flag();
        return reads.read(() -> jdbc.sql(SQL)
                .param("company", company.id())
                .param("rules", json)
                .param("zone", company.zone().getId())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("phase", phase, Types.VARCHAR)
                .param("category", category, Types.VARCHAR)
                .param("flag", flag == null ? null : flag.name(), Types.VARCHAR)
                .query((row, n) -> PhaseStay.read(row))
                .list());
    }
}
