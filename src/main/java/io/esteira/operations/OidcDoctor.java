package io.esteira.operations;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.SourceDoctor;
import io.esteira.adapter.doctor.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what every client may read of the issuer: its discovery document and its keys. */
final class OidcDoctor implements SourceDoctor {

    private static final Duration ONE_ANSWER = Duration.ofSeconds(8);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /** In bytes. Documents of issuers have some thousand; whoever sends more is none. */
    private static final long LARGEST_ANSWER = 1 << 20;

    private static final String DISCOVERY = "discovery";
    private static final String KEYS = "keys";

    /** Signatures that the hub verifies. */
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String issuer;
    private final String audience;
    private final Clock clock;

    OidcDoctor(String issuer, String audience, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    /** The issuer of the tokens; in a demo, which has it in the hub's process, it is named apart. */
    static OidcDoctor of(Environment environment, Clock clock) {
        String prefix = "spring.security.oauth2.resourceserver.jwt.";
        String issuer = environment.getProperty(prefix + "issuer-uri", "");
        return new OidcDoctor(
                issuer.isBlank() ? environment.getProperty("esteira.doctor.issuer", "") : issuer,
                environment.getProperty(prefix + "audiences", ""),
                clock);
    }

    @Override
    public String source() {
        return "oidc";
    }

    @Override
    public Diagnosis diagnose(Duration within) {
        Examination examination = new Examination(within);
        examination.suggest("ESTEIRA_OIDC_ISSUER", issuer);
        examination.suggest("ESTEIRA_OIDC_AUDIENCE", audience);
        if (issuer.isBlank()) {
            examination.keep(Finding.missing(
                    DISCOVERY, "ESTEIRA_OIDC_ISSUER is not set.", "ESTEIRA_OIDC_ISSUER não está definida."));
            return examination.end();
        }
        AtomicReference<@Nullable JsonNode> document = new AtomicReference<>();
        String address = issuer.replaceAll("/$", "") + "/.well-known/openid-configuration";
        examination.ask(
                DISCOVERY,
                ONE_ANSWER,
                () -> discovery(examination, address, document),
                failure -> trouble(examination, DISCOVERY, address, failure));
        JsonNode found = document.get();
        if (found != null) {
            String keys = found.path("jwks_uri").asString("");
            examination.ask(KEYS, ONE_ANSWER, () -> keys(keys), failure -> trouble(examination, KEYS, keys, failure));
        }
        return examination.end();
    }

    private Finding discovery(Examination examination, String address, AtomicReference<@Nullable JsonNode> document)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(address);
        examination.keep(clock(answer));
        if (answer.statusCode() != 200) {
            return Finding.missing(
                    DISCOVERY,
                    address + " answers " + answer.statusCode() + ": check the path of the issuer (realm, tenant).",
                    address + " responde " + answer.statusCode() + ": confira o caminho do emissor (realm, tenant).");
        }
        JsonNode found;
        try {
            found = JSON.readTree(answer.body());
        } catch (JacksonException e) {
            return Finding.wrong(
                    DISCOVERY,
                    address + " answers no JSON: this is no issuer.",
                    address + " não responde JSON: não é um emissor.");
        }
        document.set(found);
        String named = found.path("issuer").asString("");
        return named.equals(issuer)
                ? Finding.ok(DISCOVERY, "Names itself " + named + ".", "Apresenta-se como " + named + ".")
                : Finding.wrong(
                        DISCOVERY,
                        "It names itself " + named + ": set ESTEIRA_OIDC_ISSUER to exactly this.",
                        "Apresenta-se como " + named + ": use exatamente isto em ESTEIRA_OIDC_ISSUER.");
    }

    private static Finding keys(String address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(address);
        List<String> usable = new ArrayList<>();
        Set<String> algorithms = new TreeSet<>();
        if (answer.statusCode() == 200) {
            for (JsonNode key : JSON.readTree(answer.body()).path("keys")) {
                String algorithm = key.path("alg").asString("");
                boolean signs = !key.path("use").asString("sig").equals("enc")
                        && !key.path("kty").asString("").equals("oct");
                if (signs && (algorithm.isEmpty() || ALGORITHMS.contains(algorithm))) {
                    usable.add(key.path("kid").asString(""));
                    algorithms.add(algorithm.isEmpty() ? key.path("kty").asString("") : algorithm);
                }
            }
        }
        return usable.isEmpty()
                ? Finding.missing(
                        KEYS,
                        address + " has no key by which the hub could verify a signature.",
                        address + " não tem chave com que o hub possa verificar assinaturas.")
                : Finding.ok(
                        KEYS,
                        usable.size() + " for signatures: " + String.join(", ", algorithms) + ".",
                        usable.size() + " para assinaturas: " + String.join(", ", algorithms) + ".");
    }

    private Finding clock(HttpResponse<byte[]> answer) {
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
                            "The issuer's clock is " + seconds
                                    + " s off: tokens would be refused. Set both clocks by NTP.",
                            "O relógio do emissor difere " + seconds
                                    + " s: tokens seriam recusados. Acerte os dois por NTP.")
                    : Finding.ok("clock", "Differs by " + seconds + " s.", "Diferença de " + seconds + " s.");
        } catch (DateTimeException e) {
            return Finding.info("clock", "The issuer does not tell its time.", "O emissor não informa a hora.");
        }
    }

    private static HttpResponse<byte[]> get(String address) throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(ONE_ANSWER).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(ONE_ANSWER)
                    .header("Accept", "application/json")
                    .build();
            return http.send(
                    request,
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        }
    }

    private static Finding trouble(Examination examination, String subject, String address, Exception failure) {
        return Trouble.of(subject, address, failure).orElseGet(() -> {
            String said = examination.quote(failure);
            return Finding.wrong(subject, "Fails: " + said, "Falha: " + said);
        });
    }
}
