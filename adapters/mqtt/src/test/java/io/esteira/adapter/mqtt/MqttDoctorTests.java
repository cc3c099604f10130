package io.esteira.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.Inbox;
import io.esteira.adapter.Issue;
import io.esteira.adapter.Page;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import io.esteira.adapter.testkit.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MqttDoctorTests {

    private static final String SECRET = "s3cr3t-word";

    private final String clientId = "hub-" + UUID.randomUUID();

    /** Where it does not matter which messages come. */
    private static Diagnosis diagnose(Map<String, ?> settings) {
        return diagnose(settings, false, Duration.ofMillis(50));
    }

    private static Diagnosis diagnoseListening(Map<String, ?> settings, boolean inHub) {
        return diagnose(settings, inHub, Duration.ofSeconds(1));
    }

    private static Diagnosis diagnose(Map<String, ?> settings, boolean inHub, Duration listening) {
        Map<String, Object> named = new HashMap<>();
        settings.forEach((name, value) -> named.put("esteira.adapters.mqtt." + name, value));
        MqttProperties properties = new Binder(new MapConfigurationPropertySource(named))
                .bind("esteira.adapters.mqtt", MqttProperties.class)
                .get();
        return new MqttDoctor(properties, inHub, listening).diagnose(Duration.ofSeconds(60));
    }

    private Map<String, Object> settings(String url) {
        Map<String, Object> settings = new HashMap<>(RunningAdapter.settings(1, clientId));
        settings.put("url", url);
        settings.put("user", "hub");
        settings.put("password", SECRET);
        return settings;
    }

    private static Finding only(Diagnosis diagnosis) {
        List<Finding> unusable = diagnosis.findings().stream()
                .filter(finding -> !finding.verdict().isUsable())
                .toList();
        return assertThat(unusable).singleElement().actual();
    }

    private static Finding finding(Diagnosis diagnosis, String subject) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    /** Until it is interrupted. */
    private static Thread publishing(TestBroker broker, String topic) {
        return Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                broker.publish(topic, "{}");
                try {
                    Thread.sleep(Duration.ofMillis(20));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    @Test
    void aBrokerInOrderIsUsableAndItsTopicsAreShown() {
        // given
        TestBroker broker = TestBroker.shared();
        String topic = clientId + "/cell/01/telemetry";
        Thread machine = publishing(broker, topic);

        // when
        Diagnosis diagnosis = diagnoseListening(settings("tcp://127.0.0.1:" + broker.port()), false);
        machine.interrupt();

        // then
        assertThat(diagnosis.isUsable()).as(diagnosis.toString()).isTrue();
        assertThat(finding(diagnosis, "connection").sentence()).startsWith("MQTT 5;");
        assertThat(finding(diagnosis, "session").sentence()).contains("168 h");
        assertThat(finding(diagnosis, clientId + "/cell/+/telemetry").rows()).isPositive();
        assertThat(finding(diagnosis, "topics").sentencePt()).contains(topic);
        assertThat(diagnosis.settings()).containsEntry("ESTEIRA_ADAPTERS_MQTT_PASSWORD", "***");
        assertThat(diagnosis.toString()).doesNotContain(SECRET);
    }

    @Test
    void topicsOfOneCompanyAreNotNamedToAnother() {
        // given
        TestBroker broker = TestBroker.shared();
        Map<String, Object> settings = settings("tcp://127.0.0.1:" + broker.port());
        settings.put("topics[1].filter", clientId + "/other/+/telemetry");
        settings.put("topics[1].company", "FILIAL");
        Thread machine = publishing(broker, clientId + "/other/01/telemetry");

        // when
        Diagnosis diagnosis = diagnoseListening(settings, false);
        machine.interrupt();

        // then
        assertThat(finding(diagnosis, clientId + "/other/+/telemetry").company())
                .isEqualTo("FILIAL");
        assertThat(finding(diagnosis, "topics").sentence()).contains("seen in");
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.company() == null)
                .extracting(Finding::subject)
                .contains("connection", "topics");
        assertThat(diagnosis.findings())
                .filteredOn(finding -> !"FILIAL".equals(finding.company()))
                .allSatisfy(finding -> assertThat(finding.sentence()).doesNotContain("/telemetry"));
    }

    @Test
    void theHubsOwnConnectionIsLeftAlone() {
        // given
        TestBroker broker = TestBroker.shared();
        try (RunningAdapter adapter =
                new RunningAdapter(RunningAdapter.settings(broker.port(), clientId), readings -> {}, new Nobody())) {
            await().until(adapter::subscribed);

            // when
            Diagnosis diagnosis = diagnose(settings("tcp://127.0.0.1:" + broker.port()));

            // then
            assertThat(diagnosis.isUsable()).isTrue();
            assertThat(adapter.subscribed()).isTrue();
            assertThat(adapter.health().getDetails()).containsEntry("connections", 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "134, FORBIDDEN, O broker recusa o usuário hub: confira usuário e senha.",
        "135, FORBIDDEN, O broker recusa o usuário hub: confira usuário e senha.",
        "132, WRONG, O broker não fala MQTT 5: atualize-o."
    })
    void aRefusalIsOneSentence(int reason, Verdict verdict, String sentence) throws IOException {
        try (ServerSocket broker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            // given
            Thread unused = Thread.ofVirtual().start(() -> refuse(broker, reason));

            // when
            Diagnosis diagnosis = diagnose(settings("tcp://127.0.0.1:" + broker.getLocalPort()));

            // then
            assertThat(only(diagnosis).verdict()).isEqualTo(verdict);
            assertThat(only(diagnosis).sentencePt()).isEqualTo(sentence);
            assertThat(diagnosis.toString()).doesNotContain(SECRET);
        }
    }

    /** A CONNACK with nothing but its reason. */
    private static void refuse(ServerSocket broker, int reason) {
        try (Socket socket = broker.accept()) {
            int unused = socket.getInputStream().read(new byte[1024]);
            socket.getOutputStream().write(new byte[] {0x20, 3, 0, (byte) reason, 0});
            socket.getOutputStream().flush();
            int end = socket.getInputStream().read();
            assertThat(end).isLessThan(256);
        } catch (IOException gone) {
            // The client has closed first.
        }
    }

    @ParameterizedTest
    @CsvSource({"tcp://127.0.0.1:1, Nothing listens", "tcp://no-such-host.invalid:1883, No host of this name"})
    void aWrongHostOrPortIsOneSentenceSoon(String url, String sentence) {
        // given
        long start = System.nanoTime();

        // when
        Finding finding = only(diagnose(settings(url)));

        // then
        assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(finding.sentence()).startsWith(sentence).contains(url);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    /** Keeps nothing. */
    private static final class Nobody implements Inbox {

        @Override
        public Receipt receive(Page page) {
            return new Receipt(0, 0, 0);
        }

        @Override
        public void quarantine(SourceRecord record, Issue issue) {}
    }

    @Test
    void aPortWithoutTlsIsToldInOneSentence() {
        // when
        Finding finding =
                only(diagnose(settings("ssl://127.0.0.1:" + TestBroker.shared().port())));

        // then
        assertThat(finding.subject()).isEqualTo("connection");
        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aCertificateOfTheServersOwnIsOneSentence(@TempDir Path dir) throws Exception {
        try (SelfSigned server = SelfSigned.start(dir)) {
            // when
            Finding finding = only(diagnose(settings("ssl://127.0.0.1:" + server.port())));

            // then
            assertThat(finding.subject()).isEqualTo("connection");
            assertThat(finding.sentence()).contains("is not trusted").contains("trust store");
        }
    }

    @Test
    void aBrokerThatForgetsItsClientsIsTold() throws IOException {
        try (CannedBroker broker = new CannedBroker().forgetting()) {
            assertThat(only(diagnose(settings(broker.url()))))
                    .extracting(Finding::subject, Finding::verdict)
                    .containsExactly("session", Verdict.WRONG);
        }
    }

    @Test
    void aBrokerThatKeepsSessionsForLessThanAskedIsTold() throws IOException {
        try (CannedBroker broker = new CannedBroker().granting(7_200)) {
            // when
            Finding finding = only(diagnose(settings(broker.url())));

            // then
            assertThat(finding.subject()).isEqualTo("session");
            assertThat(finding.sentence()).isEqualTo("Kept for 2 h only, asked were 168 h.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, WRONG, Granted at QoS 0 only",
        "135, FORBIDDEN, The user may not subscribe",
        "143, WRONG, The broker refuses it (0x8f)"
    })
    void aSubscriptionThatIsNotGrantedIsTold(int code, Verdict verdict, String sentence) throws IOException {
        try (CannedBroker broker = new CannedBroker().subscribing(code)) {
            // when
            Finding finding = finding(diagnose(settings(broker.url())), clientId + "/cell/+/telemetry");

            // then
            assertThat(finding.verdict()).isEqualTo(verdict);
            assertThat(finding.sentence()).startsWith(sentence);
        }
    }

    @Test
    void inAHubItListensToTheHubsTopicsAloneAndSilenceIsNoFault() throws IOException {
        try (CannedBroker broker = new CannedBroker()) {
            // when
            Diagnosis diagnosis = diagnoseListening(settings(broker.url()), true);

            // then
            assertThat(diagnosis.isUsable()).isTrue();
            assertThat(broker.filters()).containsExactly(clientId + "/cell/+/telemetry");
            assertThat(finding(diagnosis, "topics").sentence()).isEqualTo("Silence for 1 s.");
            assertThat(finding(diagnosis, clientId + "/cell/+/telemetry").sentence())
                    .contains("no message came");
        }
    }

    @Test
    void aSessionThatSubscribesEndsWithItsConnection() throws IOException {
        try (CannedBroker broker = new CannedBroker()) {
            // when
            diagnose(settings(broker.url()));

            // then
            assertThat(broker.connections())
                    .containsExactly(
                            new CannedBroker.Connected(true, Duration.ofDays(7).toSeconds()),
                            new CannedBroker.Connected(false, 0),
                            new CannedBroker.Connected(true, 0));
            assertThat(broker.filters()).containsExactly(clientId + "/cell/+/telemetry", "#");
        }
    }

    @Test
    void whereTheClientIsNotTakenBackItsTopicsAreNotJudged() throws IOException {
        try (CannedBroker broker = new CannedBroker().refusingToTakeBack()) {
            // when
            Diagnosis diagnosis = diagnose(settings(broker.url()));

            // then
            assertThat(finding(diagnosis, "session").verdict()).isEqualTo(Verdict.WRONG);
            assertThat(finding(diagnosis, clientId + "/cell/+/telemetry").verdict())
                    .isEqualTo(Verdict.UNKNOWN);
            assertThat(broker.filters()).isEmpty();
        }
    }

    @Test
    void namesOfTopicsAreShownAsWhatTheyAreOthersWords() {
        // given
        TestBroker broker = TestBroker.shared();
        Thread machine = publishing(broker, clientId + "/cell/" + "n".repeat(500) + "\u202e/telemetry");

        // when
        Diagnosis diagnosis = diagnoseListening(settings("tcp://127.0.0.1:" + broker.port()), true);
        machine.interrupt();

        // then
        String sentence = finding(diagnosis, "topics").sentence();
        assertThat(sentence).startsWith("1 seen in 1 s: ").hasSizeLessThan(300).doesNotContain("\u202e");
    }
}
