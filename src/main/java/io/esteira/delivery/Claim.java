package io.esteira.delivery;

import io.esteira.adapter.delivery.Consignment;
import io.esteira.adapter.delivery.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this node has taken on.
 *
 * @param reversal its subject is taken back
 * @param state in which it was left by the claim
 * @param token what fences the node off when it comes back late
 * @param absentReads how often in a row the source did not show it
 * @param reads how often the source was asked for it since it was last sent, this time counted
 * @param known the source has said that it had this delivery before
 * @param foundIn where what was sent before is found; null where that can be only one place, and when it is about to be sent
 * @param traceparent of what accepted it; null where that was not followed
 * @param startBy a send that has not begun by then must not begin, since the lease may have ended
 */
record Claim(
        long id,
        String target,
        short companyId,
        Subject subject,
        boolean reversal,
        DeliveryState state,
        long token,
        int attempts,
        int absentReads,
        int reads,
        boolean known,
        @Nullable String foundIn,
        @Nullable String traceparent,
        Deadline startBy,
        Consignment consignment) {}
