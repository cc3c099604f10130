package io.esteira.plant;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The appointment by operation, through whichever service: one of them knows its messages again. Thread-safe. */
final class Mata681 extends AppointmentService {

    static final String ENDPOINT = "mata681";

    private final AppointmentDialect dialect;
    private final AppointmentRules rules;

    Mata681(AppointmentDialect dialect, Parts parts) {
        super(dialect.endpoint(), dialect.path(), parts);
        this.dialect = dialect;
        this.rules = new AppointmentRules(parts.book(), parts.parameters(), parts.clock());
    }

    @Override
    protected String orderOf(WebRequest request) {
        return dialect.read(request.body())
                .map(Mata681Request::order)
                .or(() -> dialect.stop(request.body()).map(StopRequest::machine))
                .orElse("");
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
        Optional<StopRequest> stop = dialect.stop(request.body());
        if (body.isEmpty() && stop.isEmpty()) {
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
        return stop.isPresent() ? report(stop.get(), branch) : appoint(body.orElseThrow(), branch);
    }

    /** The routine behind stops is MATA682. */
    private Outcome report(StopRequest stop, String branch) {
        StopBook book = new StopBook(parts.database().jdbc());
        Optional<Refusal> refusal =
                ordered().or(() -> book.refusal(stop)).or(() -> repeated(book.isInSh6(branch, stop)));
        if (refusal.isPresent()) {
            return Outcome.refused(failure(refusal.get(), stop.machine()));
        }
        long recno = book.post(branch, stop, parts.clock().local().toLocalDate());
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.put("idAppointment", branch + stop.machine() + recno);
        return new Outcome(success(answer), recno);
    }

    private Outcome appoint(Mata681Request body, String branch) {
        AppointmentRules.Verdict verdict = ordered()
                .<AppointmentRules.Verdict>map(reason -> new AppointmentRules.Verdict.Refused(reason, body.order()))
                .orElseGet(() -> rules.judge(body, branch));
        return switch (verdict) {
            case AppointmentRules.Verdict.Refused refused -> refuse(body, refused.refusal(), refused.value(), branch);
            case AppointmentRules.Verdict.Accepted accepted -> accept(body, accepted);
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
