package io.esteira.outbox;

import io.esteira.platform.Refusal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** What requests have to keep to, of whatever kind. */
public final class RequestRules {

    /** Nothing is reported of days before it. */
    public static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    /** Clocks of terminals run ahead. */
    public static final Duration CLOCK_ERROR = Duration.ofMinutes(5);

    private RequestRules() {}

    /** @param id of what is to be accepted, as the client chose it */
    public static Optional<Refusal> check(UUID id, RequestKey key) {
        return id.version() == 7 ? key.check() : Optional.of(RequestTexts.notVersion7());
    }
}
