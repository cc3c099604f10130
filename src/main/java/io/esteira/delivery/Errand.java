package io.esteira.delivery;

import io.esteira.adapter.delivery.Carrier;
import io.esteira.adapter.delivery.Consignment;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.adapter.delivery.ReadBack;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A consignment and what carries it there, which is of the same kind.
 *
 * @param <C> the kind
 */
record Errand<C extends Consignment>(Carrier<C> carrier, C consignment) {

    Capability capability() {
        return carrier.capability(consignment);
    }

    DeliveryOutcome send(Deadline deadline) {
        return carrier.send(consignment, deadline);
    }

    @Nullable
    String shownRequest() {
        return carrier.shownRequest(consignment);
    }

    ReadBack readBack() {
        return carrier.readBack(consignment);
    }

    @Nullable
    String foundIn() {
        return carrier.foundIn(consignment);
    }

    Optional<String> keyOf(String typed) {
        return carrier.keyOf(consignment, typed);
    }

    /** Whether a refusal may have left it at the source all the same. */
    boolean mayBeKept() {
        return consignment.reverses() == null && carrier.mayKeepRefused();
    }
}
