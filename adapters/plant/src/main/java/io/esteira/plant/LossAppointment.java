package io.esteira.plant;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Losses by reason, as the routine MATA685 takes them. As with appointments there is no idempotency, and each request is in the
 * ledger, in the transaction of its effect. What it answers to a success is not published; here it is the request and a text.
 * Thread-safe.
 */
final class LossAppointment extends WritingService {

    static final String ENDPOINT = "lossAppointment";

    LossAppointment(Parts parts) {
        super(ENDPOINT, "/productionappointment/v1/lossappointment", parts);
    }

    @Override
    protected Outcome execute(WebRequest request, String branch) {
        Optional<Mata681Request> body = Mata681Request.parse(request.body());
        Optional<Refusal> refusal = body.map(loss -> refusal(loss, branch)).orElse(Optional.of(Refusal.BODY_INVALID));
        if (refusal.isPresent()) {
            return Outcome.refused(error(refusal.get(), orderOf(request)));
        }
        long recno = insert(body.orElseThrow(), branch);
        ObjectNode answer = body.orElseThrow().body().deepCopy();
        answer.put("Status", "Perda incluida com sucesso");
        return new Outcome(Reply.json(200, answer), recno);
    }

    @Override
    protected String orderOf(WebRequest request) {
        return Mata681Request.parse(request.body()).map(LossAppointment::order).orElse("");
    }

    private static String order(Mata681Request loss) {
        return loss.text("BC_OP");
    }

    private Optional<Refusal> refusal(Mata681Request loss, String branch) {
        return ordered().or(() -> {
            if (order(loss).isEmpty()) {
                return Optional.of(Refusal.ORDER_NOT_INFORMED);
            }
            Optional<AppointmentBook.Order> order = parts.book().lock(branch, order(loss));
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
                && parts.book().operations(order).stream()
                        .noneMatch(known -> known.code().equals(operation))) {
            return Optional.of(Refusal.OPERATION_NOT_REGISTERED);
        }
        if (order.isClosed() && !parts.parameters().isOn(Parameter.MV_A685OPE)) {
            return Optional.of(Refusal.ORDER_CLOSED);
        }
        return isPeriodClosed(day(loss)) ? Optional.of(Refusal.PERIOD_CLOSED) : repeated(isThere(loss, order.branch()));
    }

    private boolean isThere(Mata681Request loss, String branch) {
        return parts.database()
                .jdbc()
                .sql("""
                        select exists (select from protheus.sbct10 where bc_filial = ?::char(8) and bc_op = ?::char(14)
                          and bc_operac = ?::char(2) and bc_motivo = ?::char(2) and bc_quant = ? and bc_data = ?::char(8)
                          and d_e_l_e_t_ = '')""")
                .params(
                        branch,
                        order(loss),
                        loss.text("BC_OPERAC"),
                        loss.text("BC_MOTIVO"),
                        loss.quantityOrZero("BC_QUANT"),
                        Dates.protheus(day(loss)))
                .query(Boolean.class)
                .single();
    }

    private LocalDate day(Mata681Request loss) {
        return loss.day("BC_DATA", parts.clock().local().toLocalDate());
    }

    private static Reply error(Refusal refusal, String value) {
        return Reply.ttalk(400, "Erro ao incluir a perda", refusal.text(value));
    }

    private long insert(Mata681Request loss, String branch) {
        return parts.database()
                .jdbc()
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
                        loss.quantityOrZero("BC_QUANT"),
                        loss.text("BC_MOTIVO"),
                        loss.text("BC_TIPO"),
                        Dates.protheus(day(loss)))
                .query(Long.class)
                .single();
    }
}
