package io.esteira.graphql;

import io.esteira.graphql.PostingInputs.PostProductionInput;
import io.esteira.graphql.PostingInputs.ReversePostingInput;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import io.esteira.production.NewPosting;
import io.esteira.production.PostingAnswer;
import io.esteira.production.PostingImport;
import io.esteira.production.PostingImport.Answer;
import io.esteira.production.PostingRefusalCode;
import io.esteira.production.Postings;
import io.esteira.production.ReversalRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Rows within the answers are read by the engine, by their internal ids. */
@Controller
class PostingController {

    record PostProductionPayload(
            long postingId, long orderId, @Nullable Long deliveryId) {}

    record ReversePostingPayload(
            long postingId, long orderId, @Nullable Long deliveryId) {}

    record ImportPostingsPayload(List<ImportedPosting> items, long accepted, long alreadyKnown, long refused) {}

    record ImportedPosting(
            String key,
            ImportStatus status,
            @Nullable Long postingId,
            @Nullable PostingRefused refusal) {}

    enum ImportStatus {
        ACCEPTED,
        ALREADY_KNOWN,
        REFUSED
    }

    private final Postings postings;
    private final Callers callers;

    PostingController(Postings postings, Callers callers) {
        this.postings = postings;
        this.callers = callers;
    }

    @MutationMapping
    Object postProduction(@Argument PostProductionInput input) {
        return post(input, postings::post);
    }

    /** As {@link #postProduction}, decided once. */
    Object settle(PostProductionInput input) {
        return post(input, postings::settle);
    }

    private Object post(PostProductionInput input, BiFunction<Caller, NewPosting, PostingAnswer> way) {
        Optional<UUID> id = PublicId.uuid(input.id());
        if (id.isEmpty()) {
            return PostingRefused.of(
                    PostingRefusalCode.INVALID_ID,
                    "id",
                    "The id has to be a UUID of version 7.",
                    "O id deve ser um UUID versão 7.");
        }
        String order = input.orderId();
        Optional<UUID> orderId = order == null ? Optional.empty() : PublicId.find(order, "ProductionOrder");
        if (order != null && orderId.isEmpty()) {
            return PostingRefused.of(
                    PostingRefusalCode.ORDER_NOT_FOUND,
                    "orderId",
                    "There is no such production order.",
                    "Esta ordem de produção não existe.");
        }
        return switch (way.apply(callers.current(), input.posting(id.get(), orderId.orElse(null)))) {
            case PostingAnswer.Done done ->
                new PostProductionPayload(done.postingId(), done.orderId(), done.deliveryId());
            case PostingAnswer.Refused refused -> PostingRefused.of(refused.refusal());
        };
    }

    @MutationMapping
    Object reversePosting(@Argument ReversePostingInput input) {
        return reverse(input, postings::reverse);
    }

    /** As {@link #reversePosting}, decided once. */
    Object settle(ReversePostingInput input) {
        return reverse(input, postings::settle);
    }

    private Object reverse(ReversePostingInput input, BiFunction<Caller, ReversalRequest, PostingAnswer> way) {
        Optional<UUID> id = PublicId.findOwn(input.id(), "Posting");
        if (id.isEmpty()) {
            return PostingRefused.of(
                    PostingRefusalCode.POSTING_NOT_FOUND,
                    "id",
                    "There is no such posting.",
                    "Este apontamento não existe.");
        }
        ReversalRequest request = new ReversalRequest(id.get(), input.idempotencyKey(), input.reason());
        return switch (way.apply(callers.current(), request)) {
            case PostingAnswer.Done done ->
                new ReversePostingPayload(done.postingId(), done.orderId(), done.deliveryId());
            case PostingAnswer.Refused refused -> PostingRefused.of(refused.refusal());
        };
    }

    @MutationMapping
    ImportPostingsPayload importPostings(@Argument PostingImport input) {
        List<ImportedPosting> items = postings.take(callers.current(), input).stream()
                .map(PostingController::item)
                .toList();
        return new ImportPostingsPayload(
                items,
                count(items, ImportStatus.ACCEPTED),
                count(items, ImportStatus.ALREADY_KNOWN),
                count(items, ImportStatus.REFUSED));
    }

    private static ImportedPosting item(Answer answer) {
        return switch (answer) {
            case Answer.Accepted done -> new ImportedPosting(done.key(), ImportStatus.ACCEPTED, done.postingId(), null);
            case Answer.AlreadyKnown known ->
                new ImportedPosting(known.key(), ImportStatus.ALREADY_KNOWN, known.postingId(), null);
            case Answer.Refused refused ->
                new ImportedPosting(refused.key(), ImportStatus.REFUSED, null, PostingRefused.of(refused.refusal()));
        };
    }

    private static long count(List<ImportedPosting> items, ImportStatus status) {
        return items.stream().filter(item -> item.status() == status).count();
    }
}
