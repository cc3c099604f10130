package io.esteira.plant;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stops of machines through the service of SIGASFC: they are reported by POST and reversed by DELETE. There is no idempotency, and each
 * request that writes is in the ledger. Thread-safe.
 */
final class StopReports extends WritingService {

    static final String ENDPOINT = "stopReports";

    private static final String PATH = "/api/pcp/v1/stopreports";
    private static final Pattern REVERSAL =
            Pattern.compile(".*/stopreports/([^/]+)/reversal/?", Pattern.CASE_INSENSITIVE);

    private final StopBook book;

    StopReports(Parts parts) {
        super(ENDPOINT, PATH, parts);
        this.book = new StopBook(parts.database().jdbc());
    }

    @Override
    boolean takes(String method, String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return method.equals("POST") && lower.equals(PATH)
                || method.equals("DELETE") && REVERSAL.matcher(lower).matches();
    }

    @Override
    protected Outcome execute(WebRequest request, String branch) {
        return request.method().equals("DELETE") ? reverse(request, branch) : report(request, branch);
    }

    private Outcome report(WebRequest request, String branch) {
        Optional<Mata681Request> body = Mata681Request.parse(request.body());
        Optional<Refusal> refusal =
                body.map(fields -> refusal(stop(fields), branch)).orElse(Optional.of(Refusal.BODY_INVALID));
        if (refusal.isPresent()) {
            return Outcome.refused(error(refusal.get(), orderOf(request)));
        }
        long recno = book.report(branch, stop(body.orElseThrow()), parts.clock().local());
        ObjectNode answer = body.orElseThrow().body().deepCopy();
        answer.put("IntegrationReport", String.format(Locale.ROOT, "%010d", recno));
        answer.put("ReversedReport", false);
        return new Outcome(Reply.json(200, answer), recno);
    }

    private Optional<Refusal> refusal(StopRequest stop, String branch) {
        return ordered().or(() -> book.refusal(stop)).or(() -> repeated(book.isInSfc(branch, stop)));
    }

    private static StopRequest stop(Mata681Request fields) {
        return new StopRequest(
                fields.text("MachineCode"),
                fields.text("StopReasonCode"),
                fields.text("StopType"),
                StopRequest.moment(fields.text("StartDateTime")),
                StopRequest.moment(fields.text("EndDateTime")),
                fields.text("ProductionOrder"),
                fields.text("ActivityCode"),
                fields.text("OperatorCode"),
                fields.text("DocumentCode"),
                fields.text("Observation"));
    }

    private Outcome reverse(WebRequest request, String branch) {
        Matcher id = REVERSAL.matcher(request.path());
        Optional<Map<String, Object>> row = id.matches() ? book.find(branch, id.group(1)) : Optional.empty();
        if (row.isEmpty()) {
            return Outcome.refused(Reply.ttalk(404, "Registro nao encontrado", "Registro nao encontrado"));
        }
        Optional<Refusal> refusal = ordered()
                .or(() -> Boolean.TRUE.equals(row.get().get("ReversedReport"))
                        ? Optional.of(Refusal.ALREADY_REVERSED)
                        : Optional.empty());
        if (refusal.isPresent()) {
            return Outcome.refused(error(refusal.get(), id.group(1)));
        }
        book.reverse(branch, id.group(1));
        Map<String, Object> answer = book.find(branch, id.group(1)).orElseThrow();
        long recno = ((Number) Objects.requireNonNull(answer.remove("recno"))).longValue();
        return new Outcome(Reply.json(200, answer), recno);
    }

    private static Reply error(Refusal refusal, String value) {
        return Reply.ttalk(400, "Erro no apontamento de parada", refusal.text(value));
    }

    /** The machine stands for the order: a stop need not have one. */
    @Override
    protected String orderOf(WebRequest request) {
        return Mata681Request.parse(request.body())
                .map(fields -> fields.text("MachineCode"))
                .orElseGet(() -> List.of(request.path().split("/", -1)).reversed().stream()
                        .skip(1)
                        .findFirst()
                        .orElse(""));
    }
}
