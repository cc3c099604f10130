package io.esteira.plant;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A service that reports production. It has no idempotency: what is sent twice is posted twice, unless the parameter says otherwise. */
abstract class AppointmentService extends WritingService {

    AppointmentService(String endpoint, String path, Parts parts) {
        super(endpoint, path, parts);
    }

    protected abstract Reply success(ObjectNode answer);

    protected abstract Reply failure(Refusal refusal, String value);

    /** Whether what its routine refuses is kept as pending where the parameter says so. */
    protected boolean keepsPending() {
        return false;
    }

    /** Whether the order is told to be closed; a failure may have that come later. */
    protected final boolean showsClosed(AppointmentBook.Posted posted) {
        return posted.closed() && parts.faults().take(FaultKind.F38, endpoint()) == null;
    }

    /** The request, and the id by which the app "Minha Produção" knows what became of it. */
    protected final ObjectNode answer(Mata681Request body, AppointmentBook.Order order, AppointmentBook.Posted posted) {
        return answer(
                body,
                "Apontamento realizado com sucesso",
                order.branch() + order.product() + order.warehouse() + posted.ident(),
                showsClosed(posted),
                posted.balance());
    }

    private static ObjectNode answer(
            Mata681Request body, String status, String id, boolean closed, BigDecimal balance) {
        ObjectNode answer = body.body().deepCopy();
        answer.put("Status", status);
        answer.put("idAppointment", id);
        answer.put("OpClose", closed);
        answer.put("ReportQuantity", balance);
        return answer;
    }

    protected final Outcome refuse(Mata681Request body, Refusal refusal, String value, String branch) {
        String mode = keepsPending() && !refusal.isEarly() ? parts.parameters().get(Parameter.MV_APPENMO) : "1";
        return switch (mode) {
            case "2" -> keptAndRefused(body, refusal, value, branch);
            case "3" -> kept(body, branch, refusal.text(value));
            default -> Outcome.refused(failure(refusal, value));
        };
    }

    /**
     * What comes of an appointment in place of its row: it is there already, or an armed failure has it kept as pending.
     *
     * @param there whether a row with its natural key is there
     */
    protected final Optional<Outcome> instead(Mata681Request body, String branch, boolean there) {
        Optional<Outcome> repeated = repeated(there).map(reason -> Outcome.refused(failure(reason, body.order())));
        return repeated.or(() -> keepsPending() ? pendingInstead(body, branch) : Optional.empty());
    }

    private Optional<Outcome> pendingInstead(Mata681Request body, String branch) {
        if (parts.faults().take(FaultKind.F14, endpoint()) != null) {
            return Optional.of(keptAndRefused(body, Refusal.NO_BALANCE, body.order(), branch));
        }
        return parts.faults().take(FaultKind.F13, endpoint()) == null
                ? Optional.empty()
                : Optional.of(kept(body, branch, "Apontamento gravado como pendente"));
    }

    private Outcome keptAndRefused(Mata681Request body, Refusal refusal, String value, String branch) {
        String unused = pend(body, branch, refusal.text(value));
        return Outcome.refused(failure(refusal, value));
    }

    private Outcome kept(Mata681Request body, String branch, String reason) {
        String id = pend(body, branch, reason);
        return Outcome.refused(success(answer(body, "Apontamento gravado como pendente", id, false, BigDecimal.ZERO)));
    }

    private String pend(Mata681Request body, String branch, String reason) {
        LocalDateTime now = parts.clock().local();
        Appointment appointment = new Appointment(
                branch,
                body.order(),
                body.operation(),
                body.resource(),
                now,
                now,
                now.toLocalDate(),
                body.quantityOrZero("ApprovedQuantity"),
                BigDecimal.ZERO,
                false,
                "",
                "",
                body.text("Comments"));
        return parts.book().keepPending(appointment, reason, now.toLocalDate(), Dates.protheusTime(now));
    }
}
