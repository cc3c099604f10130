package io.esteira.adapter.protheus;

import io.esteira.adapter.doctor.ClockDifference;
import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.SourceDoctor;
import io.esteira.adapter.doctor.Trouble;
import io.esteira.adapter.protheus.ProtheusAuthorization.LoginRefused;
import io.esteira.adapter.protheus.ProtheusProperties.Auth;
import io.esteira.adapter.protheus.ProtheusProperties.DowntimeSource;
import io.esteira.adapter.protheus.ProtheusProperties.PhaseSource;
import io.esteira.adapter.protheus.ProtheusProperties.Switch;
import io.esteira.adapter.protheus.ProtheusProperties.TokenGrant;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;

/** Asks Protheus by GET alone, with a token of its own: first whether it is there, then who may do what. */
final class ProtheusDoctor implements SourceDoctor {

    /** For one answer. */
    static final Duration ONE_ANSWER = Duration.ofSeconds(8);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final ClockDifference CLOCK = new ClockDifference(
            Duration.ofMinutes(2),
            "Its clock is %s s off, so changes can be missed: set both by NTP.",
            "O relógio dele difere %s s, e alterações podem se perder: acerte os dois por NTP.");
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
        FoundOptions options = new FoundOptions(properties.companies().size());
        if (reached(examination)) {
            ProtheusConnection protheus = ProtheusConnection.of(properties, RestClient::builder, clock);
            if (admitted(examination, protheus)) {
                ProtheusHttp http = new ProtheusHttp(RestClient.builder(), CONNECT, ONE_ANSWER);
                for (Company company : properties.companies()) {
                    CompanyVisit visit = new CompanyVisit(examination, protheus, http, company, options);
                    TableFindings tables = new TableFindings(visit);
                    new ListFindings(visit).examine(tables.examine());
                    new WriterFindings(visit).examine();
                    new InspectionFindings(visit, tables).examine();
                }
            }
        }
        options.suggest(examination);
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
                    examination.keep(CLOCK.finding(answer.headers().firstValue("Date"), clock));
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

    /** All that is set and is not what the hub does by itself: who pastes it shall lose nothing. */
    private void suggest(Examination examination) {
        examination.suggest(PREFIX + "ENABLED", "true");
        examination.suggestAddress(PREFIX + "BASEURL", String.valueOf(properties.baseUrl()));
        examination.suggestAddress(PREFIX + "SOAPURL", text(properties.soapUrl()));
        examination.suggest(PREFIX + "USER", properties.user());
        examination.suggestSecret(PREFIX + "PASSWORD", properties.password());
        suggest(examination, "AUTH", properties.auth(), Auth.OAUTH2);
        suggest(examination, "TOKENPATH", properties.tokenPath(), "/api/oauth2/v1/token");
        suggest(examination, "TOKENGRANT", properties.tokenGrant(), TokenGrant.HEADERS);
        suggest(examination, "MODULE", properties.module(), "PCP");
        suggest(examination, "PHASESOURCE", properties.phaseSource(), PhaseSource.WORK_CENTRE);
        suggest(examination, "DEFAULTROUTING", properties.defaultRouting(), "01");
        DowntimeSource stops = properties.downtimes().from();
        suggest(examination, "DOWNTIMES_FROM", stops, DowntimeSource.GENERIC_QUERY);
        suggest(examination, "ROWSTAMP", properties.rowStamp(), Switch.AUTO);
        suggest(examination, "PENDINGTABLE", properties.pendingTable(), Switch.AUTO);
        int number = 0;
        for (Company company : properties.companies()) {
            String indexed = "COMPANIES_" + number++;
            examination.suggest(PREFIX + indexed + "_CODE", company.code());
            examination.suggest(PREFIX + indexed + "_TENANT", company.tenant());
            examination.suggest(PREFIX + indexed + "_BRANCH", company.branch());
            suggest(examination, indexed + "_ZONE", company.zone(), ZoneId.of("America/Sao_Paulo"));
            if (company.writer() != null) {
                // A blank one says that a person types, which is not what the common one says.
                examination.suggestAsIs(PREFIX + indexed + "_WRITER", company.writer());
            }
        }
        examination.suggestAsIs(PREFIX + "WRITER", properties.writer());
        examination.suggest(PREFIX + "WRITERS", text(properties.writers()));
    }

    private static void suggest(Examination examination, String key, Object value, Object usual) {
        examination.suggest(PREFIX + key, value.equals(usual) ? "" : value.toString());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
