package io.esteira.planning;

import io.esteira.planning.PlanningTexts.Code;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What leaders say at the board of their phase. Each act is audited. */
@Component
public class PhaseBoard {

    public static final List<Role> MAY_JUSTIFY = List.of(Role.LEADER, Role.PLANNER);
    static final int LONGEST = 1000;

    private static final String ADD = """
            with said as (
              insert into hub.delay_justification (public_id, company_id, order_id, phase_id, reason, created_by)
              values (?, ?, ?, ?, ?, ?)
              on conflict (public_id) do nothing
              returning id, company_id
            ),
            logged as (
              insert into hub.change_log (entity, row_id, company_id, kind)
              select 'delay_justification', id, company_id, 'I' from said
            )
            select id from said
            """;

    private final PlanStore plans;
    private final Companies companies;
    private final Audit audit;
    private final ChangeSignals signals;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    PhaseBoard(
            PlanStore plans,
            Companies companies,
            Audit audit,
            ChangeSignals signals,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.plans = plans;
        this.companies = companies;
        this.audit = audit;
        this.signals = signals;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Why an order is late at a phase.
     *
     * @param id chosen by who says it, a UUID of version 7: the same again is said once; null where the hub is to choose
     */
    public record Justification(@Nullable UUID id, String company, String order, String phase, String reason) {}

    /** Says why an order is late at a phase; what was said before stays. The answer's id is that of what was said. */
    public Plans.Answer justifyDelay(Caller caller, Justification said) {
        Optional<Company> found = companies.find(said.company()).filter(each -> caller.sees(each.id()));
        UUID id = said.id();
        String reason = said.reason();
        if (!caller.hasAny(MAY_JUSTIFY)) {
            return refused(PlanningTexts.onlyLeaders());
        }
        if (id != null && id.version() != 7) {
            return refused(PlanningTexts.notVersion7());
        }
        if (found.isEmpty()) {
            return refused(Refusal.unknownCompany(Code.UNKNOWN_COMPANY));
        }
        if (reason.isBlank() || reason.length() > LONGEST) {
            return refused(PlanningTexts.invalidReason(LONGEST));
        }
        Plans.Answer answer = Objects.requireNonNull(transaction.execute(status -> justify(caller, found.get(), said)));
        if (answer instanceof Plans.Answer.Done) {
            signals.changed();
        }
        return answer;
    }

    private Plans.Answer justify(Caller caller, Company company, Justification said) {
        Optional<Long> order = plans.order(company.id(), said.order());
        Optional<Long> phase = plans.phase(company.id(), said.phase());
        if (order.isEmpty()) {
            return refused(Refusal.unknown(Code.UNKNOWN_ORDER, "order", said.order()));
        }
        if (phase.isEmpty()) {
            return refused(Refusal.unknown(Code.UNKNOWN_PHASE, "phase", said.phase()));
        }
        String reason = said.reason().strip();
        UUID id = Objects.requireNonNullElseGet(said.id(), UUID::randomUUID);
        Optional<Long> added = jdbc.sql(ADD)
                .params(id, company.id(), order.get(), phase.get(), reason, caller.name())
                .query(Long.class)
                .optional();
        if (added.isEmpty()) {
            return known(id, company, order.get(), phase.get(), reason);
        }
        audit.record(
                caller, "delay.justify", company.id(), said.order(), Map.of("phase", said.phase(), "reason", reason));
        return new Plans.Answer.Done(added.get(), List.of());
    }

    /** What the same id said before. */
    private Plans.Answer known(UUID publicId, Company company, long order, long phase, String reason) {
        return jdbc.sql("""
                        select id from hub.delay_justification
                        where public_id = ? and company_id = ? and order_id = ? and phase_id = ? and reason = ?
                        """)
                .params(publicId, company.id(), order, phase, reason)
                .query(Long.class)
                .optional()
                .<Plans.Answer>map(id -> new Plans.Answer.Done(id, List.of()))
                .orElseGet(() -> refused(PlanningTexts.idReused()));
    }

    private static Plans.Answer refused(Refusal refusal) {
        return new Plans.Answer.Refused(refusal);
    }
}
