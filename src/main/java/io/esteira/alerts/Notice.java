package io.esteira.alerts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That an alert was raised or has ended, as it is told outside of the hub.
 *
 * @param id the same whenever it is sent again, so that a receiver can tell
 * @param alert the alert's own id, of which there is one for both events
 * @param company its code; null when the alert concerns none in particular
 * @param endedAt null where the alert was open when this was sent
 */
record Notice(
        UUID id,
        Event event,
        UUID alert,
        String code,
        @Nullable String company,
        String subject,
        String message,
        String messagePt,
        Instant raisedAt,
        @Nullable Instant endedAt) {

    enum Event {
        RAISED,
        ENDED
    }
}
