package io.esteira.adapter.canonical;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stop of a machine as the source shows it: a sighting of a fact that the hub may already know.
 *
 * @param ref the source's row
 * @param equipment the machine's code at the source
 * @param reason code of the reason; null where the row has none
 * @param planned whether it was planned; null where the source does not tell
 * @param endedAt null while it goes on
 * @param order the order that it held up; null where none is named
 * @param operation the step of that order; null where none is named
 * @param reference the short unique reference that a delivery of the hub carried into the source; null for stops entered there
 * @param reversed whether the source shows it as reversed
 */
public record DowntimeChange(
        Ref ref,
        String equipment,
        @Nullable String reason,
        @Nullable Boolean planned,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Ref order,
        @Nullable String operation,
        @Nullable String operator,
        @Nullable String note,
        @Nullable String reference,
        boolean reversed)
        implements CanonicalChange {}
