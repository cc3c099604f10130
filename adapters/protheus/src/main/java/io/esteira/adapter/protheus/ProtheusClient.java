package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.protheus.ProtheusProperties.Company;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads services of Protheus and judges what they answer. A read is safe to repeat: 428, 429 and 503 are tried again within the call,
 * a 401 once with a new token. Whatever is not data in the end is {@link SourceUnavailable}, with what a person should look at.
 */
final class ProtheusClient {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** What services write where an empty list was meant, in the languages that Protheus speaks. */
    private static final Pattern NO_RECORD = Pattern.compile(
            "nenhum (registro|dado)|n[aã]o (foi|foram|h[aá]) .*(encontrad|registro)|registro n[aã]o encontrad|no records?( was| were)? found"
                    + "|record not found|no data found|ning[uú]n registro",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

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
     * The object that a service answers; empty where it says that there is no record.
     *
     * @throws Refused the service is not published, or refuses these parameters
     * @throws SourceUnavailable anything else that is not data
     */
    Optional<ObjectNode> get(Company company, String path, Map<String, String> parameters) {
        Duration pause = properties.retryPause();
        Answer answer = getOnce(company, path, parameters);
        for (int retry = 0; retry < properties.retries() && busy(answer); retry++) {
            sleep(longer(pause, answer));
            pause = pause.multipliedBy(2);
            answer = getOnce(company, path, parameters);
        }
        return judged(answer, path);
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

    private Optional<ObjectNode> judged(Answer answer, String path) {
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
            case 404 -> emptyOr(answer, () -> new Refused("service " + path + " is not published (404)"));
            case 400 -> emptyOr(answer, () -> new Refused(path + " refuses the request (400): " + answer.excerpt()));
            case 500 -> throw new Refused(path + " fails (500): " + answer.excerpt());
            default -> throw new SourceUnavailable(path + " answers " + answer.status() + ": " + answer.excerpt());
        };
    }

    private Optional<ObjectNode> data(Answer answer, String path) {
        if (answer.html()) {
            throw new SourceUnavailable(path + " answers a page instead of data: " + answer.excerpt());
        }
        ObjectNode body = ProtheusJson.envelope(answer.body())
                .orElseThrow(() -> new SourceUnavailable(path + " answers what is no JSON: " + answer.excerpt()));
        return ProtheusJson.field(body, "items") == null && saysNoRecord(answer) ? Optional.empty() : Optional.of(body);
    }

    private static Optional<ObjectNode> emptyOr(Answer answer, Supplier<Refused> refusal) {
        if (!answer.html() && saysNoRecord(answer)) {
            return Optional.empty();
        }
        throw refusal.get();
    }

    /** Whether a service says that it has no record, whatever the status. */
    static boolean saysNoRecord(Answer answer) {
        return NO_RECORD.matcher(answer.text()).find();
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
