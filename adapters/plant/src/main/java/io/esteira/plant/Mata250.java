package io.esteira.plant;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The appointment of a whole order, which writes SD3 alone. No idempotency; each request is in the ledger. Thread-safe. */
final class Mata250 extends WritingService {

    static final String ENDPOINT = "mata250";

    Mata250(Parts parts) {
        super(parts);
    }

    @Override
    String endpoint() {
        return ENDPOINT;
    }

    @Override
    String path() {
        return "/productionappointment/v1/mata250";
    }

    @Override
    protected Outcome execute(WebRequest request, String branch) {
        Optional<Mata681Request> body = Mata681Request.parse(request.body());
        Optional<AppointmentBook.Order> order =
                body.flatMap(asked -> parts.book().lock(branch, asked.order()));
        Optional<Refusal> refusal =
                body.isEmpty() ? Optional.of(Refusal.BODY_INVALID) : refusal(body.get(), order.orElse(null));
        return refusal.map(
                        reason -> Outcome.refused(Reply.ttalk(400, "Erro ao realizar o apontamento", reason.text(""))))
                .orElseGet(() -> accept(body.orElseThrow(), order.orElseThrow()));
    }

    @Override
    protected String orderOf(WebRequest request) {
        return Mata681Request.parse(request.body()).map(Mata681Request::order).orElse("");
    }

    private Outcome accept(Mata681Request body, AppointmentBook.Order order) {
        AppointmentBook.Posted posted = parts.book()
                .produce(
                        order,
                        quantity(body, "ApprovedQuantity"),
                        quantity(body, "ScrapQuantity"),
                        body.text("Part_Total").equals("T"),
                        day(body),
                        body.text("DocumentCode"));
        ObjectNode answer = body.body().deepCopy();
        answer.put("Status", "Apontamento realizado com sucesso");
        answer.put("idAppointment", order.branch() + order.product() + order.warehouse() + posted.ident());
        answer.put("OpClose", posted.closed());
        answer.put("ReportQuantity", posted.balance());
        return new Outcome(Reply.json(200, answer), posted.recno());
    }

    private Optional<Refusal> refusal(Mata681Request body, AppointmentBook.@Nullable Order order) {
        Optional<Refusal> ordered = ordered(FaultKind.F28, FaultKind.F29, FaultKind.F30, FaultKind.F32);
        return ordered.or(() -> order == null ? Optional.of(Refusal.ORDER_NOT_REGISTERED) : refused(body, order));
    }

    private Optional<Refusal> refused(Mata681Request body, AppointmentBook.Order order) {
        if (!body.text("appointmentType").equals("1")) {
            return Optional.of(Refusal.WRONG_TYPE);
        }
        if (quantity(body, "ApprovedQuantity").signum() <= 0) {
            return Optional.of(Refusal.QUANTITY_NOT_INFORMED);
        }
        if (order.type().equals("P")) {
            return Optional.of(Refusal.ORDER_PLANNED);
        }
        if (order.blocked().equals("1")) {
            return Optional.of(Refusal.ORDER_BLOCKED);
        }
        if (order.isClosed()) {
            return Optional.of(Refusal.ORDER_CLOSED);
        }
        return isPeriodClosed(day(body)) ? Optional.of(Refusal.PERIOD_CLOSED) : Optional.empty();
    }

    private LocalDate day(Mata681Request body) {
        return body.day("StartReportDateTime", parts.clock().local().toLocalDate());
    }

    private static BigDecimal quantity(Mata681Request body, String field) {
        BigDecimal quantity = body.quantity(field);
        return quantity == null ? BigDecimal.ZERO : quantity;
    }
}
