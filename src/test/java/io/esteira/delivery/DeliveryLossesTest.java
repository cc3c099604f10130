package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.outbox.ReversalRequest;
import io.esteira.support.Draft;
import io.esteira.support.Merging;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people, here and in the ERP, do about losses that go apart, and what that does to their posting. */
class DeliveryLossesTest extends LossesOnDatabase {

    @Test
    void rowSeenWithoutItsLossesIsNoDifferenceAndNotYetInTheErp() {
        long order = orderWithRefusedLosses();
        String reference = erp.ledger.getFirst().reference();

        see("R1", reference);

        assertThat(factory.jdbc()
                        .sql(
                                "select count(*) from hub.posting where order_id = ? and num_nonnulls(erp_good, erp_scrap) > 0")
                        .param(order)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(inErp(order)).isFalse();

        desk.resend(it, loss(order), null, null);
        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED");
        see("R1", reference);
        assertThat(inErp(order)).isTrue();
    }

    @Test
    void postingThatAPersonMadeHoldsItsLossesWhicheverWayTheHubLearnsOfIt() {
        long closed = factory.order(company, "protheus", "1", "100");
        long seen = factory.order(company, "protheus", "2", "100");
        erp.then(FakeErp::refuse).then(FakeErp::refuse);
        startWorker();
        UUID refused = postWithLosses("1");
        awaitStates(closed, "REJECTED", "PENDING", "PENDING");
        postWithLosses("2");
        awaitStates(seen, "REJECTED", "PENDING", "PENDING");

        desk.closeByHand(it, refused, "R77", "typed in");
        String reference = (String) factory.deliveries(seen).getFirst().get("reference");
        merging().merge(company, "protheus", NOW, Merging.row("R78", "2", 10, TODAY, "10", "0", reference, false));

        assertThat(states(closed)).containsExactly("CLOSED_BY_HAND", "HELD", "HELD");
        assertThat(states(seen)).containsExactly("DELIVERED", "HELD", "HELD");
        assertThat(erp.ledger).isEmpty();
        assertThat(inErp(closed)).isFalse();
    }

    @Test
    void lossClosedByHandCompletesThePosting() {
        long order = orderWithRefusedLoss();

        assertThat(desk.closeByHand(it, loss(order), null, "typed in")).isInstanceOf(DeskAnswer.Done.class);

        assertThat(states(order)).containsExactly("DELIVERED", "CLOSED_BY_HAND");
        assertThat(inErp(order)).isTrue();
        assertStep(order, "10", "0");
    }

    @Test
    void lossWhoseServiceIsClosedIsClosedByHandAndHoldsUpItsStepNoLonger() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::execute).then(sent -> new DeliveryOutcome.Blocked("404", Duration.ofMinutes(10)));
        startWorker();
        post(Draft.of(company.code(), "1", "10").scrap("02", "1.5"));
        awaitStates(order, "DELIVERED", "RETRYING");
        post("1", "5");
        awaitStates(order, "DELIVERED", "RETRYING", "PENDING");

        assertThat(desk.closeByHand(it, loss(order), "9", "typed in")).isInstanceOf(DeskAnswer.Done.class);
        assertThat(desk.closeByHand(it, loss(order), "9", "typed in")).isInstanceOf(DeskAnswer.Done.class);

