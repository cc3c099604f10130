package io.esteira.alerts;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.zaxxer.hikari.HikariDataSource;
import io.esteira.alerts.AlertConfiguration.NoticeChannels;
import io.esteira.support.TestDatabase;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told of alerts outside of the hub, by a real server for each way. */
class NoticesTest {

    private static final String SECRET = "a secret";
    private static final String PATH = "/alerts";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WireMockServer receiver = new WireMockServer(options().dynamicPort());
    private HikariDataSource database;
    private JdbcClient jdbc;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database);
        receiver.start();
        answer(204);
    }

    @AfterEach
    void stop() {
        receiver.stop();
        database.close();
    }

    @Test
    void anAlertIsToldOnceWhenItIsRaisedAndOnceWhenItHasEnded() {
        raise("csw/MATRIZ");
        NoticeSender sender = byWebhook(Duration.ZERO);

        send(sender);
        send(sender);
        assertThat(events()).containsExactly("RAISED csw/MATRIZ");

        end("csw/MATRIZ");
        send(sender);
        send(sender);
        assertThat(events()).containsExactly("RAISED csw/MATRIZ", "ENDED csw/MATRIZ");
        JsonNode ended = notices().getLast();
        assertThat(ended.path("alert")).isEqualTo(notices().getFirst().path("alert"));
        assertThat(ended.path("endedAt").asString()).isNotEmpty();
        assertThat(ended.path("messagePt").asString()).isEqualTo("parada");
    }

    @Test
    void aReceiverCanTellWhoPosts() throws Exception {
        raise("csw/MATRIZ");

        send(byWebhook(Duration.ZERO));

        LoggedRequest request = requests().getFirst();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        long seconds = CLOCK.instant().getEpochSecond();
        mac.update((seconds + "." + request.getBodyAsString()).getBytes(StandardCharsets.UTF_8));
        assertThat(request.getHeader("Esteira-Signature"))
                .isEqualTo("t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal()));
    }

    @Test
    void whatIsRefusedIsSentAgainLaterAndInOrder() {
        answer(503);
        raise("csw/MATRIZ");
        NoticeSender sender = byWebhook(Duration.ZERO);
        send(sender);
        end("csw/MATRIZ");
        send(sender);
        assertThat(requests()).as("nothing before the first notice has gone").hasSize(1);
        assertThat(jdbc.sql("select error from hub.alert_notice where event = 'RAISED'")
                        .query(String.class)
                        .single())
                .contains("503");

        answer(200);
        receiver.resetRequests();
        jdbc.sql("update hub.alert_notice set next_at = now()").update();
        send(sender);
        assertThat(events()).containsExactly("RAISED csw/MATRIZ", "ENDED csw/MATRIZ");
    }

    @Test
    void whatCouldNotBeSentForADayIsGivenUp() {
        answer(500);
        raise("csw/MATRIZ");
        NoticeSender sender = byWebhook(Duration.ZERO);
        send(sender);
        jdbc.sql("update hub.alert_notice set next_at = now(), created_at = now() - interval '25 hours'")
                .update();
        send(sender);
        jdbc.sql("update hub.alert_notice set next_at = now()").update();
        send(sender);
        assertThat(requests()).hasSize(2);
    }

    @Test
    void anAlertThatComesBackIsNotToldAnew() {
        raise("csw/MATRIZ");
        NoticeSender sender = byWebhook(Duration.ofMinutes(5));
        send(sender);
        end("csw/MATRIZ");
        send(sender);
        raise("csw/MATRIZ");
        send(sender);
        end("csw/MATRIZ");
        send(sender);
        assertThat(events()).containsExactly("RAISED csw/MATRIZ");

        jdbc.sql("update hub.alert set ended_at = ended_at - interval '10 minutes'")
                .update();
        send(sender);
        raise("csw/MATRIZ");
        send(sender);
        assertThat(events()).containsExactly("RAISED csw/MATRIZ", "ENDED csw/MATRIZ", "RAISED csw/MATRIZ");
    }

    @Test
    void whatAPersonHasTakenUpIsToldNobody() {
        raise("csw/MATRIZ");
        jdbc.sql("update hub.alert set acknowledged_at = now(), acknowledged_by = 'ana'")
                .update();
        NoticeSender sender = byWebhook(Duration.ZERO);

        send(sender);
        end("csw/MATRIZ");
        send(sender);

        assertThat(requests()).isEmpty();
    }

    @Test
    void twoInstancesTellItOnce() {
        for (int n = 0; n < 20; n++) {
            raise("s" + n);
        }
        NoticeSender one = byWebhook(Duration.ZERO);
        NoticeSender other = byWebhook(Duration.ZERO);

        for (int n = 0; n < 10; n++) {
            one.begin();
            other.begin();
        }
        await().atMost(60, TimeUnit.SECONDS).until(() -> unsent() == 0);

        assertThat(events()).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void severalAlertsAreOneMail() throws Exception {
        GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mail.start();
        try {
            raise("csw/MATRIZ\r\nBcc: everybody@example.com");
            raise("protheus/LATICINIO");
            JavaMailSenderImpl server = new JavaMailSenderImpl();
            server.setHost("127.0.0.1");
            server.setPort(mail.getSmtp().getPort());
            AlertProperties.Email email =
                    new AlertProperties.Email("hub@example.com", List.of("it@example.com", "turno@example.com"));

            send(sender(new MailChannel(server, email), Duration.ZERO));

            MimeMessage[] received = mail.getReceivedMessages();
            assertThat(received).as("one for each of the two").hasSize(2);
            assertThat(received[0].getSubject())
                    .startsWith("[Esteira] ALERTA SOURCE_STALE csw/MATRIZ")
                    .endsWith("+1");
            assertThat(received[0].getHeader("Bcc")).isNull();
            assertThat(received[0].getContent().toString()).contains("parada", "stopped", "protheus/LATICINIO");
        } finally {
            mail.stop();
        }
    }

    private void answer(int status) {
        receiver.stubFor(post(PATH).willReturn(aResponse().withStatus(status)));
    }

    private NoticeSender byWebhook(Duration quietFor) {
        AlertProperties.Webhook webhook = new AlertProperties.Webhook(receiver.baseUrl() + PATH, SECRET);
        return sender(new WebhookChannel(webhook, JSON, CLOCK), quietFor);
    }

    private NoticeSender sender(NoticeChannel channel, Duration quietFor) {
        return new NoticeSender(
                jdbc,
                new NoticeChannels(List.of(channel)),
                new AlertProperties(
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        quietFor,
                        Duration.ofSeconds(5),
                        DataSize.ofGigabytes(2),
                        new AlertProperties.Webhook("", ""),
                        new AlertProperties.Email("", List.of())));
    }

    private static void send(NoticeSender sender) {
        sender.send();
    }

    private void raise(String subject) {
        jdbc.sql(
                        "insert into hub.alert (code, subject, message, message_pt) values ('SOURCE_STALE', ?, 'stopped', 'parada')")
                .param(subject)
                .update();
    }

    private void end(String subject) {
        jdbc.sql("update hub.alert set ended_at = clock_timestamp() where subject = ? and ended_at is null")
                .param(subject)
                .update();
    }

    private long unsent() {
        return jdbc.sql("select 20 - count(*) from hub.alert_notice where sent_at is not null")
                .query(Long.class)
                .single();
    }

    private List<LoggedRequest> requests() {
        return receiver.findAll(postRequestedFor(urlEqualTo(PATH)));
    }

    private List<JsonNode> notices() {
        return requests().stream()
                .flatMap(request ->
                        JSON.readTree(request.getBodyAsString()).path("notices").valueStream())
                .toList();
    }

    private List<String> events() {
        return notices().stream()
                .map(notice -> notice.path("event").asString() + " "
                        + notice.path("subject").asString())
                .toList();
    }
}
