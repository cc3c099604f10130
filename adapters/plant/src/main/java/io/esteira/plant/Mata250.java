package io.esteira.plant;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The appointment of a whole order, which writes SD3 alone. Thread-safe. */
final class Mata250 extends AppointmentService {

    static final String ENDPOINT = "mata250";

    Mata250(Parts parts) {
        super(ENDPOINT, "/productionappointment/v1/mata250", parts);
    }

    @Override
    protected Outcome execute(WebRequest request, String branch) {
        Optional<Mata681Request> body = Mata681Request.parse(request.body());
        Optional<AppointmentBook.Order> order =
                body.flatMap(asked -> parts.book().lock(branch, asked.order()));
        Optional<Refusal> refusal =
                body.isEmpty() ? Optional.of(Refusal.BODY_INVALID) : refusal(body.get(), order.orElse(null));
        return refusal.map(reason -> body.isEmpty()
                        ? Outcome.refused(failure(reason, ""))
                        : refuse(body.get(), reason, body.get().order(), branch))
                .orElseGet(() -> accept(body.orElseThrow(), order.orElseThrow()));
    }

    @Override
    protected boolean keepsPending() {
        return true;
    }

    @Override
    protected Reply success(ObjectNode answer) {
        return Reply.json(200, answer);
    }

    @Override
    protected Reply failure(Refusal refusal, String value) {
        return Reply.ttalk(400, "Erro ao realizar o apontamento", refusal.text(value));
    }

    @Override
    protected String orderOf(WebRequest request) {
        return Mata681Request.parse(request.body()).map(Mata681Request::order).orElse("");
    }

    private Outcome accept(Mata681Request body, AppointmentBook.Order order) {
        boolean there = parts.book().isProduced(order, body.text("DocumentCode"));
        return instead(body, order.branch(), there).orElseGet(() -> produce(body, order));
    }

    private Outcome produce(Mata681Request body, AppointmentBook.Order order) {
        AppointmentBook.Posted posted = parts.book()
                .produce(
                        order,
                        body.quantityOrZero("ApprovedQuantity"),
                        body.quantityOrZero("ScrapQuantity"),
                        body.text("Part_Total").equals("T"),
                        day(body),
                        body.text("DocumentCode"));
        return new Outcome(success(answer(body, order, posted)), posted.recno());
    }

    private Optional<Refusal> refusal(Mata681Request body, AppointmentBook.@Nullable Order order) {
        return ordered().or(() -> order == null ? Optional.of(Refusal.ORDER_NOT_REGISTERED) : refused(body, order));
    }

    private Optional<Refusal> refused(Mata681Request body, AppointmentBook.Order order) {
        if (!body.text("appointmentType").equals("1")) {
            return Optional.of(Refusal.WRONG_TYPE);
        }
        if (body.quantityOrZero("ApprovedQuantity").signum() <= 0) {
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
}
