package io.esteira.planning;

import io.esteira.planning.PlanningRefusal.Code;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What leaders say at the board of their phase. Each act is audited. */
@Component
public class PhaseBoard {

    static final List<Role> MAY_JUSTIFY = List.of(Role.LEADER, Role.PLANNER);
    static final int LONGEST = 1000;

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

    /** Says why an order is late at a phase; what was said before stays. The answer's id is that of what was said. */
    public Plans.Answer justifyDelay(Caller caller, String company, String order, String phase, String reason) {
        Optional<Company> found = companies.find(company).filter(each -> caller.sees(each.id()));
        if (!caller.hasAny(MAY_JUSTIFY)) {
            return refused(PlanningRefusal.onlyLeaders());
        }
        if (found.isEmpty()) {
            return refused(PlanningRefusal.unknownCompany());
        }
        if (reason.isBlank() || reason.length() > LONGEST) {
            return refused(PlanningRefusal.invalidReason(LONGEST));
        }
        Plans.Answer answer = Objects.requireNonNull(
                transaction.execute(status -> justify(caller, found.get(), order, phase, reason.strip())));
        if (answer instanceof Plans.Answer.Done) {
            signals.changed();
        }
        return answer;
    }

    private Plans.Answer justify(Caller caller, Company company, String order, String phase, String reason) {
        Optional<Long> orderId = plans.order(company.id(), order);
        Optional<Long> phaseId = plans.phase(company.id(), phase);
        if (orderId.isEmpty()) {
            return refused(PlanningRefusal.unknown(Code.UNKNOWN_ORDER, "order", order));
        }
        if (phaseId.isEmpty()) {
            return refused(PlanningRefusal.unknown(Code.UNKNOWN_PHASE, "phase", phase));
        }
        long id = jdbc.sql("""
                        with said as (
                          insert into hub.delay_justification (company_id, order_id, phase_id, reason, created_by)
                          values (?, ?, ?, ?, ?) returning id, company_id
                        ),
                        logged as (
                          insert into hub.change_log (entity, row_id, company_id, kind)
                          select 'delay_justification', id, company_id, 'I' from said
                        )
                        select id from said
                        """)
                .params(company.id(), orderId.get(), phaseId.get(), reason, caller.name())
                .query(Long.class)
                .single();
        audit.record(caller, "delay.justify", company.id(), order, Map.of("phase", phase, "reason", reason));
        return new Plans.Answer.Done(id, List.of());
    }

    private static Plans.Answer refused(PlanningRefusal refusal) {
        return new Plans.Answer.Refused(refusal);
    }
}
