package io.esteira.plant;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The appointment by operation, through whichever service. It has no idempotency: what is sent twice is posted twice, unless the
 * parameter says otherwise or the service knows its messages again. Each request is in the ledger, in the transaction of its effect. Thread-safe.
 */
final class Mata681 extends WritingService {

    static final String ENDPOINT = "mata681";

    private final AppointmentDialect dialect;
    private final AppointmentRules rules;

    Mata681(AppointmentDialect dialect, Parts parts) {
        super(parts);
        this.dialect = dialect;
        this.rules = new AppointmentRules(parts.book(), parts.parameters(), parts.clock());
    }

    @Override
    String endpoint() {
        return dialect.endpoint();
    }

    @Override
    String path() {
        return dialect.path();
    }

    @Override
    protected String orderOf(WebRequest request) {
        return dialect.read(request.body()).map(Mata681Request::order).orElse("");
    }

    @Override
    protected String messageId(WebRequest request) {
        return dialect.messageId(request.body());
    }

    @Override
    protected Outcome execute(WebRequest request, String branch) {
        Optional<Mata681Request> body = dialect.read(request.body());
        if (body.isEmpty()) {
            return Outcome.refused(error(Refusal.BODY_INVALID, ""));
        }
        String message = messageId(request);
        if (!message.isEmpty() && parts.ledger().processed(ledgerKind(), message)) {
            return Outcome.refused(dialect.alreadyProcessed());
        }
        AppointmentRules.Verdict verdict = ordered(
                        FaultKind.F28, FaultKind.F29, FaultKind.F30, FaultKind.F31, FaultKind.F32)
                .<AppointmentRules.Verdict>map(reason ->
                        new AppointmentRules.Verdict.Refused(reason, body.get().order()))
                .orElseGet(() -> rules.judge(body.get(), branch));
        return switch (verdict) {
            case AppointmentRules.Verdict.Refused refused -> Outcome.refused(refuse(body.get(), refused, branch));
            case AppointmentRules.Verdict.Accepted accepted -> accept(body.get(), accepted);
        };
    }

    private Reply refuse(Mata681Request body, AppointmentRules.Verdict.Refused refused, String branch) {
        if (refused.refusal().isEarly()) {
            return error(refused.refusal(), refused.value());
        }
        return switch (parts.parameters().get(Parameter.MV_APPENMO)) {
            case "2" -> {
                String unused = pend(body, branch, refused.refusal().text(refused.value()));
                yield error(refused.refusal(), refused.value());
            }
            case "3" -> pending(body, pend(body, branch, refused.refusal().text(refused.value())));
            default -> error(refused.refusal(), refused.value());
        };
    }

    private Reply error(Refusal refusal, String value) {
        return dialect.failure(400, "Erro ao realizar o apontamento", refusal.text(value));
    }

    private Outcome accept(Mata681Request body, AppointmentRules.Verdict.Accepted accepted) {
        Appointment appointment = accepted.appointment();
        if (parts.book().isDuplicate(appointment)) {
            Fault fault = parts.faults().take(FaultKind.F12, endpoint());
            if (fault != null || !parts.parameters().isOn(Parameter.DUPLICATES)) {
                boolean total = fault != null && fault.effect().equals("optot");
                return Outcome.refused(error(total ? Refusal.OPERATION_TOTAL : Refusal.DUPLICATE, appointment.order()));
            }
        }
        if (parts.faults().take(FaultKind.F14, endpoint()) != null) {
            String unused = pend(body, appointment.branch(), "Apontamento gravado como pendente");
            return Outcome.refused(error(Refusal.NO_BALANCE, appointment.order()));
        }
        if (parts.faults().take(FaultKind.F13, endpoint()) != null) {
            return Outcome.refused(
                    pending(body, pend(body, appointment.branch(), "Apontamento gravado como pendente")));
        }
        AppointmentBook.Posted posted = parts.book().post(accepted.order(), accepted.operation(), appointment);
        ObjectNode answer = body.body().deepCopy();
        answer.put("Status", "Apontamento realizado com sucesso");
        answer.put(
                "idAppointment",
                accepted.order().branch()
                        + accepted.order().product()
                        + accepted.order().warehouse()
                        + posted.ident());
        answer.put("OpClose", posted.closed() && parts.faults().take(FaultKind.F38, endpoint()) == null);
        answer.put("ReportQuantity", posted.balance());
        return new Outcome(dialect.success(answer), posted.recno());
    }

    private String pend(Mata681Request body, String branch, String reason) {
        LocalDateTime now = parts.clock().local();
        BigDecimal good = body.quantity("ApprovedQuantity");
        Appointment appointment = new Appointment(
                branch,
                body.order(),
                body.operation(),
                body.resource(),
                now,
                now,
                now.toLocalDate(),
                good == null ? BigDecimal.ZERO : good,
                BigDecimal.ZERO,
                false,
                "",
                "",
                body.text("Comments"));
        return parts.book().keepPending(appointment, reason, now.toLocalDate(), Dates.protheusTime(now));
    }

    private Reply pending(Mata681Request body, String id) {
        ObjectNode answer = body.body().deepCopy();
        answer.put("Status", "Apontamento gravado como pendente");
        answer.put("idAppointment", id);
        answer.put("OpClose", false);
        answer.put("ReportQuantity", BigDecimal.ZERO);
        return dialect.success(answer);
    }
}
