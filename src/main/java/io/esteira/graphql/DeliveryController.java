package io.esteira.graphql;

import io.esteira.delivery.DeliveryDesk;
import io.esteira.delivery.DeskAnswer;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import io.esteira.production.PostingCorrection;
import io.esteira.production.PostingTexts;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Rows within the answers are read by the engine, by their internal ids. */
@Controller
class DeliveryController {

    record ResendDeliveryPayload(
            long deliveryId,
            @Nullable Long postingId,
            @Nullable Long downtimeId) {}

    record CancelDeliveryPayload(
            long deliveryId,
            @Nullable Long postingId,
            @Nullable Long downtimeId) {}

    record CloseDeliveryPayload(
            long deliveryId,
            @Nullable Long postingId,
            @Nullable Long downtimeId) {}

    private final DeliveryDesk desk;
    private final Callers callers;

    DeliveryController(DeliveryDesk desk, Callers callers) {
        this.desk = desk;
        this.callers = callers;
    }

    @MutationMapping
    Object resendDelivery(
            @Argument String id, @Argument @Nullable PostingCorrection correction, @Argument @Nullable String reason) {
        return decide(
                id,
                (caller, delivery) -> desk.resend(caller, delivery, correction, reason),
                ResendDeliveryPayload::new);
    }

    @MutationMapping
    Object cancelDelivery(@Argument String id, @Argument String reason) {
        return decide(id, (caller, delivery) -> desk.cancel(caller, delivery, reason), CancelDeliveryPayload::new);
    }

    @MutationMapping
    Object closeDeliveryByHand(@Argument String id, @Argument @Nullable String erpKey, @Argument String reason) {
        return decide(
                id,
                (caller, delivery) -> desk.closeByHand(caller, delivery, erpKey, reason),
                CloseDeliveryPayload::new);
    }

    private interface Payload {
        Object of(long deliveryId, @Nullable Long postingId, @Nullable Long downtimeId);
    }

    private Object decide(String id, BiFunction<Caller, UUID, DeskAnswer> decision, Payload payload) {
        DeskAnswer answer = PublicId.find(id, "Delivery")
                .map(delivery -> decision.apply(callers.current(), delivery))
                .orElseGet(() -> new DeskAnswer.Refused(PostingTexts.deliveryNotFound()));
        return switch (answer) {
            case DeskAnswer.Done done -> payload.of(done.deliveryId(), done.postingId(), done.downtimeId());
            case DeskAnswer.Refused refused -> refused.refusal();
        };
    }
}
