package io.esteira.graphql;

import io.esteira.outbox.Answer;
import io.esteira.outbox.RequestTexts;
import io.esteira.platform.Refusal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests to accept something for an ERP or to take it back: the ids that they name, and what is told of their answers. */
final class OutboxRequests {

    private OutboxRequests() {}

    /** What is accepted under a client's id, maybe of an order. */
    interface Acceptance {
        Answer of(UUID id, @Nullable UUID order);
    }

    static Object accept(
            String id, @Nullable String order, Acceptance acceptance, Function<Answer.Done, Object> payload) {
        Optional<UUID> own = PublicId.uuid(id);
        if (own.isEmpty()) {
            return RequestTexts.notVersion7();
        }
        Optional<UUID> orderId = order == null ? Optional.empty() : PublicId.find(order, "ProductionOrder");
        if (order != null && orderId.isEmpty()) {
            return RequestTexts.orderNotFound("orderId");
        }
        return told(acceptance.of(own.get(), orderId.orElse(null)), payload);
    }

    static Object reverse(
            Optional<UUID> id,
            Refusal notFound,
            Function<UUID, Answer> reversal,
            Function<Answer.Done, Object> payload) {
        return id.map(own -> told(reversal.apply(own), payload)).orElse(notFound);
    }

    private static Object told(Answer answer, Function<Answer.Done, Object> payload) {
        return switch (answer) {
            case Answer.Done done -> payload.apply(done);
            case Answer.Refused refused -> refused.refusal();
        };
    }
}
