package io.esteira.graphql;

import io.esteira.graphql.PostingInputs.PostProductionInput;
import io.esteira.graphql.PostingInputs.ReversePostingInput;
import io.esteira.outbox.Answer;
import io.esteira.outbox.ReversalRequest;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import io.esteira.platform.Refusal;
import io.esteira.production.NewPosting;
import io.esteira.production.PostingImport;
import io.esteira.production.PostingTexts;
import io.esteira.production.Postings;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Rows within the answers are read by the engine, by their internal ids. */
@Controller
class PostingController {

    record PostProductionPayload(
            long postingId,
            @Nullable Long orderId,
            @Nullable Long deliveryId) {}

    record ReversePostingPayload(
            long postingId,
            @Nullable Long orderId,
            @Nullable Long deliveryId) {}

    record ImportPostingsPayload(List<ImportedPosting> items, long accepted, long alreadyKnown, long refused) {}

    record ImportedPosting(
            String key,
            ImportStatus status,
            @Nullable Long postingId,
            @Nullable Refusal refusal) {}

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

    private Object post(PostProductionInput input, BiFunction<Caller, NewPosting, Answer> way) {
        return OutboxRequests.accept(
                input.id(),
                input.orderId(),
                (id, order) -> way.apply(callers.current(), input.posting(id, order)),
                done -> new PostProductionPayload(done.id(), done.orderId(), done.deliveryId()));
    }

    @MutationMapping
    Object reversePosting(@Argument ReversePostingInput input) {
        return reverse(input, postings::reverse);
    }

    /** As {@link #reversePosting}, decided once. */
    Object settle(ReversePostingInput input) {
        return reverse(input, postings::settle);
    }

    private Object reverse(ReversePostingInput input, BiFunction<Caller, ReversalRequest, Answer> way) {
        return OutboxRequests.reverse(
                PublicId.findOwn(input.id(), "Posting"),
                PostingTexts.postingNotFound(),
                id -> way.apply(callers.current(), new ReversalRequest(id, input.idempotencyKey(), input.reason())),
                done -> new ReversePostingPayload(done.id(), done.orderId(), done.deliveryId()));
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

    private static ImportedPosting item(PostingImport.Answer answer) {
        return switch (answer) {
            case PostingImport.Answer.Accepted done ->
                new ImportedPosting(done.key(), ImportStatus.ACCEPTED, done.postingId(), null);
            case PostingImport.Answer.AlreadyKnown known ->
                new ImportedPosting(known.key(), ImportStatus.ALREADY_KNOWN, known.postingId(), null);
            case PostingImport.Answer.Refused refused ->
                new ImportedPosting(refused.key(), ImportStatus.REFUSED, null, refused.refusal());
        };
    }

    private static long count(List<ImportedPosting> items, ImportStatus status) {
        return items.stream().filter(item -> item.status() == status).count();
    }
}
