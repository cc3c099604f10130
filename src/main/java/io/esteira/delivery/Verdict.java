package io.esteira.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a claimed delivery.
 *
 * @param outcome what came of the try, as a code
 * @param detail what came of it, in words
 * @param reasonCode why it waits; null when it does not
 * @param erpKey the row that it became; null when not known
 * @param pendingKey the row under which the source keeps it as pending; null when it does not, or it is not known
 * @param next when it is looked at again
 */
record Verdict(
        DeliveryState state,
        String outcome,
        String detail,
        @Nullable String reasonCode,
        @Nullable String erpKey,
        @Nullable String pendingKey,
        int absentReads,
        Duration next) {

    /** Longer than any answer that a person reads; a page that came instead is kept in part. */
    private static final int LONGEST = 2_000;

    Verdict {
        detail = detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST - 1) + "…";
    }

    /** Not executed, and a person has to act first. */
    static final String BLOCKED = "BLOCKED";

    /** Perhaps pending, and the source does not show what is. */
    static final String PENDING_UNSEEN = "PENDING_UNSEEN";

    static Verdict delivered(String outcome, String detail, @Nullable String erpKey) {
        return new Verdict(DeliveryState.DELIVERED, outcome, detail, null, erpKey, null, 0, Duration.ZERO);
    }

    static Verdict waiting(DeliveryState state, String outcome, String detail, String reasonCode) {
        return new Verdict(state, outcome, detail, reasonCode, null, null, 0, Duration.ZERO);
    }

    /** What becomes of it is asked for again. */
    static Verdict uncertain(
            String outcome, String detail, @Nullable String reasonCode, int absentReads, Duration next) {
        String reason = reasonCode == null ? outcome : reasonCode;
        return new Verdict(DeliveryState.UNCERTAIN, outcome, detail, reason, null, null, absentReads, next);
    }

    static Verdict later(DeliveryState state, String outcome, String detail, int absentReads, Duration next) {
        return new Verdict(state, outcome, detail, outcome, null, null, absentReads, next);
    }

    static Verdict pendingInErp(String outcome, String detail, @Nullable String pendingKey, Duration next) {
        return new Verdict(DeliveryState.PENDING_IN_ERP, outcome, detail, outcome, null, pendingKey, 0, next);
    }
}
