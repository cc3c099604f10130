package io.esteira.plant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Protheus' password grant: short-lived signed tokens that survive a restart of the plant. Thread-safe. */
final class ProtheusTokens {

    static final String USER = "esteira";
    static final String PASSWORD = "esteira";

    private static final String HMAC = "HmacSHA256";
    private static final long REFRESH_SECONDS = 24 * 3600;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Clock clock;
    private final Parameters parameters;
    private final SecretKeySpec key;
    private final AtomicLong serial = new AtomicLong();
    private final AtomicLong revokedUpTo = new AtomicLong();

    ProtheusTokens(Clock clock, Parameters parameters, long seed) {
        this.clock = clock;
        this.parameters = parameters;
        this.key = new SecretKeySpec(("plant " + seed).getBytes(StandardCharsets.UTF_8), HMAC);
    }

    Reply issue(WebRequest request, @Nullable Fault refusal) {
        Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(request.headers());
        values.putAll(WebRequest.parameters(request.body()));
        values.putAll(request.query());
        String grant = values.getOrDefault("grant_type", "").toLowerCase(Locale.ROOT);
        boolean granted = refusal == null
                && switch (grant) {
                    case "password" -> USER.equals(values.get("username")) && PASSWORD.equals(values.get("password"));
                    case "refresh_token" -> isValid(values.getOrDefault("refresh_token", ""), "refresh");
                    default -> false;
                };
        if (!granted) {
            int status = refusal == null ? 401 : Integer.parseInt(refusal.effect());
            return Reply.ttalk(status, "Usuário ou senha inválidos", "grant_type=" + grant);
        }
        long life = parameters.number(Parameter.EXPIRES_IN).longValue();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", token("access", life));
        body.put("refresh_token", token("refresh", REFRESH_SECONDS));
        body.put("scope", "default");
        body.put("token_type", "Bearer");
        body.put("expires_in", life);
        return Reply.json(200, body);
    }

    /** Ends every access token given out so far. */
    void revoke() {
        revokedUpTo.set(serial.get());
    }

    boolean isAuthenticated(WebRequest request) {
        String authorization = request.header("Authorization").orElse("");
        if (authorization.startsWith("Basic ")) {
            String expected =
                    ENCODER.withoutPadding().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            return authorization.substring(6).replace("=", "").strip().equals(expected);
        }
        return authorization.startsWith("Bearer ")
                && isValid(authorization.substring(7).strip(), "access");
    }

    private String token(String use, long seconds) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "TOTVS-ADVPL-FWJWT");
        claims.put("sub", USER);
        claims.put("use", use);
        claims.put("exp", clock.instant().getEpochSecond() + seconds);
        claims.put("jti", serial.incrementAndGet());
        String head = encoded("{\"typ\":\"JWT\",\"alg\":\"HS256\"}") + "." + encoded(Json.write(claims));
        return head + "." + ENCODER.encodeToString(signature(head));
    }

    private static String encoded(String text) {
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] signature(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isValid(String token, String use) {
        int dot = token.lastIndexOf('.');
        try {
            if (dot < 0
                    || !MessageDigest.isEqual(
                            signature(token.substring(0, dot)),
                            Base64.getUrlDecoder().decode(token.substring(dot + 1)))) {
                return false;
            }
            String payload = token.substring(token.indexOf('.') + 1, dot);
            JsonNode claims = Json.read(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
            return claims.get("use").asString().equals(use)
                    && claims.get("exp").asLong() > clock.instant().getEpochSecond()
                    && (use.equals("refresh") || claims.get("jti").asLong() > revokedUpTo.get());
        } catch (IllegalArgumentException | JacksonException e) {
            return false;
        }
    }
}
