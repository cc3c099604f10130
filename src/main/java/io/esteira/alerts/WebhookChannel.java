package io.esteira.alerts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts notices as JSON. Where there is a secret, {@code Esteira-Signature: t=<seconds>,v1=<hex>} holds the HMAC-SHA256 of the seconds, a dot
 * and the body, so that a receiver knows the sender and refuses what is old. Redirects are not followed.
 */
final class WebhookChannel implements NoticeChannel {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ALGORITHM = "HmacSHA256";

    private final URI address;
    private final String secret;
    private final JsonMapper json;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    WebhookChannel(AlertProperties.Webhook webhook, JsonMapper json, Clock clock) {
        this.address = URI.create(webhook.address());
        this.secret = webhook.secret();
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "WEBHOOK";
    }

    @Override
    public void send(List<Notice> notices) throws IOException, InterruptedException, GeneralSecurityException {
        byte[] body = json.writeValueAsBytes(Map.of("notices", notices));
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!secret.isEmpty()) {
            request.header("Esteira-Signature", signature(body));
        }
        int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status / 100 != 2) {
            throw new IOException("The webhook answers " + status);
        }
    }

    private String signature(byte[] body) throws GeneralSecurityException {
        long seconds = clock.instant().getEpochSecond();
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }
}
