package io.esteira.adapter.protheus;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.SourceDoctor;
import io.esteira.adapter.doctor.Trouble;
import io.esteira.adapter.protheus.ProtheusAuthorization.LoginRefused;
import io.esteira.adapter.protheus.ProtheusProperties.Auth;
import io.esteira.adapter.protheus.ProtheusProperties.Company;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.springframework.web.client.RestClient;

/** Asks Protheus by GET alone, with a token of its own: first whether it is there, then who may do what. */
final class ProtheusDoctor implements SourceDoctor {

    /** For one answer. */
    static final Duration ONE_ANSWER = Duration.ofSeconds(8);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);
    private static final String SERVER = "server";
    private static final String LOGIN = "login";
    private static final String PREFIX = "ESTEIRA_ADAPTERS_PROTHEUS_";

    private final ProtheusProperties properties;
    private final Clock clock;

    ProtheusDoctor(ProtheusProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String source() {
        return ProtheusReader.SOURCE;
    }

    @Override
    public Diagnosis diagnose(Duration within) {
        Examination examination = new Examination(within, properties.password());
        suggest(examination);
        if (reached(examination)) {
            ProtheusConnection protheus = ProtheusConnection.of(properties, RestClient::builder, clock);
            if (admitted(examination, protheus)) {
                ProtheusHttp http = new ProtheusHttp(RestClient.builder(), CONNECT, ONE_ANSWER);
                for (Company company : properties.companies()) {
                    CompanyVisit visit = new CompanyVisit(examination, protheus, http, company);
                    boolean orders = new TableFindings(visit).examine();
                    new OrderListFindings(visit).examine(orders);
                    new WriterFindings(visit).examine();
                    new InspectionFindings(visit).examine();
                }
            }
        }
        return examination.end();
    }

    /** Any answer will do, whoever gives it. */
    private boolean reached(Examination examination) {
        String address = Trouble.address(String.valueOf(properties.baseUrl()));
        Finding finding = examination.ask(
                SERVER,
                ONE_ANSWER,
                () -> {
                    HttpResponse<Void> answer = head();
                    examination.keep(clock(answer));
                    String server = answer.headers().firstValue("Server").orElse("");
                    String named = server.isEmpty() ? "" : " (" + examination.quote(server) + ")";
                    return Finding.ok(
                            SERVER,
                            "Answers" + named + ". Release and LIB are told by no service: see them in SmartClient.",
                            "Responde" + named
                                    + ". Release e LIB não são informadas por nenhum serviço: veja no SmartClient.");
                },
                failure -> Trouble.of(SERVER, address, failure).orElseGet(() -> {
                    String said = examination.quote(failure);
                    return Finding.wrong(
                            SERVER,
                            address + " does not speak HTTP as expected: " + said,
                            address + " não fala HTTP como esperado: " + said);
                }));
        return finding.verdict().isUsable();
    }

    private HttpResponse<Void> head() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(properties.service("/"))
                    .timeout(ONE_ANSWER)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }

    private Finding clock(HttpResponse<Void> answer) {
        String date = answer.headers().firstValue("Date").orElse("");
        try {
            Duration difference = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            String seconds = Long.toString(difference.toSeconds());
            return difference.abs().compareTo(CLOCK_TOLERANCE) > 0
                    ? Finding.wrong(
                            "clock",
                            "Its clock is " + seconds + " s off, so changes can be missed: set both by NTP.",
                            "O relógio dele difere " + seconds
                                    + " s, e alterações podem se perder: acerte os dois por NTP.")
                    : Finding.ok("clock", "Differs by " + seconds + " s.", "Diferença de " + seconds + " s.");
        } catch (DateTimeException e) {
            return Finding.info("clock", "The server does not tell its time.", "O servidor não informa a hora.");
        }
    }

    private boolean admitted(Examination examination, ProtheusConnection protheus) {
        if (properties.auth() == Auth.BASIC) {
            return true;
        }
        Finding finding = examination.ask(
                LOGIN,
                ONE_ANSWER,
                () -> {
                    String unused = protheus.authorization().header();
                    String user = properties.user();
                    return Finding.ok(
                            LOGIN, "User " + user + " gets a token.", "O usuário " + user + " recebe um token.");
                },
                failure -> failure instanceof LoginRefused ? refused(LOGIN) : noToken(examination, failure));
        return finding.verdict().isUsable();
    }

    private Finding refused(String subject) {
        return Finding.forbidden(
                subject,
                "Protheus refuses user " + properties.user()
                        + ": check user and password, and whether it has to be changed.",
                "O Protheus recusa o usuário " + properties.user()
                        + ": confira usuário e senha, e se a senha precisa ser trocada.");
    }

    private Finding noToken(Examination examination, Exception failure) {
        return Trouble.of(LOGIN, String.valueOf(properties.baseUrl()), failure).orElseGet(() -> {
            String said = examination.quote(failure);
            return Finding.wrong(
                    LOGIN,
                    "No token: " + said + ". Check base-url and token-path.",
                    "Sem token: " + said + ". Confira base-url e token-path.");
        });
    }

    private void suggest(Examination examination) {
        examination.suggest(PREFIX + "ENABLED", "true");
        examination.suggest(PREFIX + "BASEURL", examination.quote(String.valueOf(properties.baseUrl())));
        examination.suggest(PREFIX + "USER", properties.user());
        examination.suggestSecret(PREFIX + "PASSWORD", properties.password());
        examination.suggest(PREFIX + "AUTH", properties.auth() == Auth.BASIC ? "BASIC" : "");
        int number = 0;
        for (Company company : properties.companies()) {
            String prefix = PREFIX + "COMPANIES_" + number++;
            examination.suggest(prefix + "_CODE", company.code());
            examination.suggest(prefix + "_TENANT", company.tenant());
            examination.suggest(prefix + "_BRANCH", company.branch());
        }
        examination.suggest(PREFIX + "WRITER", properties.writer());
    }
}