        awaitStates(order, "DELIVERED", "CLOSED_BY_HAND", "DELIVERED");
        assertStep(order, "15", "0");
    }

    @Test
    void secondClickOnALossSendsItOnce() {
        long order = orderWithRefusedLoss();

        desk.resend(it, loss(order), null, null);
        desk.resend(it, loss(order), null, null);

        awaitStates(order, "DELIVERED", "DELIVERED");
        assertThat(executed()).containsExactly("posting good 10 scrap 0", "loss 02 1.5");
    }

    @Test
    void lossesOfAPostingThatMayBeThereSeveralTimesAreNoWayToCancelIt() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(sent -> {
            erp.execute(sent);
            return erp.executeAndCut(sent);
        });
        startWorker();
        postWithLosses("1");
        awaitStates(order, "HELD", "PENDING", "PENDING");

        assertRefused(desk.cancel(it, loss(order), "no"), "NOT_CANCELLABLE");

        assertThat(states(order)).containsExactly("HELD", "PENDING", "PENDING");
        assertStep(order, "0", "10");
    }

    @Test
    void completingPostingThatTheErpRefusesIsGivenUpAndItsLossIsForAPerson() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::execute).then(erp::execute).then(FakeErp::refuse);
        startWorker();
        UUID delivery = post(Draft.of(company.code(), "1", "10")
                .scrap("02", "1.5")
                .scrap("07", "2")
                .completing());
        awaitStates(order, "REJECTED", "DELIVERED", "DELIVERED");

        assertThat(desk.cancel(it, delivery, "wrong order")).isInstanceOf(DeskAnswer.Done.class);

        assertThat(states(order)).containsExactly("CANCELLED", "HELD", "HELD");
        assertStep(order, "0", "0");
        assertRefused(desk.resend(it, loss(order), null, null), "NOT_RESENDABLE");
        assertThat(desk.cancel(it, loss(order), "reversed in SBC")).isInstanceOf(DeskAnswer.Done.class);
        assertThat(desk.cancel(it, loss(order), "reversed in SBC")).isInstanceOf(DeskAnswer.Done.class);
        assertThat(states(order)).containsExactly("CANCELLED", "CANCELLED", "HELD");
    }

    @Test
    void lossThatWasOutWhenItsPostingWasReversedInTheErpIsNotSentAgain() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::execute).then(FakeErp::cut);
        startWorker();
        post(Draft.of(company.code(), "1", "10").scrap("02", "1.5"));
        await().until(() -> erp.ledger.size() == 1);
        erp.away = true;
        awaitStates(order, "DELIVERED", "UNCERTAIN");
        String reference = erp.ledger.getFirst().reference();
        reverseInErp(reference);
        assertThat(states(order)).containsExactly("DELIVERED", "UNCERTAIN");

        erp.away = false;

        awaitStates(order, "DELIVERED", "CANCELLED");
        assertThat(executed()).containsExactly("posting good 10 scrap 0");
        assertStep(order, "0", "0");
    }

    @Test
    void lossThatTurnsOutExecutedAfterItsPostingWasReversedInTheErpIsForAPerson() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::execute).then(sent -> {
            erp.away = true;
            return erp.executeAndCut(sent);
        });
        startWorker();
        post(Draft.of(company.code(), "1", "10").scrap("02", "1.5"));
        awaitStates(order, "DELIVERED", "UNCERTAIN");
        reverseInErp(erp.ledger.getFirst().reference());

        erp.away = false;

        awaitStates(order, "DELIVERED", "HELD");
        assertThat(factory.deliveries(order).getLast())
                .containsEntry("reason_code", "LOSS_LEFT")
                .containsEntry("erp_key", "R2")
                .containsEntry("ended_at", null);
        assertThat(desk.cancel(it, loss(order), "reversed in SBC")).isInstanceOf(DeskAnswer.Done.class);
        assertThat(states(order)).containsExactly("DELIVERED", "CANCELLED");
        assertStep(order, "0", "0");
    }

    @Test
    void lossesOfAPostingThatIsReversedInTheErpAfterwardsAreForAPersonOnce() {
        long order = factory.order(company, "protheus", "1", "100");
        startWorker();
        postWithLosses("1");
        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED");
        String reference = erp.ledger.getFirst().reference();

        reverseInErp(reference);

        assertThat(states(order)).containsExactly("DELIVERED", "HELD", "HELD");
        desk.cancel(it, loss(order), "reversed in SBC");
        reverseInErp(reference);
        assertThat(states(order)).containsExactly("DELIVERED", "CANCELLED", "HELD");
    }

    @Test
    void lossesOfAPostingThatAPersonWasAskedToReverseAreNotAskedForASecondTime() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.reversals = new Capability.Held("Reverse it and its losses.", "Estorne-o com as perdas.");
        startWorker();
        Draft draft = Draft.of(company.code(), "1", "10").scrap("02", "1.5");
        post(draft);
        awaitStates(order, "DELIVERED", "DELIVERED");
        String reference = erp.ledger.getFirst().reference();
        see("R1", reference);
        postings.reverse(operator, new ReversalRequest(draft.posting().id(), null, "wrong order"));

        reverseInErp(reference);

        assertThat(states(order)).containsExactly("DELIVERED", "DELIVERED", "DELIVERED");
        assertStep(order, "0", "0");
    }

    @Test
    void lossesOfAPostingThatTheHubItselfReversesAreForAPerson() {
        long order = factory.order(company, "protheus", "1", "100");
        startWorker();
        Draft draft = Draft.of(company.code(), "1", "10").scrap("02", "1.5");
        post(draft);
        awaitStates(order, "DELIVERED", "DELIVERED");

        postings.reverse(operator, new ReversalRequest(draft.posting().id(), null, "wrong order"));

        awaitStates(order, "DELIVERED", "HELD", "DELIVERED");
    }

    @Test
    void rowOfALossThatWasReversedAtTheSourceIsNotTakenForOneThatIsAlike() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.anonymous = true;
        erp.then(erp::execute).then(FakeErp::refuse);
        startWorker();
        Draft draft = Draft.of(company.code(), "1", "10").scrap("02", "1.5").completing();
        UUID given = post(draft);
        awaitStates(order, "REJECTED", "DELIVERED");
        desk.cancel(it, given, "wrong machine");
        desk.cancel(it, loss(order), "reversed in SBC");
        erp.then(FakeErp::cut);

        post(Draft.of(company.code(), "1", "10").scrap("02", "1.5").completing());

        awaitStates(order, "CANCELLED", "CANCELLED", "DELIVERED", "DELIVERED");
        assertThat(executed()).containsExactly("loss 02 1.5", "loss 02 1.5", "posting good 10 scrap 0");
    }

    @Test
    void scrapThatAPersonTypedWithThePostingCountsOnce() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::refuse);
        startWorker();
        post(Draft.of(company.code(), "1", "10").scrap("02", "2"));
        awaitStates(order, "REJECTED", "PENDING");
        String reference = (String) factory.deliveries(order).getFirst().get("reference");

        merging().merge(company, "protheus", NOW, Merging.row("R1", "1", 10, TODAY, "10", "2", reference, false));
        desk.closeByHand(it, loss(order), null, "typed with the posting");
        merging()
                .merge(
                        company,
                        "protheus",
                        NOW.plusSeconds(1),
                        Merging.row("R1", "1", 10, TODAY, "10", "2", reference, false));

        assertThat((BigDecimal) factory.step(order, 10).get("scrap_in_erp")).isEqualByComparingTo("2");
        assertThat(factory.postings(order).getFirst()).containsEntry("erp_scrap", null);
    }

    @Test
    void scrapThatIsThereTwiceIsShownTwice() {
        long order = factory.order(company, "protheus", "1", "100");
        startWorker();
        post(Draft.of(company.code(), "1", "10").scrap("02", "2"));
        awaitStates(order, "DELIVERED", "DELIVERED");
        String reference = erp.ledger.getFirst().reference();

        merging().merge(company, "protheus", NOW, Merging.row("R1", "1", 10, TODAY, "10", "2", reference, false));

        assertThat((BigDecimal) factory.step(order, 10).get("scrap_in_erp")).isEqualByComparingTo("4");
    }

    @Test
    void recordNumberOfALossIsNotTakenForThatOfAPosting() {
        long order = factory.order(company, "protheus", "1", "100");
        long other = factory.order(company, "protheus", "2", "100");
        erp.then(erp::execute).then(FakeErp::refuse);
        startWorker();
        post(Draft.of(company.code(), "1", "10").scrap("02", "1"));
        awaitStates(order, "DELIVERED", "REJECTED");
        desk.closeByHand(it, loss(order), "12", "typed in");

        merging()
                .merge(
                        company,
                        "protheus",
                        NOW,
                        Merging.row("12", "2", 10, TODAY, "4", "0"),
                        Merging.row("R1", "1", 10, TODAY, "10", "0"));

        assertStep(other, "4", "0");
        assertThat(factory.deliveries(order).getLast()).containsEntry("erp_key", "SBC/12");
    }

    @Test
    void lossesOfAPostingThatWasReversedInTheErpAreNotSentAnyMore() {
        long order = orderWithRefusedLosses();
        String reference = erp.ledger.getFirst().reference();
        reverseInErp(reference);

        assertThat(states(order)).containsExactly("DELIVERED", "CANCELLED", "CANCELLED");
        assertStep(order, "0", "0");
    }

    @Test
    void whatIsPartlyThereIsNeitherCancelledNorReversed() {
        long order = orderWithRefusedLosses();
        UUID posting = factory.jdbc()
                .sql("select public_id from hub.posting where order_id = ?")
                .param(order)
                .query(UUID.class)
                .single();

        assertRefused(desk.cancel(it, loss(order), "no"), "NOT_CANCELLABLE");
        assertRefused(postings.reverse(operator, new ReversalRequest(posting, null, "no")), "NOT_SETTLED");

        await().untilAsserted(() -> assertThat(states(order)).containsExactly("DELIVERED", "REJECTED", "PENDING"));
    }

    /** Its posting of 10 is there; the only loss, 1.5 by reason 02, was refused. */
    private long orderWithRefusedLoss() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::execute).then(FakeErp::refuse);
        startWorker();
        post(Draft.of(company.code(), "1", "10").scrap("02", "1.5"));
        awaitStates(order, "DELIVERED", "REJECTED");
        return order;
    }

    /** Its posting is there; of the two losses the first was refused, and the second waits for it. */
    private long orderWithRefusedLosses() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::execute).then(FakeErp::refuse);
        startWorker();
        postWithLosses("1");
        awaitStates(order, "DELIVERED", "REJECTED", "PENDING");
        return order;
    }

    private void reverseInErp(String reference) {
        see("R1", reference);
        merging()
                .merge(
                        company,
                        "protheus",
                        NOW.plusSeconds(1),
                        Merging.row("R1", "1", 10, TODAY, "10", "0", reference, true));
    }
}
