package io.esteira.plant;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The appointment of a whole order, which writes SD3 alone. No idempotency; each request is in the ledger. Thread-safe. */
final class Mata250 implements WritingService {

    static final String ENDPOINT = "mata250";

    private final PlantDatabase database;
    private final AppointmentBook book;
    private final Parameters parameters;
    private final Faults faults;
    private final Ledger ledger;
    private final PlantClock clock;

    Mata250(
            PlantDatabase database,
            AppointmentBook book,
            Parameters parameters,
            Faults faults,
            Ledger ledger,
            PlantClock clock) {
        this.database = database;
        this.book = book;
        this.parameters = parameters;
        this.faults = faults;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String endpoint() {
        return ENDPOINT;
    }

    @Override
    public String path() {
        return "/productionappointment/v1/mata250";
    }

    @Override
    public Reply post(WebRequest request, String branch) {
        return database.inTransaction(() -> {
            Optional<Mata681Request> body = Mata681Request.parse(request.body());
            Optional<AppointmentBook.Order> order = body.flatMap(asked -> book.lock(branch, asked.order()));
            Optional<Refusal> refusal =
                    body.isEmpty() ? Optional.of(Refusal.BODY_INVALID) : refusal(body.get(), order.orElse(null));
            return refusal.isPresent()
                    ? recorded(
                            request,
                            Reply.ttalk(
                                    400,
                                    "Erro ao realizar o apontamento",
                                    refusal.get().text("")),
                            null)
                    : accept(request, body.orElseThrow(), order.orElseThrow());
        });
    }

    private Reply accept(WebRequest request, Mata681Request body, AppointmentBook.Order order) {
        AppointmentBook.Posted posted = book.produce(
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
        return recorded(request, Reply.json(200, answer), posted.recno());
    }

    @Override
    public void recordUnexecuted(WebRequest request, Reply reply) {
        database.runInTransaction(() -> {
            Reply unused = recorded(request, reply, null);
        });
    }

    private Reply recorded(WebRequest request, Reply reply, @Nullable Long recno) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("request", request.body());
        detail.put("committed", recno != null);
        if (recno != null) {
            detail.put("recno", recno);
        }
        detail.put("status", reply.status());
        detail.put("answer", reply.text());
        String order =
                Mata681Request.parse(request.body()).map(Mata681Request::order).orElse("");
        ledger.append("protheus." + ENDPOINT, "LATICINIO", order, detail);
        return reply;
    }

    private Optional<Refusal> refusal(Mata681Request body, AppointmentBook.@Nullable Order order) {
        Optional<Refusal> ordered = Stream.of(FaultKind.F28, FaultKind.F29, FaultKind.F30, FaultKind.F32)
                .flatMap(kind -> Optional.ofNullable(faults.take(kind, ENDPOINT)).stream())
                .findFirst()
                .map(Refusal::of);
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
        boolean closed = Dates.protheus(day(body)).compareTo(parameters.get(Parameter.MV_ULMES)) <= 0;
        return closed ? Optional.of(Refusal.PERIOD_CLOSED) : Optional.empty();
    }

    private LocalDate day(Mata681Request body) {
        return body.day("StartReportDateTime", clock.local().toLocalDate());
    }

    private static BigDecimal quantity(Mata681Request body, String field) {
        BigDecimal quantity = body.quantity(field);
        return quantity == null ? BigDecimal.ZERO : quantity;
    }
}
