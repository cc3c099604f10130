package io.esteira.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call to a source about a delivery.
 *
 * @param request what was sent, without what is of persons; null where it was asked about, or nothing is known to show
 */
record Try(String kind, @Nullable String request, Duration took) {

    /** More than a posting takes; what a site's mapping adds is shown in part. */
    private static final int LONGEST = 8_000;

    Try {
        if (request != null) {
            String storable = request.replace('\0', ' ');
            request = storable.length() <= LONGEST ? storable : storable.substring(0, LONGEST - 1) + "…";
        }
    }

    static Try send(@Nullable String request, Duration took) {
        return new Try("SEND", request, took);
    }

    static Try readBack(Duration took) {
        return new Try("READ_BACK", null, took);
    }
}
