package io.esteira.plant;

import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report of the shop floor (SIGASFC), which writes CYV. It knows neither scrap nor whether an operation ends, takes whole reports
 * alone, and answers no id. The id of an operation is here its code, and each has one split. It keeps nothing as pending. Thread-safe.
 */
final class Sfca314 extends AppointmentService {

    static final String ENDPOINT = "sfca314";

    private static final String TYPE = "4";
    private static final String SPLIT = "01";

    private final AppointmentRules rules;

    Sfca314(Parts parts) {
        super(ENDPOINT, "/productionappointment/v1/sfca314", parts);
        this.rules = new AppointmentRules(parts.book(), parts.parameters(), parts.clock());
    }

    @Override
    protected String orderOf(WebRequest request) {
        return Mata681Request.parse(request.body()).map(Mata681Request::order).orElse("");
    }

    @Override
    protected Outcome execute(WebRequest request, String branch) {
        Optional<Mata681Request> body = Mata681Request.parse(request.body());
        Optional<Refusal> refusal = body.map(this::refusal).orElse(Optional.of(Refusal.BODY_INVALID));
        return refusal.map(reason -> Outcome.refused(failure(reason, orderOf(request))))
                .orElseGet(() -> judged(body.orElseThrow(), branch));
    }

    @Override
    protected Reply success(ObjectNode answer) {
        return Reply.json(200, answer);
    }

    @Override
    protected Reply failure(Refusal refusal, String value) {
        return Reply.legacy(400, refusal.text(value));
    }

    private Optional<Refusal> refusal(Mata681Request body) {
        return ordered().or(() -> incomplete(body));
    }

    private static Optional<Refusal> incomplete(Mata681Request body) {
        if (!body.text("appointmentType").equals(TYPE)
                || !body.text("StartEndReport").isEmpty()) {
            return Optional.of(Refusal.WRONG_TYPE);
        }
        if (body.order().isEmpty()) {
            return Optional.of(Refusal.ORDER_NOT_INFORMED);
        }
        if (body.resource().isEmpty()) {
            return Optional.of(Refusal.MACHINE_NOT_INFORMED);
        }
        if (body.text("Split").isEmpty()) {
            return Optional.of(Refusal.SPLIT_NOT_INFORMED);
        }
        if (body.text("ActivityID").isEmpty()) {
            return Optional.of(Refusal.ACTIVITY_NOT_INFORMED);
        }
        return body.text("Split").equals(SPLIT) ? Optional.empty() : Optional.of(Refusal.SPLIT_NOT_REGISTERED);
    }

    private Outcome judged(Mata681Request body, String branch) {
        return switch (rules.judge(inPcp(body), branch)) {
            case AppointmentRules.Verdict.Refused refused -> refuse(body, refused.refusal(), refused.value(), branch);
            case AppointmentRules.Verdict.Accepted accepted -> accept(body, accepted);
        };
    }

    /** What the rules of appointments ask for, in the words of the service {@code mata681}. */
    private static Mata681Request inPcp(Mata681Request body) {
        ObjectNode fields = body.body().deepCopy();
        fields.put("appointmentType", "3");
        fields.put("ActivityCode", body.text("ActivityID"));
        fields.put("Part_Total", "P");
        fields.remove("ScrapQuantity");
        return new Mata681Request(fields);
    }

    private Outcome accept(Mata681Request body, AppointmentRules.Verdict.Accepted accepted) {
        Appointment appointment = accepted.appointment();
        return instead(body, appointment.branch(), parts.book().isReportedOnFloor(appointment))
                .orElseGet(() -> report(body, accepted));
    }

    private Outcome report(Mata681Request body, AppointmentRules.Verdict.Accepted accepted) {
        AppointmentBook.Posted posted = parts.book()
                .reportOnFloor(
                        accepted.order(),
                        accepted.operation(),
                        accepted.appointment(),
                        body.text("Split"),
                        body.text("DocumentCode"));
        ObjectNode answer = body.body().deepCopy();
        answer.put("Status", "Apontamento efetuado com sucesso");
        answer.put("OpClose", showsClosed(posted));
        answer.put("ApprovedQuantity", posted.balance().max(BigDecimal.ZERO));
        return new Outcome(success(answer), posted.recno());
    }
}
