package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.production.PostingCorrection;
import io.esteira.support.Draft;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Postings whose scrap goes apart: the posting first, then each reason, each with a fate of its own. */
class DeliveryStepsTest extends LossesOnDatabase {

    @Test
    void scrapFollowsThePostingReasonByReasonAndIsReportedOnce() {
        long order = factory.order(company, "protheus", "1", "100");
        startWorker();

        postWithLosses("1");

        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED");
        assertThat(executed()).containsExactly("posting good 10 scrap 0", "loss 02 1.5", "loss 07 2");
        assertThat(inErp(order)).isTrue();
        assertStep(order, "10", "0");
    }

    @Test
    void postingWithoutScrapIsOneStep() {
        long order = factory.order(company, "protheus", "1", "100");
        startWorker();

        post(Draft.of(company.code(), "1", "10").scrap("02", "0"));

        awaitStates(order, "DELIVERED");
        assertThat(executed()).containsExactly("posting good 10 scrap 0");
    }

    @Test
    void refusedLossLeavesThePostingAloneAndIsSentAgainByItself() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::execute).then(FakeErp::refuse);
        startWorker();
        postWithLosses("1");

        awaitStates(order, "DELIVERED", "REJECTED", "PENDING");
        assertThat(inErp(order)).isFalse();
        assertStep(order, "0", "10");

        desk.resend(it, loss(order), null, null);

        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED");
        assertThat(executed()).containsExactly("posting good 10 scrap 0", "loss 02 1.5", "loss 07 2");
        assertStep(order, "10", "0");
    }

    @Test
    void refusedPostingKeepsItsLossesBackAndNobodyElse() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::refuse);
        startWorker();
        UUID refused = postWithLosses("1");
        awaitStates(order, "REJECTED", "PENDING", "PENDING");

        post("1", "5");

        awaitStates(order, "REJECTED", "PENDING", "PENDING", "DELIVERED");
        assertThat(executed()).containsExactly("posting good 5 scrap 0");

        desk.resend(it, refused, null, null);
        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED", "DELIVERED");
        assertThat(executed()).hasSize(4);
    }

    @Test
    void postingThatIsGivenUpTakesItsLossesAlong() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::refuse);
        startWorker();
        UUID refused = postWithLosses("1");
        awaitStates(order, "REJECTED", "PENDING", "PENDING");

        desk.cancel(it, refused, "typed twice");

        assertThat(states(order)).containsExactly("CANCELLED", "CANCELLED", "CANCELLED");
        assertThat(executed()).isEmpty();
    }

    @Test
    void postingThatIsThereIsNotCorrectedByWayOfItsLoss() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::execute).then(FakeErp::refuse);
        startWorker();
        postWithLosses("1");
        awaitStates(order, "DELIVERED", "REJECTED", "PENDING");

        assertRefused(
                desk.resend(it, loss(order), new PostingCorrection(null, null, null, "jose", null, null, null), null),
                "NOT_CORRECTABLE");
        assertThat(states(order)).containsExactly("DELIVERED", "REJECTED", "PENDING");
    }

    @Test
    void lossWhoseAnswerIsLostIsReadBackAndNotSentTwice() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::execute).then(erp::executeAndCut);
        startWorker();

        postWithLosses("1");

        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED");
        assertThat(executed()).containsExactly("posting good 10 scrap 0", "loss 02 1.5", "loss 07 2");
    }

    @Test
    void lossesThatAreAlikeAreToldApartByTheRowsThatTheHubKnows() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.anonymous = true;
        erp.then(erp::execute).then(erp::execute).then(erp::execute).then(FakeErp::cut);
        startWorker();

        post(Draft.of(company.code(), "1", "10").scrap("02", "1"));
        awaitStates(order, "DELIVERED", "DELIVERED");
        post(Draft.of(company.code(), "1", "7").scrap("02", "1"));

        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED", "DELIVERED");
        assertThat(executed())
                .containsExactly("posting good 10 scrap 0", "loss 02 1", "posting good 7 scrap 0", "loss 02 1");
    }

    @Test
    void lossesOfAPostingThatCompletesItsStepGoFirst() {
        long order = factory.order(company, "protheus", "1", "100");
        startWorker();

        post(Draft.of(company.code(), "1", "10")
                .scrap("02", "1.5")
                .scrap("07", "2")
                .completing());

        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED");
        assertThat(executed()).containsExactly("loss 02 1.5", "loss 07 2", "posting good 10 scrap 0");
        assertThat(inErp(order)).isTrue();
        assertStep(order, "10", "0");
    }

    @Test
    void refusedLossKeepsTheCompletingPostingBackAndNobodyElse() {
        long order = factory.order(company, "protheus", "1", "100");
        UUID other = post("1", "5");
        post(Draft.of(company.code(), "1", "10").scrap("02", "1.5").completing());
        factory.jdbc()
                .sql("update hub.delivery set state = 'REJECTED' where public_id = ?")
                .param(other)
                .update();
        erp.then(FakeErp::refuse);
        startWorker();
        awaitStates(order, "REJECTED", "PENDING", "REJECTED");

        desk.resend(it, other, null, null);
        awaitStates(order, "DELIVERED", "PENDING", "REJECTED");
        desk.closeByHand(it, loss(order), null, "typed in");

        awaitStates(order, "DELIVERED", "DELIVERED", "CLOSED_BY_HAND");
        assertThat(executed()).containsExactly("posting good 5 scrap 0", "posting good 10 scrap 0");
    }

    @Test
    void heldPostingWhoseLossesGoApartByTheTimeItIsResentIsSentWithThem() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.held = new Capability.Held("No writer is set.", "Nenhum gravador definido.");
        UUID delivery = postWithLosses("1");
        assertThat(states(order)).containsExactly("HELD");
        erp.held = null;
        startWorker();

        DeskAnswer answer =
                desk.resend(it, delivery, new PostingCorrection(null, null, null, null, "M-7", null, null), null);

        assertThat(answer).isInstanceOf(DeskAnswer.Done.class);
        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED");
        assertThat(executed()).containsExactly("posting good 10 scrap 0", "loss 02 1.5", "loss 07 2");
        assertThat(inErp(order)).isTrue();
    }

    @Test
    void postingThatWaitsAsOneAndCannotGoSoIsSplitWhenItIsResent() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.lossesApart = false;
        UUID delivery = postWithLosses("1");
        erp.lossesApart = true;
        erp.then(whole -> new DeliveryOutcome.Blocked("scrap would be untold", Duration.ofMinutes(10)));
        startWorker();
        awaitStates(order, "RETRYING");

        desk.resend(it, delivery, null, null);
        desk.resend(it, delivery, null, null);

        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED");
        assertThat(executed()).containsExactly("posting good 10 scrap 0", "loss 02 1.5", "loss 07 2");
    }

    @Test
    void postingThatMayBeThereWithItsScrapIsNotSplit() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.lossesApart = false;
        erp.then(erp::keepPending);
        startWorker();
        UUID delivery = postWithLosses("1");
        awaitStates(order, "PENDING_IN_ERP");
        erp.lossesApart = true;

        desk.resend(it, delivery, null, null);

        awaitStates(order, "PENDING_IN_ERP");
        erp.finishPending();
        awaitStates(order, "DELIVERED");
        assertThat(executed()).containsExactly("posting good 10 scrap 3.5");
    }

    @Test
    void lossesThatAreSplitOffLaterGoWhereTheirPostingStandsAmongThoseOfItsStep() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.held = new Capability.Held("No writer is set.", "Nenhum gravador definido.");
        UUID first = post(Draft.of(company.code(), "1", "10").scrap("02", "1"));
        erp.held = null;
        post("1", "5");
        desk.resend(it, first, new PostingCorrection(null, null, null, null, null, null, true), null);

        startWorker();

        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED");
        assertThat(executed()).containsExactly("loss 02 1", "posting good 10 scrap 0", "posting good 5 scrap 0");
    }
}
