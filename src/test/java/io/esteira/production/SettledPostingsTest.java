package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.outbox.Answer;
import io.esteira.outbox.ReversalRequest;
import io.esteira.support.Draft;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What comes again, because its answer was lost, is decided as if it had come once. */
class SettledPostingsTest extends PostingsOnDatabase {

    /** An order of 100 of which 95 are posted, and a posting of 10 for which there is no room until the 95 are taken back. */
    private record Scene(long order, NewPosting tooMuch, ReversalRequest makesRoom) {}

    private Scene scene() {
        long order = factory.order(company, "protheus", "1", "100");
        NewPosting most = Draft.of(company.code(), "1", "95").posting();
        postings.post(operator, most);
        return new Scene(
                order,
                Draft.of(company.code(), "1", "10").posting(),
                new ReversalRequest(most.id(), "room " + most.id(), "typed wrong"));
    }

    @Test
    void refusalStaysTheAnswerOfItsKeyWhenItsReasonIsGone() {
        Scene scene = scene();

        Answer first = postings.settle(operator, scene.tooMuch());
        postings.settle(operator, scene.makesRoom());
        Answer again = postings.settle(operator, scene.tooMuch());

        assertRefused(first, "OVER_PRODUCTION");
        assertThat(again).isEqualTo(first);
        assertThat(postings.post(operator, scene.tooMuch())).isEqualTo(first);
        assertThat(factory.postings(scene.order())).hasSize(1);
    }

    @Test
    void mendedPostingKeepsItsIdSoThatAtMostOneOfBothCounts() {
        Scene scene = scene();
        postings.settle(operator, scene.tooMuch());
        NewPosting mended = Draft.of(company.code(), "1", "2")
                .id(scene.tooMuch().id())
                .key("mended " + scene.tooMuch().id())
                .posting();

        assertThat(postings.settle(operator, mended)).isInstanceOf(Answer.Done.class);
        assertRefused(postings.settle(operator, scene.tooMuch()), "OVER_PRODUCTION");
        NewPosting twice = Draft.of(company.code(), "1", "1")
                .id(scene.tooMuch().id())
                .key("twice " + scene.tooMuch().id())
                .posting();
        assertRefused(postings.settle(operator, twice), "IDEMPOTENCY_KEY_REUSED");
        assertThat(factory.postings(scene.order())).hasSize(2);
    }

    @Test
    void whatWasDoneIsAnsweredAlikeWithItsDelivery() {
        Scene scene = scene();

        Answer first = postings.settle(operator, scene.makesRoom());

        assertThat(first).isInstanceOf(Answer.Done.class);
        assertThat(postings.settle(operator, scene.makesRoom())).isEqualTo(first);
        assertThat(postings.reverse(operator, scene.makesRoom())).isEqualTo(first);
    }

    @Test
    void refusedReversalStaysRefused() {
        Scene scene = scene();
        ReversalRequest early = new ReversalRequest(
                scene.tooMuch().id(), "early " + scene.tooMuch().id(), "not there yet");

        Answer first = postings.settle(operator, early);
        postings.settle(operator, scene.makesRoom());
        postings.settle(operator, scene.tooMuch());

        assertRefused(first, "POSTING_NOT_FOUND");
        assertThat(postings.settle(operator, early)).isEqualTo(first);
    }

    @Test
    void anotherRequestUnderTheKeyOfARefusalIsRefused() {
        Scene scene = scene();
        postings.settle(operator, scene.tooMuch());
        NewPosting other = Draft.of(company.code(), "1", "1")
                .key(scene.tooMuch().idempotencyKey())
                .posting();

        assertRefused(postings.settle(operator, other), "IDEMPOTENCY_KEY_REUSED");
    }

    /** Who may not post yet, or gives no key that can be kept, has asked nothing. */
    @Test
    void whatIsNoRequestIsNotKept() {
        Scene scene = scene();
        String tooLong = "k".repeat(201);

        assertRefused(postings.settle(integration(), scene.tooMuch()), "FORBIDDEN");
        assertRefused(
                postings.settle(
                        operator,
                        Draft.of(company.code(), "1", "1").key(tooLong).posting()),
                "INVALID_ID");
        assertRefused(
                postings.settle(operator, new ReversalRequest(scene.tooMuch().id(), tooLong, "x")), "INVALID_ID");
        postings.settle(operator, scene.makesRoom());

        assertThat(postings.settle(operator, scene.tooMuch())).isInstanceOf(Answer.Done.class);
        assertThat(factory.postings(scene.order())).hasSize(2);
    }

    @Test
    void requestsAtOnceAreAnsweredAlikeWhateverChangesMeanwhile() throws Exception {
        for (int i = 0; i < 15; i++) {
            newCompany();
            Scene scene = scene();
            CompletableFuture<Answer> room =
                    CompletableFuture.supplyAsync(() -> postings.settle(operator, scene.makesRoom()));

            List<Answer> answers = atOnce(6, () -> postings.settle(operator, scene.tooMuch()));

            room.join();
            assertThat(answers).containsOnly(answers.getFirst());
            boolean done = answers.getFirst() instanceof Answer.Done;
            assertThat(factory.postings(scene.order())).hasSize(done ? 2 : 1);
        }
    }
}
