package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.outbox.Answer;
import io.esteira.outbox.ReversalRequest;
import io.esteira.support.Draft;
import io.esteira.support.Merging;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What may have been executed is looked up before anything else is done about it. */
class DeliveryReadBackTest extends DeliveriesOnDatabase {

    @Test
    void twoPostingsAlikeToTheMinuteAreTwoRowsEvenWhenTheFirstAnswerIsCut() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::executeAndCut);
        startWorker();

        post(Draft.of(company.code(), "1", "10").worked(NOW.minusSeconds(60), NOW));
        post(Draft.of(company.code(), "1", "10").worked(NOW.minusSeconds(60), NOW));

        awaitStates(order, "DELIVERED", "DELIVERED");
        assertThat(erp.ledger).hasSize(2);
        assertStep(order, "20", "0");
    }

    @Test
    void erpThatCommitsAndThenDropsTheConnectionEndsWithOneRow() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::executeAndCut);
        startWorker();

        post("1", "10");

        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger).hasSize(1);
        assertThat(erp.calls).filteredOn(call -> call.startsWith("send")).hasSize(1);
    }

    @Test
    void deliveryIsNotLookedForWhereAnotherWriterWouldHavePutIt() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.foundIn = "SH6.H6_OBSERVA";
        erp.away = true;
        erp.then(erp::executeAndCut);
        startWorker();
        post("1", "10");
        awaitStates(order, "UNCERTAIN");

        erp.foundIn = "SD3.D3_DOC";
        erp.away = false;

        await().during(Duration.ofMillis(500)).until(() -> states(order).equals(List.of("UNCERTAIN")));
        erp.foundIn = "SH6.H6_OBSERVA";
        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger).hasSize(1);
    }

    @Test
    void answerCutBeforeExecutionIsSentAgainOnlyAfterTheErpHasNotShownItThreeTimes() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::cut);
        startWorker();

        post("1", "10");

        awaitStates(order, "DELIVERED");
        assertThat(erp.calls.stream().map(call -> call.substring(0, 4)))
                .containsExactly("send", "read", "read", "read", "send", "read");
        assertThat(erp.ledger).hasSize(1);
    }

    @Test
    void erpThatCannotBeAskedKeepsTheDeliveryUncertain() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::cut);
        erp.away = true;
        startWorker();
        post("1", "10");
        await().until(() -> erp.calls.size() > 6);

        assertThat(states(order)).containsExactly("UNCERTAIN");
        assertThat(erp.ledger).isEmpty();

        erp.away = false;
        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger).hasSize(1);
    }

    @Test
    void personIsToldOfADeliveryWhoseFateStaysUnknownUntilItIsKnown() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::cut);
        erp.away = true;
        startWorker();
        post("1", "10");

        await().until(() -> !hub.alerts().open().isEmpty());
        assertThat(hub.alerts().open().getFirst()).startsWith("delivery.uncertain");
        assertThat(states(order)).containsExactly("UNCERTAIN");

        erp.away = false;
        awaitStates(order, "DELIVERED");
        await().until(() -> hub.alerts().open().isEmpty());
    }

    @Test
    void whatTheErpOnlySaysThatItKnowsIsForAPersonAndNeverDelivered() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(sent -> new DeliveryOutcome.Known("code 3"));
        startWorker();

        Draft draft = Draft.of(company.code(), "1", "10");
        UUID delivery = post(draft);

        awaitStates(order, "HELD");
        await().until(() -> hub.alerts().open().size() == 1);
        assertThat(hub.alerts().open()).singleElement().asString().startsWith("delivery.known");
        assertRefused(
                postings.reverse(operator, new ReversalRequest(draft.posting().id(), null, "wrong")), "NOT_SETTLED");
        assertThat(factory.deliveries(order).getFirst()).containsEntry("reason_code", "KNOWN_IN_ERP");
        assertThat(erp.calls.stream().map(call -> call.substring(0, 4)))
                .containsExactly("send", "read", "read", "read", "read");
        assertStep(order, "0", "10");

        desk.closeByHand(it, delivery, "R7", "typed in");
        await().until(() -> hub.alerts().open().isEmpty());
        assertStep(order, "10", "0");
    }

    @Test
    void whatTheErpKnowsAndShowsIsDelivered() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(sent -> {
            erp.execute(sent);
            return new DeliveryOutcome.Known("code 3");
        });
        startWorker();

        post("1", "10");

        awaitStates(order, "DELIVERED");
        assertThat(erp.calls).hasSize(2);
    }

    @Test
    void twoHitsOfTheReadBackWaitForAPerson() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(sent -> {
            erp.execute(sent);
            return erp.executeAndCut(sent);
        });
        startWorker();

        post("1", "10");

        awaitStates(order, "HELD");
        assertThat(factory.deliveries(order).getFirst()).containsEntry("reason_code", "SEVERAL_IN_ERP");
    }

    @Test
    void refusalOfWhatAnEarlierTryHasDoneLateIsDelivered() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::cut).then(sent -> {
            erp.execute(sent);
            return FakeErp.refuse(sent);
        });
        startWorker();

        post("1", "10");

        awaitStates(order, "DELIVERED");
        assertThat(factory.deliveries(order).getFirst()).containsEntry("erp_key", "R1");
        assertStep(order, "10", "0");
    }

    @Test
    void reversalThatItsServiceDoesNotMakeIsDoneWhereItWasMadeThereMeanwhile() {
        long order = reverse(sent -> {
            erp.execute(sent);
            return new DeliveryOutcome.Blocked("404", Duration.ofMinutes(10));
        });

        awaitStates(order, "DELIVERED", "DELIVERED");
        assertStep(order, "0", "0");
        assertThat(hub.alerts().open()).isEmpty();
    }

    @Test
    void reversalThatItsServiceDoesNotMakeWaitsLongAndAPersonIsTold() {
        long order = reverse(sent -> new DeliveryOutcome.Blocked("404", Duration.ofMinutes(10)));

        awaitStates(order, "DELIVERED", "RETRYING");
        await().untilAsserted(() ->
                assertThat(hub.alerts().open()).singleElement().asString().startsWith("delivery.retrying"));
        assertThat(erp.calls.stream().map(call -> call.substring(0, 4)))
                .containsExactly("send", "read", "send", "read");
        assertThat(factory.jdbc()
                        .sql(
                                "select next_at > now() + interval '8 minutes' from hub.delivery where order_id = ? and kind = 'REVERSAL'")
                        .param(order)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** Reverses a posting that is in the ERP, which does with the reversal what is given. */
    private long reverse(FakeErp.Act act) {
        long order = factory.order(company, "protheus", "1", "100");
        Draft draft = Draft.of(company.code(), "1", "10");
        startWorker();
        post(draft);
        awaitStates(order, "DELIVERED");
        erp.then(act);
        assertThat(postings.reverse(
                        operator, new ReversalRequest(draft.posting().id(), null, "wrong")))
                .isInstanceOf(Answer.Done.class);
        return order;
    }

    @Test
    void rowThatIsOnlyAlikeDoesNotMakeARefusalDelivered() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.anonymous = true;
        erp.then(FakeErp::cut).then(sent -> {
            erp.execute(sent);
            return FakeErp.refuse(sent);
        });
        startWorker();

        post("1", "10");

        awaitStates(order, "REJECTED");
    }

    @Test
    void rowThatTheSyncSawWithoutAReferenceIsJoinedWhenTheReadBackFindsIt() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(sent -> {
            DeliveryOutcome cut = erp.executeAndCut(sent);
            merging().merge(company, "protheus", NOW, Merging.row("R1", "1", 10, TODAY, "10", "0"));
            return cut;
        });
        startWorker();

        post("1", "10");

        awaitStates(order, "DELIVERED");
        assertStep(order, "10", "0");
        merging().merge(company, "protheus", NOW.plusSeconds(1), Merging.row("R1", "1", 10, TODAY, "10", "0"));
        assertStep(order, "10", "0");
    }
}
