package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads services of Protheus and judges what they answer. A read is safe to repeat: 428, 429 and 503 are tried again within the call,
 * a 401 once with a new token. Whatever is not data in the end is {@link SourceUnavailable}, with what a person should look at.
 */
final class ProtheusClient {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** What services write where an empty list was meant: a whole sentence about records, and not about a table, branch or service. */
    private static final Pattern NO_RECORD = Pattern.compile(
            "((nenhum|ning[uú]n) (registro|dado)( (foi |fue )?(encontrad|localizad)[oa])?"
                    + "|n[aã]o (foi|foram) (encontrad|localizad)[oa]s? (nenhum )?(registro|dado)s?"
                    + "|n[aã]o (h[aá]|existem?) (registro|dado)s?"
                    + "|(registro|dado)s? n[aã]o (encontrad|localizad)[oa]s?"
                    + "|no (records?|data)( was| were)?( found)?|(records?|data) not found)"
                    + "( (para|com|for|with|to) .{1,120})?[.!]?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final List<String> MESSAGES = List.of("message", "detailedMessage", "errorMessage", "mensagem");

    private final ProtheusProperties properties;
    private final ProtheusAuthorization authorization;
    private final ProtheusHttp http;

    ProtheusClient(ProtheusProperties properties, ProtheusAuthorization authorization, ProtheusHttp http) {
        this.properties = properties;
        this.authorization = authorization;
        this.http = http;
    }

    /** Protheus refuses this request itself, not the caller: asking again will not help. */
    static final class Refused extends SourceUnavailable {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * The object that a list answers; empty where it says, as some do under 400 or 404, that there is no record.
     *
     * @throws Refused the service is not published, or refuses these parameters
     * @throws SourceUnavailable anything else that is not data
     */
    Optional<ObjectNode> get(Company company, String path, Map<String, String> parameters) {
        Answer answer = patiently(company, path, parameters);
        if (!answer.successful()) {
            return saysNoRecord(answer) ? Optional.empty() : Optional.of(judged(answer, path));
        }
        ObjectNode body = judged(answer, path);
        return ProtheusJson.field(body, "items") == null && saysNoRecord(answer) ? Optional.empty() : Optional.of(body);
    }

    /**
     * The object that a service answers, where only data prove that there is none: what it says of missing records is believed no more
     * than any other refusal.
     *
     * @throws Refused the service is not published, or refuses these parameters
     * @throws SourceUnavailable anything else that is not data
     */
    ObjectNode data(Company company, String path, Map<String, String> parameters) {
        return judged(patiently(company, path, parameters), path);
    }

    private Answer patiently(Company company, String path, Map<String, String> parameters) {
        Duration pause = properties.retryPause();
        Answer answer = getOnce(company, path, parameters);
        for (int retry = 0; retry < properties.retries() && busy(answer); retry++) {
            sleep(longer(pause, answer));
            pause = pause.multipliedBy(2);
            answer = getOnce(company, path, parameters);
        }
        return answer;
    }

    private Answer getOnce(Company company, String path, Map<String, String> parameters) {
        String header = authorization.header();
        Answer answer = exchange(company, path, parameters, header);
        return answer.status() == 401 ? exchange(company, path, parameters, authorization.renewed(header)) : answer;
    }

    private Answer exchange(Company company, String path, Map<String, String> parameters, String authorized) {
        try {
            return http.send(
                    HttpMethod.GET,
                    ProtheusHttp.uri(properties.service(path), parameters),
                    headers(company, authorized),
                    null,
                    null);
        } catch (IOException e) {
            throw new SourceUnavailable("Protheus is away: " + path + ": " + ProtheusHttp.describe(e), e);
        }
    }

    /** The headers that each request to a service carries. */
    Map<String, String> headers(Company company, String authorized) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", authorized);
        headers.put("Accept", "application/json");
        headers.put("Accept-Language", "pt-BR");
        headers.put("tenantId", company.tenant());
        if (!properties.module().isBlank()) {
            headers.put("x-erp-module", properties.module());
        }
        return headers;
    }

    private static boolean busy(Answer answer) {
        return answer.status() == 428 || answer.status() == 429 || answer.status() == 503;
    }

    private ObjectNode judged(Answer answer, String path) {
        return switch (answer.status()) {
            // 207: part of a batch is refused, the rest is data like any other.
            case 200, 206, 207 -> data(answer, path);
            case 202 ->
                throw new SourceUnavailable("Protheus answers 202 instead of data: user " + properties.user()
                        + " has to change the password");
            case 401 ->
                throw new SourceUnavailable(
                        "Protheus refuses a new token of user " + properties.user() + " (401) at " + path);
            case 403 ->
                throw new SourceUnavailable(
                        "user " + properties.user() + " may not use " + path + " (403): " + answer.excerpt());
            case 404 -> throw new Refused("service " + path + " is not published (404): " + answer.excerpt());
            case 405 -> throw new Refused("service " + path + " is off (405): " + answer.excerpt());
            case 400 -> throw new Refused(path + " refuses the request (400): " + answer.excerpt());
            case 500 -> throw new Refused(path + " fails (500): " + answer.excerpt());
            default -> throw new SourceUnavailable(path + " answers " + answer.status() + ": " + answer.excerpt());
        };
    }

    private static ObjectNode data(Answer answer, String path) {
        if (answer.html()) {
            throw new SourceUnavailable(path + " answers a page instead of data: " + answer.excerpt());
        }
        return ProtheusJson.envelope(answer.body())
                .orElseThrow(() -> new SourceUnavailable(path + " answers what is no JSON: " + answer.excerpt()));
    }

    /** Whether a list says that it has no record, under one of the statuses under which lists do. */
    static boolean saysNoRecord(Answer answer) {
        return switch (answer.status()) {
            case 200, 206, 207, 400, 404 -> !answer.html() && said(answer).anyMatch(ProtheusClient::isNoRecord);
            default -> false;
        };
    }

    private static Stream<String> said(Answer answer) {
        return ProtheusJson.object(answer.body())
                .map(body -> MESSAGES.stream().map(name -> ProtheusJson.text(body, name)))
                .orElseGet(() -> Stream.of(answer.text()));
    }

    private static boolean isNoRecord(String text) {
        return NO_RECORD.matcher(Mojibake.repair(text).strip()).matches();
    }

    private static Duration longer(Duration pause, Answer answer) {
        Duration asked = answer.retryAfter();
        Duration wanted = asked != null && asked.compareTo(pause) > 0 ? asked : pause;
        return wanted.compareTo(LONGEST_PAUSE) < 0 ? wanted : LONGEST_PAUSE;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailable("interrupted while Protheus was busy", e);
        }
    }
}
