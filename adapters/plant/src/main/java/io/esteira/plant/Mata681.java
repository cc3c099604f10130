package io.esteira.plant;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The appointment by operation, through whichever service: one of them knows its messages again. Thread-safe. */
final class Mata681 extends AppointmentService {

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
    protected boolean keepsPending() {
        return dialect.keepsPending();
    }

    @Override
    protected Reply success(ObjectNode answer) {
        return dialect.success(answer);
    }

    @Override
    protected Reply failure(Refusal refusal, String value) {
        return dialect.failure(400, "Erro ao realizar o apontamento", refusal.text(value));
    }

    @Override
    protected Outcome execute(WebRequest request, String branch) {
        Optional<Mata681Request> body = dialect.read(request.body());
        if (body.isEmpty()) {
            return Outcome.refused(failure(Refusal.BODY_INVALID, ""));
        }
        String message = messageId(request);
        if (!message.isEmpty()) {
            if (parts.ledger().processed(ledgerKind(), message)) {
                return Outcome.refused(dialect.alreadyProcessed());
            }
            // Such a service answers a locked record from within the message, which it then has had.
            if (parts.faults().take(FaultKind.F27, endpoint()) != null) {
                return Outcome.refused(failure(Refusal.RECORD_LOCKED, ""));
            }
        }
        AppointmentRules.Verdict verdict = ordered()
                .<AppointmentRules.Verdict>map(reason ->
                        new AppointmentRules.Verdict.Refused(reason, body.get().order()))
                .orElseGet(() -> rules.judge(body.get(), branch));
        return switch (verdict) {
            case AppointmentRules.Verdict.Refused refused ->
                refuse(body.get(), refused.refusal(), refused.value(), branch);
            case AppointmentRules.Verdict.Accepted accepted -> accept(body.get(), accepted);
        };
    }

    private Outcome accept(Mata681Request body, AppointmentRules.Verdict.Accepted accepted) {
        Appointment appointment = accepted.appointment();
        return instead(body, appointment.branch(), parts.book().isDuplicate(appointment))
                .orElseGet(() -> {
                    AppointmentBook.Posted posted =
                            parts.book().post(accepted.order(), accepted.operation(), appointment);
                    return new Outcome(success(answer(body, accepted.order(), posted)), posted.recno());
                });
    }
}
