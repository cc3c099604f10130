package io.esteira.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import io.esteira.adapter.testkit.SelfSigned;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.mock.env.MockEnvironment;

@Execution(ExecutionMode.SAME_THREAD)
class OidcDoctorTest {

    private static final String DISCOVERY = "/realms/plant/.well-known/openid-configuration";

    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private HttpServer server;
    private String issuer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/", exchange -> {
            byte[] page =
                    pages.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page.length == 0 ? 404 : 200, page.length == 0 ? -1 : page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/plant";
        pages.put(DISCOVERY, "{\"issuer\": \"" + issuer + "\", \"jwks_uri\": \"" + issuer + "/keys\"}");
        pages.put(
                "/realms/plant/keys",
                "{\"keys\": [{\"kty\": \"RSA\", \"use\": \"sig\", \"alg\": \"RS256\", \"kid\": \"1\"}]}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static Diagnosis diagnose(String issuer, Clock clock) {
        return diagnose(issuer, "", clock);
    }

    private static Diagnosis diagnose(String issuer, String keys, Clock clock) {
        return new OidcDoctor(issuer, "esteira", keys, Set.of("RS256", "ES256"), clock)
                .diagnose(Duration.ofSeconds(20));
    }

    private Finding only() {
        return only(diagnose(issuer, Clock.systemUTC()));
    }

    private static Finding only(Diagnosis diagnosis) {
        List<Finding> unusable = diagnosis.findings().stream()
                .filter(finding -> !finding.verdict().isUsable())
                .toList();
        return assertThat(unusable).singleElement().actual();
    }

    @Test
    void anIssuerInOrderIsUsable() {
        // when
        Diagnosis diagnosis = diagnose(issuer, Clock.systemUTC());

        // then
        assertThat(diagnosis.isUsable()).as(diagnosis.toString()).isTrue();
        assertThat(diagnosis.findings())
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder("clock", "discovery", "keys");
        assertThat(diagnosis.settings()).containsEntry("ESTEIRA_OIDC_ISSUER", issuer);
    }

    @Test
    void anotherNameThanConfiguredIsTold() {
        // given
        pages.put(DISCOVERY, "{\"issuer\": \"https://login.example.com\", \"jwks_uri\": \"" + issuer + "/keys\"}");

        // when
        Diagnosis diagnosis = diagnose(issuer, Clock.systemUTC());

        // then
        assertThat(only(diagnosis).sentence())
                .contains("https://login.example.com")
                .contains("exactly this");
        assertThat(diagnosis.settings()).containsEntry("ESTEIRA_OIDC_ISSUER", "https://login.example.com");
    }

    @Test
    void aWrongRealmIsTold() {
        assertThat(only(diagnose(issuer + "s", Clock.systemUTC())).sentencePt())
                .contains("404")
                .contains("realm");
    }

    @Test
    void keysThatSignNothingAreMissing() {
        // given
        pages.put("/realms/plant/keys", "{\"keys\": [{\"kty\": \"RSA\", \"use\": \"enc\", \"alg\": \"RSA-OAEP\"}]}");

        // then
        assertThat(only().subject()).isEqualTo("keys");
        assertThat(only().verdict()).isEqualTo(Verdict.MISSING);
    }

    @Test
    void aClockThatIsOffIsTold() {
        assertThat(only(diagnose(issuer, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5))))
                        .subject())
                .isEqualTo("clock");
    }

    @Test
    void aWrongPortIsOneSentence() {
        assertThat(only(diagnose("http://127.0.0.1:1/realms/plant", Clock.systemUTC()))
                        .sentence())
                .startsWith("Nothing listens at http://127.0.0.1:1/realms/plant");
    }

    @Test
    void anAnswerWithoutEndIsBrokenOffEarly() {
        // given
        AtomicLong sent = new AtomicLong();
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                byte[] part = new byte[1 << 16];
                for (; sent.get() < 1L << 28; sent.addAndGet(part.length)) {
                    body.write(part);
                }
            }
        });

        // when
        Finding finding = only(diagnose(issuer.replace("/realms/plant", "/endless"), Clock.systemUTC()));

        // then
        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(sent).hasValueLessThan(1L << 27);
    }

    @Test
    void whereTheKeysHaveAnAddressOfTheirOwnTheseAreWhatCounts() {
        // given
        String nobody = "http://127.0.0.1:1/realms/plant";

        // when
        Diagnosis right = diagnose(nobody, issuer + "/keys", Clock.systemUTC());
        Diagnosis wrong = diagnose(issuer, nobody + "/keys", Clock.systemUTC());

        // then
        assertThat(right.isUsable()).as(right.toString()).isTrue();
        assertThat(right.findings())
                .filteredOn(finding -> finding.subject().equals("discovery"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .startsWith("Not needed here")
                        .contains("Nothing listens"));
        assertThat(right.settings()).containsEntry("ESTEIRA_OIDC_KEYS", issuer + "/keys");
        assertThat(only(wrong).subject()).isEqualTo("keys");
        assertThat(wrong.settings()).doesNotContainKey("ESTEIRA_OIDC_KEYS");
    }

    @Test
    void whatTheHubIsSetToVerifyIsWhatIsLookedFor() {
        // given
        MockEnvironment environment = new MockEnvironment()
                .withProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer)
                .withProperty("spring.security.oauth2.resourceserver.jwt.jws-algorithms", "ES256, ES384");

        // when
        Diagnosis diagnosis = OidcDoctor.of(environment, Clock.systemUTC()).diagnose(Duration.ofSeconds(20));

        // then
        assertThat(only(diagnosis).subject()).isEqualTo("keys");
    }

    @Test
    void whatTheIssuerSaysIsQuotedShortly() {
        // given
        pages.put(DISCOVERY, "{\"issuer\": \"\\u001b[2Jhttps://" + "n".repeat(5_000) + "\"}");

        // when
        Diagnosis diagnosis = diagnose(issuer, Clock.systemUTC());

        // then
        assertThat(only(diagnosis).sentence()).hasSizeLessThan(300).doesNotContain("\u001b");
        assertThat(diagnosis.settings()).containsEntry("ESTEIRA_OIDC_ISSUER", issuer);
    }

    @Test
    void aCertificateOfTheServersOwnIsOneSentence(@TempDir Path dir) throws Exception {
        try (SelfSigned own = SelfSigned.start(dir)) {
            assertThat(only(diagnose("https://127.0.0.1:" + own.port() + "/realms/plant", Clock.systemUTC()))
                            .sentence())
                    .contains("is not trusted");
        }
    }

    @Test
    void aHostThatSaysNothingIsOneSentenceInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(only(diagnose("http://127.0.0.1:" + silent.getLocalPort() + "/realms/plant", Clock.systemUTC()))
                            .sentence())
                    .startsWith("No answer from http://127.0.0.1");
        }
    }
}
