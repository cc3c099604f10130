package io.esteira.plant;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The appointment by operation, through whichever service. It has no idempotency: what is sent twice is posted twice, unless the
 * parameter says otherwise or the service knows its messages again. Each request is in the ledger, in the transaction of its effect. Thread-safe.
 */
final class Mata681 implements WritingService {

    static final String ENDPOINT = "mata681";

    private final AppointmentDialect dialect;
    private final PlantDatabase database;
    private final AppointmentBook book;
    private final AppointmentRules rules;
    private final Parameters parameters;
    private final Faults faults;
    private final Ledger ledger;
    private final PlantClock clock;

    Mata681(
            AppointmentDialect dialect,
            PlantDatabase database,
            AppointmentBook book,
            Parameters parameters,
            Faults faults,
            Ledger ledger,
            PlantClock clock) {
        this.dialect = dialect;
        this.database = database;
        this.book = book;
        this.rules = new AppointmentRules(book, parameters, clock);
        this.parameters = parameters;
        this.faults = faults;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What the routine did: its answer, and whether SH6 has a new row. */
    private record Outcome(Reply reply, @Nullable Long recno) {

        static Outcome refused(Reply reply) {
            return new Outcome(reply, null);
        }
    }

    @Override
    public String endpoint() {
        return dialect.endpoint();
    }

    @Override
    public String path() {
        return dialect.path();
    }

    @Override
    public Reply post(WebRequest request, String branch) {
        return database.inTransaction(() -> {
            Outcome outcome = execute(request, branch);
            record(request, outcome.reply(), outcome.recno());
            return outcome.reply();
        });
    }

    @Override
    public void recordUnexecuted(WebRequest request, Reply reply) {
        database.runInTransaction(() -> record(request, reply, null));
    }

    private void record(WebRequest request, Reply reply, @Nullable Long recno) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("request", request.body());
        String message = dialect.messageId(request.body());
        if (!message.isEmpty()) {
            detail.put("message", message);
        }
        detail.put("committed", recno != null);
        if (recno != null) {
            detail.put("recno", recno);
        }
        detail.put("status", reply.status());
        detail.put("answer", reply.text());
        String order = dialect.read(request.body()).map(Mata681Request::order).orElse("");
        ledger.append("protheus." + endpoint(), "LATICINIO", order, detail);
    }

    private Outcome execute(WebRequest request, String branch) {
        Optional<Mata681Request> body = dialect.read(request.body());
        if (body.isEmpty()) {
            return Outcome.refused(error(Refusal.BODY_INVALID, ""));
        }
        String message = dialect.messageId(request.body());
        if (!message.isEmpty() && ledger.committed("protheus." + endpoint(), message)) {
            return Outcome.refused(dialect.alreadyProcessed());
        }
        AppointmentRules.Verdict verdict = ordered(body.get()).orElseGet(() -> rules.judge(body.get(), branch));
        return switch (verdict) {
            case AppointmentRules.Verdict.Refused refused -> Outcome.refused(refuse(body.get(), refused, branch));
            case AppointmentRules.Verdict.Accepted accepted -> accept(body.get(), accepted);
        };
    }

    /** The refusal that a fault orders, whatever the appointment. */
    private Optional<AppointmentRules.Verdict> ordered(Mata681Request body) {
        return Stream.of(FaultKind.F28, FaultKind.F29, FaultKind.F30, FaultKind.F31, FaultKind.F32)
                .map(kind -> Optional.ofNullable(faults.take(kind, endpoint())))
                .flatMap(Optional::stream)
                .findFirst()
                .map(fault -> new AppointmentRules.Verdict.Refused(Refusal.of(fault), body.order()));
    }

    private Reply refuse(Mata681Request body, AppointmentRules.Verdict.Refused refused, String branch) {
        if (refused.refusal().isEarly()) {
            return error(refused.refusal(), refused.value());
        }
        return switch (parameters.get(Parameter.MV_APPENMO)) {
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
        if (book.isDuplicate(appointment)) {
            Fault fault = faults.take(FaultKind.F12, endpoint());
            if (fault != null || !parameters.isOn(Parameter.DUPLICATES)) {
                boolean total = fault != null && fault.effect().equals("optot");
                return Outcome.refused(error(total ? Refusal.OPERATION_TOTAL : Refusal.DUPLICATE, appointment.order()));
            }
        }
        if (faults.take(FaultKind.F14, endpoint()) != null) {
            String unused = pend(body, appointment.branch(), "Apontamento gravado como pendente");
            return Outcome.refused(error(Refusal.NO_BALANCE, appointment.order()));
        }
        if (faults.take(FaultKind.F13, endpoint()) != null) {
            return Outcome.refused(
                    pending(body, pend(body, appointment.branch(), "Apontamento gravado como pendente")));
        }
        AppointmentBook.Posted posted = book.post(accepted.order(), accepted.operation(), appointment);
        ObjectNode answer = body.body().deepCopy();
        answer.put("Status", "Apontamento realizado com sucesso");
        answer.put(
                "idAppointment",
                accepted.order().branch()
                        + accepted.order().product()
                        + accepted.order().warehouse()
                        + posted.ident());
        answer.put("OpClose", posted.closed() && faults.take(FaultKind.F38, endpoint()) == null);
        answer.put("ReportQuantity", posted.balance());
        return new Outcome(dialect.success(answer), posted.recno());
    }

    private String pend(Mata681Request body, String branch, String reason) {
        LocalDateTime now = clock.local();
        java.math.BigDecimal good = body.quantity("ApprovedQuantity");
        Appointment appointment = new Appointment(
                branch,
                body.order(),
                body.operation(),
                body.resource(),
                now,
                now,
                now.toLocalDate(),
                good == null ? java.math.BigDecimal.ZERO : good,
                java.math.BigDecimal.ZERO,
                false,
                "",
                "",
                body.text("Comments"));
        return book.keepPending(appointment, reason, now.toLocalDate(), Dates.protheusTime(now));
    }

    private Reply pending(Mata681Request body, String id) {
        ObjectNode answer = body.body().deepCopy();
        answer.put("Status", "Apontamento gravado como pendente");
        answer.put("idAppointment", id);
        answer.put("OpClose", false);
        answer.put("ReportQuantity", java.math.BigDecimal.ZERO);
        return dialect.success(answer);
    }
}
