package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryOutcome.Blocked;
import io.esteira.adapter.delivery.DeliveryOutcome.Delivered;
import io.esteira.adapter.delivery.DeliveryOutcome.Known;
import io.esteira.adapter.delivery.DeliveryOutcome.NotExecuted;
import io.esteira.adapter.delivery.DeliveryOutcome.PendingInErp;
import io.esteira.adapter.delivery.DeliveryOutcome.Rejected;
import io.esteira.adapter.delivery.DeliveryOutcome.Uncertain;
import io.esteira.adapter.protheus.WriterMapping.Answers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says what an answer to a posting proves. Only an answer that proves that nothing was executed lets the posting be sent again; what
 * proves nothing is uncertain. Pure.
 */
final class ProtheusAnswers {

    /** The code of a help text, as ExecAuto writes it: {@code AJUDA:A680OPTOT}. */
    private static final Pattern HELP =
            Pattern.compile("(?:AJUDA|HELP)\\s*:\\s*([A-Z0-9_]+)", Pattern.CASE_INSENSITIVE);

    private static final List<String> CODES = List.of("code", "errorCode", "codigo");
    private static final List<String> MESSAGES =
            List.of("message", "errorMessage", "detailedMessage", "mensagem", "Status");

    /** The status of a batch of which the service took a part. */
    private static final int PARTLY = 207;

    private final Duration refusedPause;

    /** @param refusedPause how long to wait where only a person can change the answer */
    ProtheusAnswers(Duration refusedPause) {
        this.refusedPause = refusedPause;
    }

    DeliveryOutcome judge(Answer answer, Answers meaning) {
        if (answer.status() == 202) {
            return new Blocked("Protheus answers 202: the integration user has to change the password", refusedPause);
        }
        if (says(answer, meaning.accepted())) {
            return new Delivered(null, answer.text());
        }
        if (says(answer, meaning.known())) {
            return new Known(answer.text());
        }
        Optional<ObjectNode> refused = answer.status() == PARTLY ? inBatch(answer) : Optional.empty();
        if (refused.isPresent()) {
            return rejected(refused.get(), answer);
        }
        return answer.successful() ? success(answer, meaning) : failure(answer, meaning);
    }

    /** What is to be reversed may be gone, or its service is not there: nothing was done, and only a person can change the answer. */
    DeliveryOutcome judgeReversal(Answer answer, Answers meaning) {
        DeliveryOutcome outcome = judge(answer, meaning);
        boolean notFound = answer.status() == 404 && !answer.html() && outcome instanceof Blocked;
        return notFound
                ? new Blocked("Protheus does not find what is reversed (404): " + answer.excerpt(), refusedPause)
                : outcome;
    }

    private DeliveryOutcome success(Answer answer, Answers meaning) {
        Optional<ObjectNode> body = answer.html() ? Optional.empty() : ProtheusJson.object(answer.body());
        Optional<ObjectNode> success =
                body.filter(fields -> !meaning.success().isEmpty() && matches(fields, meaning.success()));
        if (success.isPresent()) {
            return accepted(success.get(), answer, meaning);
        }
        return undone(answer, meaning).orElseGet(() -> {
            String what = answer.text().isEmpty() ? "nothing" : answer.html() ? "a page" : "something unknown";
            return new Uncertain("Protheus answers " + answer.status() + " with " + what + ": " + answer.excerpt());
        });
    }

    /** What the text proves of a delivery that did not succeed, whatever the status: what is only busy now is no refusal. */
    private Optional<DeliveryOutcome> undone(Answer answer, Answers meaning) {
        if (says(answer, meaning.blocked())) {
            return Optional.of(new Blocked("a person has to act: " + answer.excerpt(), refusedPause));
        }
        if (says(answer, meaning.busy())) {
            return Optional.of(
                    new NotExecuted("a record is in use in Protheus: " + answer.excerpt(), answer.retryAfter()));
        }
        return says(answer, meaning.refused()) ? Optional.of(rejected(answer)) : Optional.empty();
    }

    private static boolean says(Answer answer, List<Pattern> texts) {
        return texts.stream().anyMatch(text -> text.matcher(answer.said()).find());
    }

