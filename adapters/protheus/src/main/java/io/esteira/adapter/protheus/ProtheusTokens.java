package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.protheus.ProtheusProperties.TokenGrant;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * One bearer token for all requests. One thread fetches it while the others wait; it is renewed some minutes before it ends. After
 * Protheus refused the user, nobody asks for a minute, so that the user is not locked. No secret reaches a log or a message.
 */
final class ProtheusTokens implements ProtheusAuthorization {

    private static final Logger LOG = LoggerFactory.getLogger(ProtheusTokens.class);
    private static final Duration RENEW_EARLY = Duration.ofMinutes(5);
    private static final Duration USUAL_LIFE = Duration.ofHours(1);
    private static final Duration REFUSED_PAUSE = Duration.ofMinutes(1);

    private final ProtheusProperties properties;
    private final ProtheusHttp http;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Token token;
    private @Nullable Instant refusedAt;

    ProtheusTokens(ProtheusProperties properties, ProtheusHttp http, Clock clock) {
        this.properties = properties;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String header() {
        Token known = token;
        return known != null && known.fresh(clock.instant()) ? known.header() : fetched(null);
    }

    @Override
    public String renewed(String refused) {
        return fetched(refused);
    }

    /** The header of a token that is fresh and not the refused one. */
    private String fetched(@Nullable String refused) {
        lock.lock();
        try {
            Token known = token;
            if (known != null && known.fresh(clock.instant()) && !known.header().equals(refused)) {
                return known.header();
            }
            Token next = known == null || refused != null ? byPassword() : byRefresh(known);
            token = next;
            return next.header();
        } finally {
            lock.unlock();
        }
    }

    private Token byRefresh(Token known) {
        if (known.refresh().isEmpty()) {
            return byPassword();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "refresh_token");
        parameters.put("refresh_token", known.refresh());
        boolean form = properties.tokenGrant() == TokenGrant.FORM;
        Answer answer = form ? post(Map.of(), Map.of(), parameters) : post(parameters, Map.of(), Map.of());
        return token(answer).orElseGet(this::byPassword);
    }

    private Token byPassword() {
        failWhileRefused();
        Map<String, String> grant = Map.of("grant_type", "password");
        Map<String, String> user = Map.of("username", properties.user(), "password", properties.password());
        Map<String, String> both = new LinkedHashMap<>(grant);
        both.putAll(user);
        Answer answer =
                switch (properties.tokenGrant()) {
                    case HEADERS -> post(grant, user, Map.of());
                    case FORM -> post(Map.of(), Map.of(), both);
                    case QUERY -> post(both, Map.of(), Map.of());
                };
        Optional<Token> granted = token(answer);
        granted.ifPresent(given -> LOG.atInfo()
                .addKeyValue("source", "protheus")
                .addKeyValue("until", given.until())
                .log("token obtained"));
        return granted.orElseThrow(() -> refused(answer.status()));
    }

    private void failWhileRefused() {
        Instant refused = refusedAt;
        Instant now = clock.instant();
        // A clock that was set back since must not make the pause longer.
        if (refused != null && !now.isBefore(refused) && now.isBefore(refused.plus(REFUSED_PAUSE))) {
            throw new LoginRefused("Protheus refused user " + properties.user() + " a moment ago: check the password");
        }
    }

    private SourceUnavailable refused(int status) {
        boolean credentials = status == 400 || status == 401 || status == 403 || status == 409 || status == 202;
        if (!credentials) {
            return new SourceUnavailable("Protheus gives no token: " + properties.tokenPath() + " answers " + status);
        }
        refusedAt = clock.instant();
        return new LoginRefused("Protheus refuses user " + properties.user() + " (" + status
                + " on the token request): check the password and whether it has to be changed");
    }

    private Answer post(Map<String, String> query, Map<String, String> headers, Map<String, String> form) {
        URI uri = ProtheusHttp.uri(properties.service(properties.tokenPath()), query);
        byte[] body = form.isEmpty() ? null : ProtheusHttp.encoded(form).getBytes(StandardCharsets.UTF_8);
        try {
            return http.send(HttpMethod.POST, uri, headers, body, MediaType.APPLICATION_FORM_URLENCODED);
        } catch (IOException e) {
            throw new SourceUnavailable("Protheus gives no token: " + ProtheusHttp.describe(e), e);
        }
    }

    private Optional<Token> token(Answer answer) {
        boolean given = answer.status() == 200 || answer.status() == 201;
        return given
                ? ProtheusJson.object(answer.body())
                        .filter(body -> !ProtheusJson.text(body, "access_token").isBlank())
                        .map(body -> new Token(
                                "Bearer " + ProtheusJson.text(body, "access_token"),
                                ProtheusJson.text(body, "refresh_token"),
                                renewAt(ProtheusJson.text(body, "expires_in"))))
                : Optional.empty();
    }

    private Instant renewAt(String expiresIn) {
        Duration life = expiresIn.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(expiresIn)) : USUAL_LIFE;
        Duration half = life.dividedBy(2);
        Duration early = life.minus(RENEW_EARLY);
        return clock.instant().plus(early.compareTo(half) > 0 ? early : half);
    }

    /**
     * @param header the whole header value
     * @param refresh the refresh token; blank when none came
     * @param until when it is renewed
     */
    private record Token(String header, String refresh, Instant until) {
        boolean fresh(Instant now) {
            return now.isBefore(until);
        }

        @Override
        public String toString() {
            return "Token[until=" + until + "]";
        }
    }
}
