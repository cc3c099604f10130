package io.esteira.plant;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** When Protheus takes an appointment. Every method runs inside the caller's transaction. */
final class AppointmentRules {

    private final AppointmentBook book;
    private final Parameters parameters;
    private final PlantClock clock;

    AppointmentRules(AppointmentBook book, Parameters parameters, PlantClock clock) {
        this.book = book;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** Either an appointment that may be posted, or why not. */
    sealed interface Verdict {

        record Accepted(AppointmentBook.Order order, AppointmentBook.Operation operation, Appointment appointment)
                implements Verdict {}

        /** @param value the value at fault */
        record Refused(Refusal refusal, String value) implements Verdict {}
    }

    Verdict judge(Mata681Request request, String branch) {
        Optional<Refusal> incomplete = incomplete(request);
        if (incomplete.isPresent()) {
            return new Verdict.Refused(incomplete.get(), request.order());
        }
        Optional<AppointmentBook.Order> order = book.lock(branch, request.order());
        if (order.isEmpty()) {
            return new Verdict.Refused(Refusal.ORDER_NOT_REGISTERED, request.order());
        }
        Optional<AppointmentBook.Operation> operation = book.operations(order.get()).stream()
                .filter(candidate -> candidate.code().equals(request.operation()))
                .findFirst();
        if (operation.isEmpty()) {
            return new Verdict.Refused(Refusal.OPERATION_NOT_REGISTERED, request.operation());
        }
        return judge(request, order.get(), operation.get());
    }

    private Optional<Refusal> incomplete(Mata681Request request) {
        BigDecimal good = request.quantity("ApprovedQuantity");
        if (!request.text("appointmentType").equals("3")) {
            return Optional.of(Refusal.WRONG_TYPE);
        }
        if (request.order().isEmpty()) {
            return Optional.of(Refusal.ORDER_NOT_INFORMED);
        }
        if (request.operation().isEmpty()) {
            return Optional.of(Refusal.OPERATION_NOT_INFORMED);
        }
        if (!request.text("Part_Total").matches("[PT]")) {
            return Optional.of(Refusal.PART_TOTAL_NOT_INFORMED);
        }
        boolean quantity = good != null && good.signum() >= 0 && (good.signum() > 0 || scrapAlone(request));
        return quantity ? Optional.empty() : Optional.of(Refusal.QUANTITY_NOT_INFORMED);
    }

    private boolean scrapAlone(Mata681Request request) {
        return parameters.isOn(Parameter.MTA680_04) && scrap(request).signum() > 0;
    }

    private static BigDecimal scrap(Mata681Request request) {
        return request.quantityOrZero("ScrapQuantity");
    }

    private Verdict judge(Mata681Request request, AppointmentBook.Order order, AppointmentBook.Operation operation) {
        String resource = request.resource().isEmpty() ? operation.resource() : request.resource();
        Optional<Refusal> state = stateOf(order, operation, resource);
        if (state.isPresent()) {
            return new Verdict.Refused(
                    state.get(), state.get() == Refusal.RESOURCE_NOT_OF_OPERATION ? resource : order.key());
        }
        LocalDateTime start = request.moment("StartReportDateTime", "StartReportTime");
        LocalDateTime end = request.moment("EndReportDateTime", "EndReportTime");
        if (start == null || end == null || end.isBefore(start)) {
            return new Verdict.Refused(Refusal.TIME_INVALID, request.text("EndReportTime"));
        }
        LocalDate reported = request.reported(clock.local().toLocalDate());
        if (parameters.isClosed(reported)) {
            return new Verdict.Refused(Refusal.PERIOD_CLOSED, Dates.protheus(reported));
        }
        Appointment appointment = new Appointment(
                order.branch(),
                order.key(),
                operation.code(),
                resource,
                start,
                end,
                reported,
                request.quantityOrZero("ApprovedQuantity"),
                scrap(request),
                request.text("Part_Total").equals("T"),
                request.text("OperatorCode"),
                request.text("LotCode"),
                request.text("Comments"));
        return isBeyondOrder(order, appointment)
                ? new Verdict.Refused(
                        Refusal.OVER_PRODUCTION, appointment.good().toPlainString())
                : new Verdict.Accepted(order, operation, appointment);
    }

    private Optional<Refusal> stateOf(
            AppointmentBook.Order order, AppointmentBook.Operation operation, String resource) {
        if (order.type().equals("P")) {
            return Optional.of(Refusal.ORDER_PLANNED);
        }
        if (order.blocked().equals("1")) {
            return Optional.of(Refusal.ORDER_BLOCKED);
        }
        if (!book.centreOf(resource).filter(operation.centre()::equals).isPresent()) {
            return Optional.of(Refusal.RESOURCE_NOT_OF_OPERATION);
        }
        if (order.status().equals("U")) {
            return Optional.of(Refusal.ORDER_SUSPENDED);
        }
        if (order.isClosed()) {
            return Optional.of(Refusal.ORDER_CLOSED);
        }
        return book.isTotal(order, operation.code()) ? Optional.of(Refusal.OPERATION_TOTAL) : Optional.empty();
    }

    private boolean isBeyondOrder(AppointmentBook.Order order, Appointment appointment) {
        BigDecimal tolerance =
                parameters.number(Parameter.MV_PERCPRM).movePointLeft(2).add(BigDecimal.ONE);
        return book.reported(order, appointment.operation())
                        .add(appointment.good())
                        .compareTo(order.quantity().multiply(tolerance))
                > 0;
    }
}
