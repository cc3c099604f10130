package io.esteira.graphql;

import io.esteira.downtime.DowntimeRefusal;
import io.esteira.downtime.DowntimeRefusalCode;
import org.jspecify.annotations.Nullable;

/** The refusal of the contract. */
record DowntimeRefused(DowntimeRefusalCode code, @Nullable String field, String message, String messagePt) {

    static DowntimeRefused of(DowntimeRefusal refusal) {
        return new DowntimeRefused(refusal.code(), refusal.field(), refusal.message(), refusal.messagePt());
    }
}
