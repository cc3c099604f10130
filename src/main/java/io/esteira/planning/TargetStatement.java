package io.esteira.planning;

import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The statement that makes targets of data, with its tails. Runs in the transaction of the caller. */
@Component
class TargetStatement {

    private static final String BASE = SqlFile.read(TargetStatement.class, "target-base.sql");
    static final String PARTS = SqlFile.read(TargetStatement.class, "target-parts.sql");
    private static final String ROWS = PARTS + SqlFile.read(TargetStatement.class, "target-rows.sql");

    /** About 50 MB, until they are answered. */
    private static final int MOST_ROWS = 50_000;

    private final ComputedReads reads;
    private final JdbcClient jdbc;

    TargetStatement(ComputedReads reads, JdbcClient jdbc) {
        this.reads = reads;
        this.jdbc = jdbc;
    }

    /**
     * The first row is the plan in all: its forecast, what is to be scheduled, and as load what awaits release.
     *
     * @throws QuestionRefused for more rows than are held at once
     */
    List<TargetRow> rows(PlanBasis basis, TargetScope scope) {
        List<TargetRow> rows = scoped(basis, scope, ROWS)
                .param("most", MOST_ROWS + 1)
                .query((row, n) -> TargetRow.read(row))
                .list();
        if (rows.size() > MOST_ROWS) {
            throw new QuestionRefused("There are more than 50,000 parts of targets: ask for one phase.");
        }
        return rows;
    }

    /** A tail that needs what {@link #PARTS} names, with the parameters of a scope. */
    StatementSpec scoped(PlanBasis basis, TargetScope scope, String tail) {
        return with(basis, scope.asOf(), scope.depth(), tail)
                .param("phase", scope.phase(), Types.VARCHAR)
                .param("achievedFrom", scope.achievedFrom())
                .param("achievedTo", scope.achievedTo());
    }

    StatementSpec with(PlanBasis basis, LocalDate asOf, int depth, String tail) {
        reads.prepare();
        PlanBasis.Contents contents = basis.contents();
        return jdbc.sql(BASE + tail)
                .param("company", contents.companyId())
                .param("asOf", asOf)
                .param("level", depth)
                .param("model", contents.demandModel().name())
                .param("invoiceFrom", contents.invoiceFrom())
                .param("invoiceTo", contents.invoiceTo())
                .param("lots", contents.lots().toArray(Long[]::new))
                .param("backlogLots", contents.backlogLots().toArray(Long[]::new))
                .param("invoiceTypes", contents.invoiceTypes().toArray(Long[]::new))
                .param("collections", contents.collections().toArray(String[]::new))
                .param("rules", basis.rules().json().toString());
    }

    /** Which part of each day is worked by a calendar; no day is where there is none. */
    WorkDays workDays(@Nullable Long calendarId, LocalDate first, LocalDate last) {
        List<BigDecimal> parts = jdbc.sql("select work from hub.work_day_parts(?, ?, ?) order by day")
                .param(1, calendarId, Types.BIGINT)
                .param(2, first)
                .param(3, last)
                .query(BigDecimal.class)
                .list();
        return new WorkDays(first, parts.stream().map(Objects::requireNonNull).toList());
    }
}