    /** An answer that a posting kept as pending has too proves neither: only SH6 tells. */
    private static DeliveryOutcome accepted(ObjectNode fields, Answer answer, Answers meaning) {
        boolean doubtful = !meaning.doubtful().isEmpty() && matches(fields, meaning.doubtful());
        if (!doubtful) {
            return new Delivered(null, answer.text());
        }
        String handle = meaning.key().isEmpty()
                ? ""
                : ProtheusJson.text(fields, meaning.key()).strip();
        return new PendingInErp(handle.isEmpty() ? null : handle, answer.text());
    }

    private static boolean matches(ObjectNode fields, Map<String, Pattern> patterns) {
        return patterns.entrySet().stream().allMatch(field -> field.getValue()
                .matcher(ProtheusJson.text(fields, field.getKey()))
                .matches());
    }

    private DeliveryOutcome failure(Answer answer, Answers meaning) {
        int status = answer.status();
        return switch (status) {
            case 401 -> new Blocked("Protheus refuses a new token (401)", refusedPause);
            case 403 ->
                ofBusiness(answer, meaning)
                        ? rejected(answer)
                        : new Blocked("the integration user may not post (403): " + answer.excerpt(), refusedPause);
            case 404, 405 ->
                says(answer, meaning.refused())
                        ? rejected(answer)
                        : new Blocked(
                                "the service for postings is not published (" + status + "): " + answer.excerpt(),
                                refusedPause);
            case 428, 429, 503 -> new NotExecuted("Protheus is busy (" + status + ")", answer.retryAfter());
            default -> byText(answer, meaning);
        };
    }

    /**
     * Whether a 403 comes from the routine and not from the rights of the user, who may well be "not registered": it carries a help
     * code, or a refusal in both families of errors at once, as the services of QIP write it.
     */
    private static boolean ofBusiness(Answer answer, Answers meaning) {
        return help(answer).isPresent()
                || says(answer, meaning.refused())
                        && ProtheusJson.object(answer.body())
                                .filter(body -> ProtheusJson.field(body, "code") != null)
                                .filter(body -> ProtheusJson.field(body, "errorCode") != null)
                                .isPresent();
    }

    /** A status that says little: custom codes of a service come out as 500, and a refusal may be a page. */
    private DeliveryOutcome byText(Answer answer, Answers meaning) {
        boolean client = answer.status() >= 400 && answer.status() < 500;
        return undone(answer, meaning)
                .orElseGet(() -> client && !answer.html()
                        ? rejected(answer)
                        : new Uncertain("Protheus answers " + answer.status()
                                + (answer.html() ? " with a page: " : ": ") + answer.excerpt()));
    }

    /** Why a batch was not taken whole. A delivery is all of its batch, so it is the one that was refused. */
    private static Optional<ObjectNode> inBatch(Answer answer) {
        return ProtheusJson.object(answer.body())
                .map(body -> ProtheusJson.field(body, "_messages"))
                .filter(messages -> messages.isArray() && messages.size() > 0)
                .map(messages -> messages.get(0))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    private static Rejected rejected(Answer answer) {
        return ProtheusJson.object(answer.body())
                .map(body -> rejected(body, answer))
                .orElseGet(() -> new Rejected(
                        help(answer).orElse("HTTP " + answer.status()),
                        answer.xml() ? answer.excerpt() : answer.text()));
    }

    private static Rejected rejected(ObjectNode said, Answer answer) {
        String code = help(answer).or(() -> first(said, CODES)).orElse("HTTP " + answer.status());
        String text = messages(said);
        return new Rejected(code, text.isEmpty() ? answer.text() : text);
    }

    private static Optional<String> help(Answer answer) {
        Matcher help = HELP.matcher(answer.said());
        return help.find() ? Optional.of(help.group(1)) : Optional.empty();
    }

    /** All that the body says, each sentence once. */
    private static String messages(ObjectNode fields) {
        return MESSAGES.stream()
                .flatMap(name -> first(fields, List.of(name)).stream())
                .map(Mojibake::repair)
                .distinct()
                .reduce((left, right) -> left + " | " + right)
                .orElse("");
    }

    private static Optional<String> first(JsonNode fields, List<String> names) {
        Stream<String> texts =
                names.stream().map(name -> ProtheusJson.text(fields, name).strip());
        return texts.filter(text -> !text.isEmpty()).findFirst();
    }
}
