package io.esteira.plant;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Losses by reason, as the routine MATA685 takes them. As with appointments there is no idempotency, and each request is in the
 * ledger, in the transaction of its effect. What it answers to a success is not published; here it is the request and a text.
 * Thread-safe.
 */
final class LossAppointment implements WritingService {

    static final String ENDPOINT = "lossAppointment";

    private final PlantDatabase database;
    private final AppointmentBook book;
    private final Parameters parameters;
    private final Faults faults;
    private final Ledger ledger;
    private final PlantClock clock;

    LossAppointment(
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
        return "/productionappointment/v1/lossappointment";
    }

    @Override
    public Reply post(WebRequest request, String branch) {
        return database.inTransaction(() -> {
            Optional<Mata681Request> body = Mata681Request.parse(request.body());
            Optional<Refusal> refusal =
                    body.map(loss -> refusal(loss, branch)).orElse(Optional.of(Refusal.BODY_INVALID));
            if (refusal.isPresent()) {
                return recorded(
                        request,
                        error(refusal.get(), body.map(LossAppointment::order).orElse("")),
                        null);
            }
            long recno = insert(body.orElseThrow(), branch);
            ObjectNode answer = body.orElseThrow().body().deepCopy();
            answer.put("Status", "Perda incluida com sucesso");
            return recorded(request, Reply.json(200, answer), recno);
        });
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
                Mata681Request.parse(request.body()).map(LossAppointment::order).orElse("");
        ledger.append("protheus.lossAppointment", "LATICINIO", order, detail);
        return reply;
    }

    private static String order(Mata681Request loss) {
        return loss.text("BC_OP");
    }

    private Optional<Refusal> refusal(Mata681Request loss, String branch) {
        return ordered().or(() -> {
            if (order(loss).isEmpty()) {
                return Optional.of(Refusal.ORDER_NOT_INFORMED);
            }
            Optional<AppointmentBook.Order> order = book.lock(branch, order(loss));
            return order.isEmpty() ? Optional.of(Refusal.ORDER_NOT_REGISTERED) : refusal(loss, order.get());
        });
    }

    private Optional<Refusal> refusal(Mata681Request loss, AppointmentBook.Order order) {
        BigDecimal quantity = loss.quantity("BC_QUANT");
        String operation = loss.text("BC_OPERAC");
        if (quantity == null || quantity.signum() <= 0) {
            return Optional.of(Refusal.LOSS_WITHOUT_QUANTITY);
        }
        if (!loss.text("BC_MOTIVO").matches("\\w{2}")) {
            return Optional.of(Refusal.REASON_NOT_REGISTERED);
        }
        if (!operation.isEmpty()
                && book.operations(order).stream()
                        .noneMatch(known -> known.code().equals(operation))) {
            return Optional.of(Refusal.OPERATION_NOT_REGISTERED);
        }
        if (order.isClosed() && !parameters.isOn(Parameter.MV_A685OPE)) {
            return Optional.of(Refusal.ORDER_CLOSED);
        }
        boolean closed = Dates.protheus(day(loss)).compareTo(parameters.get(Parameter.MV_ULMES)) <= 0;
        return closed ? Optional.of(Refusal.PERIOD_CLOSED) : Optional.empty();
    }

    private Optional<Refusal> ordered() {
        return Stream.of(FaultKind.F28, FaultKind.F29)
                .flatMap(kind -> Optional.ofNullable(faults.take(kind, ENDPOINT)).stream())
                .findFirst()
                .map(Refusal::of);
    }

    private LocalDate day(Mata681Request loss) {
        return loss.day("BC_DATA", clock.local().toLocalDate());
    }

    private static Reply error(Refusal refusal, String value) {
        return Reply.ttalk(400, "Erro ao incluir a perda", refusal.text(value));
    }

    private long insert(Mata681Request loss, String branch) {
        BigDecimal quantity = loss.quantity("BC_QUANT");
        return database.jdbc()
                .sql("""
                        insert into protheus.sbct10 (bc_filial, bc_op, bc_operac, bc_recurso, bc_produto, bc_locorig, bc_quant,
                          bc_motivo, bc_tipo, bc_data)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning r_e_c_n_o_""")
                .params(
                        branch,
                        order(loss),
                        loss.text("BC_OPERAC"),
                        loss.text("BC_RECURSO"),
                        loss.text("BC_PRODUTO"),
                        loss.text("BC_LOCORIG"),
                        quantity == null ? BigDecimal.ZERO : quantity,
                        loss.text("BC_MOTIVO"),
                        loss.text("BC_TIPO"),
                        Dates.protheus(day(loss)))
                .query(Long.class)
                .single();
    }
}
