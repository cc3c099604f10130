package io.esteira.production;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Scrap;
import io.esteira.outbox.DeliveryReference;
import io.esteira.platform.PublicIds;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step in which a posting is delivered.
 *
 * @param id of the delivery
 * @param lossReason the reason whose scrap is all that it brings; null for the posting itself
 */
record PostingStep(UUID id, String reference, @Nullable String lossReason) {

    /** The posting itself, then, where losses go apart, each reason once; how much of it is summed up when it is sent. */
    static List<PostingStep> of(DeliveryOrder delivery, NewPosting posting, boolean lossesApart) {
        PostingStep itself = new PostingStep(delivery.deliveryId(), delivery.reference(), null);
        Stream<String> reasons = posting.scrap().stream()
                .filter(scrap -> lossesApart && scrap.quantity().signum() > 0)
                .map(Scrap::reason)
                .distinct();
        return Stream.concat(Stream.of(itself), losses(delivery.company(), posting.id(), reasons))
                .toList();
    }

    /** Scrap that goes apart from its posting, each reason as a step of its own. */
    static Stream<PostingStep> losses(String company, UUID posting, Stream<String> reasons) {
        return reasons.map(reason ->
                new PostingStep(deliveryId(company, posting, "/POSTING/" + reason), DeliveryReference.next(), reason));
    }

    static UUID deliveryId(String company, UUID posting, String step) {
        return PublicIds.of(company, "delivery", "hub", posting + step);
    }
}
