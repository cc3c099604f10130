package io.esteira.operations;

import io.esteira.adapter.doctor.ClockDifference;
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
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what every client may read of the issuer: its discovery document and its keys. Where the keys have an address of their own, the
 * hub asks for no document, and the doctor looks at these.
 */
final class OidcDoctor implements SourceDoctor {

    private static final Duration ONE_ANSWER = Duration.ofSeconds(8);

    /** So that a host that says nothing is told as such, before the question itself is given up. */
    private static final Duration SILENCE = ONE_ANSWER.minusSeconds(1);

    private static final ClockDifference CLOCK = new ClockDifference(
            Duration.ofMinutes(1),
            "The issuer's clock is %s s off: tokens would be refused. Set both clocks by NTP.",
            "O relógio do emissor difere %s s: tokens seriam recusados. Acerte os dois por NTP.");

    /** In bytes. Documents of issuers have some thousand; whoever sends more is none. */
    private static final long LARGEST_ANSWER = 1 << 20;

    /** Longer names of issuers than this are not suggested. */
    private static final int LONGEST_NAME = 500;

    private static final String DISCOVERY = "discovery";
    private static final String KEYS = "keys";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String issuer;
    private final String audience;
    private final String keysAddress;
    private final Set<String> algorithms;
    private final Clock clock;

    /**
     * @param keysAddress where the hub fetches the keys; blank where the discovery document tells
     * @param algorithms signatures that the hub verifies
     */
    OidcDoctor(String issuer, String audience, String keysAddress, Set<String> algorithms, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.keysAddress = keysAddress;
        this.algorithms = Set.copyOf(algorithms);
        this.clock = clock;
    }

    /** The issuer of the tokens; in a demo, which has it in the hub's process, it is named apart. */
    static OidcDoctor of(Environment environment, Clock clock) {
        String prefix = "spring.security.oauth2.resourceserver.jwt.";
        String issuer = environment.getProperty(prefix + "issuer-uri", "");
        return new OidcDoctor(
                issuer.isBlank() ? environment.getProperty("esteira.doctor.issuer", "") : issuer,
                environment.getProperty(prefix + "audiences", ""),
                environment.getProperty(prefix + "jwk-set-uri", ""),
                Set.copyOf(List.of(environment
                        .getProperty(prefix + "jws-algorithms", "RS256")
                        .split("\\s*,\\s*"))),
                clock);
    }

    @Override
    public String source() {
        return "oidc";
    }

    @Override
    public Diagnosis diagnose(Duration within) {
        Examination examination = new Examination(within);
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
                failure -> aside(trouble(examination, DISCOVERY, address, failure)));
        JsonNode found = document.get();
        String keys =
                keysAddress.isBlank() && found != null ? found.path("jwks_uri").asString("") : keysAddress;
        boolean usable = !keys.isBlank()
                && examination
                        .ask(
                                KEYS,
                                ONE_ANSWER,
                                () -> keys(examination, keys),
                                failure -> trouble(examination, KEYS, keys, failure))
                        .verdict()
                        .isUsable();
        examination.suggest("ESTEIRA_OIDC_ISSUER", found == null ? issuer : named(found));
        examination.suggest("ESTEIRA_OIDC_AUDIENCE", audience);
        examination.suggest("ESTEIRA_OIDC_KEYS", usable ? keysAddress : "");
        return examination.end();
    }

    /** The issuer's own name, unless it is none that tokens could carry. */
    private String named(JsonNode document) {
        String name = document.path("issuer").asString("");
        return name.length() <= LONGEST_NAME && name.matches("https?://[^\\s\\p{Cntrl}]+") ? name : issuer;
    }

    /** What keeps the document from being read is no hindrance where nobody needs it. */
    private Finding aside(Finding finding) {
        return keysAddress.isBlank()
                ? finding
                : Finding.info(
                        finding.subject(),
                        "Not needed here, since the keys have an address of their own. " + finding.sentence(),
                        "Não é necessário aqui, pois as chaves têm endereço próprio. " + finding.sentencePt());
    }

    private Finding discovery(Examination examination, String address, AtomicReference<@Nullable JsonNode> document)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(address);
        examination.keep(clock(answer));
        if (answer.statusCode() != 200) {
            return aside(Finding.missing(
                    DISCOVERY,
                    address + " answers " + answer.statusCode() + ": check the path of the issuer (realm, tenant).",
                    address + " responde " + answer.statusCode() + ": confira o caminho do emissor (realm, tenant)."));
        }
        JsonNode found;
        try {
            found = JSON.readTree(answer.body());
        } catch (JacksonException e) {
            return aside(Finding.wrong(
                    DISCOVERY,
                    address + " answers no JSON: this is no issuer.",
                    address + " não responde JSON: não é um emissor."));
        }
        document.set(found);
        String name = found.path("issuer").asString("");
        String named = examination.quote(name);
        return name.equals(issuer)
                ? Finding.ok(DISCOVERY, "Names itself " + named + ".", "Apresenta-se como " + named + ".")
                : Finding.wrong(
                        DISCOVERY,
                        "It names itself " + named + ": set ESTEIRA_OIDC_ISSUER to exactly this.",
                        "Apresenta-se como " + named + ": use exatamente isto em ESTEIRA_OIDC_ISSUER.");
    }

    private Finding keys(Examination examination, String address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(address);
        examination.keep(clock(answer));
        String shown = examination.quote(address);
        int usable = 0;
        Set<String> kinds = new TreeSet<>();
        if (answer.statusCode() == 200) {
            for (JsonNode key : JSON.readTree(answer.body()).path("keys")) {
                String algorithm = key.path("alg").asString("");
                boolean signs = !key.path("use").asString("sig").equals("enc")
                        && !key.path("kty").asString("").equals("oct");
                if (signs && (algorithm.isEmpty() || algorithms.contains(algorithm))) {
                    usable++;
                    kinds.add(algorithm.isEmpty() ? key.path("kty").asString("") : algorithm);
                }
            }
        }
        return usable == 0
                ? Finding.missing(
                        KEYS,
                        shown + " has no key by which the hub could verify a signature.",
                        shown + " não tem chave com que o hub possa verificar assinaturas.")
                : Finding.ok(
                        KEYS,
                        usable + " for signatures: " + examination.quote(String.join(", ", kinds)) + ".",
                        usable + " para assinaturas: " + examination.quote(String.join(", ", kinds)) + ".");
    }

    private Finding clock(HttpResponse<byte[]> answer) {
        return CLOCK.finding(answer.headers().firstValue("Date"), clock);
    }

    private static HttpResponse<byte[]> get(String address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(SILENCE).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(SILENCE)
                    .header("Accept", "application/json")
                    .build();
            return http.send(
                    request,
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        }
    }

    private static Finding trouble(Examination examination, String subject, String address, Exception failure) {
        return Trouble.of(subject, examination.quote(address), failure)
                .orElseGet(() -> examination.failed(subject, failure));
    }
}
