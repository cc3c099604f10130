package io.esteira.adapter.mqtt;

import io.esteira.adapter.SourceLosses;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the connection fares, for the health page. Written by the connection's thread, read by any. */
final class MqttStatus {

    private final Clock clock;
    private Snapshot now;

    MqttStatus(Clock clock) {
        this.clock = clock;
        this.now = new Snapshot(false, clock.instant(), null, null, 0, null, null);
    }

    /**
     * @param subscribed whether messages can come in
     * @param since since when that is so
     * @param lastMessageAt null before the first message
     * @param connections how often the broker has been connected to
     * @param sessionLostAt when the broker was found to have forgotten this client, and with it whatever was published in
     *     between; null when it never was
     * @param storingFailed why the last messages could not be stored; null when they could
     */
    record Snapshot(
            boolean subscribed,
            Instant since,
            @Nullable String lastFailure,
            @Nullable Instant lastMessageAt,
            int connections,
            @Nullable Instant sessionLostAt,
            @Nullable String storingFailed) {

        boolean healthy() {
            return subscribed && storingFailed == null;
        }
    }

    synchronized Snapshot now() {
        return now;
    }

    /** @return whether the broker lost a session that it should have kept */
    synchronized boolean subscribed(boolean sessionPresent) {
        boolean sessionLost = !sessionPresent && now.connections > 0;
        now = new Snapshot(
                true,
                clock.instant(),
                null,
                now.lastMessageAt,
                now.connections + 1,
                sessionLost ? clock.instant() : now.sessionLostAt,
                now.storingFailed);
        return sessionLost;
    }

    /** What the broker is known to have lost of this client: what was published while it had no session. */
    synchronized List<SourceLosses.Loss> losses(String clientId) {
        return Optional.ofNullable(now.sessionLostAt).stream()
                .map(at -> new SourceLosses.Loss(
                        "mqtt " + clientId,
                        at,
                        "The MQTT broker had forgotten the session of " + clientId
                                + ": what machines sent before it was subscribed again is lost.",
                        "O broker MQTT tinha esquecido a sessão de " + clientId
                                + ": o que as máquinas enviaram antes da nova assinatura se perdeu."))
                .toList();
    }

    synchronized void stored(Instant lastMessageAt) {
        now = new Snapshot(now.subscribed, now.since, null, lastMessageAt, now.connections, now.sessionLostAt, null);
    }

    synchronized void storingFailed(String reason) {
        now = new Snapshot(
                now.subscribed, now.since, reason, now.lastMessageAt, now.connections, now.sessionLostAt, reason);
    }

    synchronized void disconnected(@Nullable String failure) {
        now = new Snapshot(
                false,
                now.subscribed ? clock.instant() : now.since,
                failure,
                now.lastMessageAt,
                now.connections,
                now.sessionLostAt,
                now.storingFailed);
    }
}
