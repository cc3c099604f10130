package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.support.Draft;
import io.esteira.support.Merging;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a person has done at the source: it counts once, whatever is read of it. */
class DeliveryClosingTest extends DeliveriesOnDatabase {

    @Test
    void heldDeliveryClosedByHandTakesInTheRowThatTheSyncHadSeen() {
        long order = factory.order(company, "csw", "1", "100");
        UUID delivery = post("1", "10");
        merging().merge(company, "csw", NOW, Merging.row("m1", "1", 10, "2026-03-01", "10", "0"));
        assertStep(order, "10", "10");

        assertThat(desk.closeByHand(it, delivery, "m1", "typed with yesterday's date"))
                .isInstanceOf(DeskAnswer.Done.class);

        assertThat(states(order)).containsExactly("CLOSED_BY_HAND");
        assertStep(order, "10", "0");
        merging().merge(company, "csw", NOW.plusSeconds(1), Merging.row("m1", "1", 10, "2026-03-01", "10", "0"));
        assertStep(order, "10", "0");
    }

    @Test
    void deliveryWhoseRowWasReadAlreadyIsNotClosedWithoutItsKey() {
        long order = factory.order(company, "csw", "1", "100");
        UUID delivery = post("1", "10");
        merging().merge(company, "csw", NOW, Merging.row("m1", "1", 10, "2026-03-03", "10", "0"));

        DeskAnswer answer = desk.closeByHand(it, delivery, null, "typed with tomorrow's date");

        assertRefused(answer, "ERP_KEY_NEEDED");
        assertThat(answer).isInstanceOfSatisfying(DeskAnswer.Refused.class, refused -> assertThat(
                        refused.refusal().messagePt())
                .contains("m1"));
        assertRefused(desk.closeByHand(it, delivery, " ", "typed with tomorrow's date"), "ERP_KEY_NEEDED");
        assertThat(states(order)).containsExactly("HELD");
        desk.closeByHand(it, delivery, " m1 ", "typed with tomorrow's date");
        assertStep(order, "10", "0");
    }

    @Test
    void deliveryIsClosedWithoutAKeyWhereOnlyRowsFromBeforeItAreKnown() {
        long order = factory.order(company, "csw", "1", "100");
        merging().merge(company, "csw", NOW.minusSeconds(5), Merging.row("m1", "1", 10, "2026-03-02", "10", "0"));
        UUID delivery = post("1", "10");

        assertThat(desk.closeByHand(it, delivery, null, "typed")).isInstanceOf(DeskAnswer.Done.class);

        assertStep(order, "20", "0");
        merging().merge(company, "csw", NOW.plusSeconds(1), Merging.row("m2", "1", 10, TODAY, "10", "0"));
        assertStep(order, "20", "0");
    }

    @Test
    void deliveryOfWhichTheErpHoldsSeveralRowsIsNotClosedWithoutTheKeyOfOne() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(sent -> {
            erp.execute(sent);
            return erp.executeAndCut(sent);
        });
        startWorker();
        UUID delivery = post("1", "10");
        awaitStates(order, "HELD");

        assertRefused(desk.closeByHand(it, delivery, null, "reversed one"), "ERP_KEY_NEEDED");
        assertThat(desk.closeByHand(it, delivery, "R2", "reversed R1")).isInstanceOf(DeskAnswer.Done.class);

        assertThat(factory.deliveries(order).getFirst()).containsEntry("erp_key", "R2");
    }

    @Test
    void deliveryIsNotClosedWithTheKeyOfARowThatIsAnotherPostings() {
        long order = factory.order(company, "protheus", "1", "100");
        long other = factory.order(company, "protheus", "2", "100");
        startWorker();
        Draft first = Draft.of(company.code(), "1", "10");
        post(first);
        awaitStates(order, "DELIVERED");
        merging().merge(company, "protheus", NOW, Merging.row("m7", "2", 10, TODAY, "10", "0"));
        erp.then(FakeErp::refuse);
        UUID delivery = post("1", "10");
        awaitStates(order, "DELIVERED", "REJECTED");

        DeskAnswer answer = desk.closeByHand(it, delivery, "R1", "typed in");

        assertRefused(answer, "ERP_KEY_TAKEN");
        assertThat(answer).isInstanceOfSatisfying(DeskAnswer.Refused.class, refused -> assertThat(
                        refused.refusal().message())
                .contains(first.posting().id().toString()));
        assertRefused(desk.closeByHand(it, delivery, "m7", "typed in"), "ERP_KEY_TAKEN");
        assertThat(states(order)).containsExactly("DELIVERED", "REJECTED");
        assertThat(desk.closeByHand(it, delivery, "R2", "typed in")).isInstanceOf(DeskAnswer.Done.class);
        assertStep(order, "20", "0");
        assertStep(other, "10", "0");
    }

    @Test
    void deliveryWhoseFateStaysUnknownIsClosedWithTheKeyOfTheRowThatAPersonSaw() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::cut);
        erp.away = true;
        startWorker();
        UUID delivery = post("1", "10");
        await().until(() -> erp.calls.size() > 3);

        assertRefused(desk.closeByHand(it, delivery, null, "seen"), "ERP_KEY_NEEDED");
        assertRefused(desk.closeByHand(it, delivery, "?", "seen"), "INVALID_ID");
        assertThat(desk.closeByHand(it, delivery, "R5", "seen")).isInstanceOf(DeskAnswer.Done.class);

        int calls = erp.calls.size();
        await().during(Duration.ofMillis(200)).until(() -> erp.calls.size() <= calls + 1);
        assertThat(states(order)).containsExactly("CLOSED_BY_HAND");
        assertStep(order, "10", "0");
    }

    @Test
    void postingThatIsOnItsWayIsNotClosedByHand() {
        long order = factory.order(company, "protheus", "1", "100");
        UUID delivery = post("1", "10");

        assertRefused(desk.closeByHand(it, delivery, "R5", "seen"), "NOT_RESENDABLE");

        assertThat(states(order)).containsExactly("PENDING");
    }

    @Test
    void rowOfAPendingDeliveryThatWasClosedByHandIsTakenForItWhenItIsRead() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::keepPending);
        startWorker();
        UUID delivery = post("1", "10");
        awaitStates(order, "PENDING_IN_ERP");

        desk.closeByHand(it, delivery, null, "finished in Protheus");
        merging().merge(company, "protheus", NOW.plusSeconds(1), Merging.row("R9", "1", 10, TODAY, "10", "0"));

        assertThat(factory.deliveries(order).getFirst())
                .containsEntry("state", "CLOSED_BY_HAND")
                .containsEntry("erp_key", null);
        assertStep(order, "10", "0");
    }
}
