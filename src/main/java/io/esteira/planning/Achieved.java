package io.esteira.planning;

import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What left a phase, whatever the plan: by the same rules as the targets' own numbers of what was achieved. */
@Component
public class Achieved {

    private static final String BASE = SqlFile.read(Achieved.class, "achieved-base.sql");
    private static final String DAYS = BASE + SqlFile.read(Achieved.class, "achieved-days.sql");
    private static final String POSTINGS = BASE + SqlFile.read(Achieved.class, "achieved-postings.sql");

    /** Pieces of a day on which any left the phase. */
    public record Day(LocalDate day, BigDecimal pieces) {}

    /**
     * Pieces of an order that left the phase together.
     *
     * @param at when; null where the source tells the day alone
     */
    public record Left(
            String order,
            String styleCode,
            LocalDate day,
            @Nullable Instant at,
            BigDecimal pieces,
            String collection) {}

    private final RuleSets rules;
    private final JdbcClient jdbc;

    Achieved(RuleSets rules, JdbcClient jdbc) {
        this.rules = rules;
        this.jdbc = jdbc;
    }

    /** @param phase its code; phases that are folded into it count with it */
    public List<Day> days(Company company, String phase, LocalDate from, LocalDate to) {
        return asked(company, phase, from, to, DAYS).query(Day.class).list();
    }

    /** Each posting of a day, earliest first. */
    public List<Left> of(Company company, String phase, LocalDate day) {
        return asked(company, phase, day, day, POSTINGS)
                .query((row, n) -> left(row))
                .list();
    }

    private static Left left(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("at");
        return new Left(
                row.getString("order"),
                row.getString("style_code"),
                row.getObject("day", LocalDate.class),
                at == null ? null : at.toInstant(),
                row.getBigDecimal("pieces"),
                row.getString("collection"));
    }

    private JdbcClient.StatementSpec asked(Company company, String phase, LocalDate from, LocalDate to, String sql) {
        return jdbc.sql(sql)
                .param("company", company.id())
                .param("phase", phase)
                .param("from", from)
                .param("to", to)
                .param("rules", rules.of(company.id(), to).json().toString());
    }
}
