package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.support.Merging;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An ERP does not say as which row it took a posting, nor, where no reference travels, whose row is whose. */
class DeliveryWithoutKeyTest extends DeliveriesOnDatabase {

    @Test
    void postingWithoutReferenceAndKeyIsDeliveredAndPolledAndCountsOnce() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.anonymous = true;
        startWorker();
        post("1", "10");
        awaitStates(order, "DELIVERED");

        merging().merge(company, "protheus", NOW, Merging.row("R1", "1", 10, TODAY, "10", "0"));

        assertThat(factory.deliveries(order).getFirst()).containsEntry("erp_key", "R1");
        assertThat(factory.postings(order)).hasSize(1);
        assertStep(order, "10", "0");
    }

    @Test
    void rowOfAnAlikePostingIsNotTakenForOneThatWasCutBeforeItsExecution() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.anonymous = true;
        erp.then(erp::execute).then(FakeErp::cut);

        assertTwoAlikeBecomeTwoRows(order);
    }

    @Test
    void rowThatMayBeThatOfAnAlikePostingWhoseRowIsNotKnownIsForAPerson() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.anonymous = true;
        erp.then(sent -> {
            erp.away = true;
            return erp.execute(sent);
        });
        erp.then(sent -> {
            erp.away = false;
            return FakeErp.cut(sent);
        });
        startWorker();
        post("1", "10");
        awaitStates(order, "DELIVERED");
        UUID second = post("1", "10");

        awaitStates(order, "DELIVERED", "HELD");
        merging().merge(company, "protheus", NOW, Merging.row("R1", "1", 10, TODAY, "10", "0"));
        desk.resend(it, second, null, null);

        awaitStates(order, "DELIVERED", "DELIVERED");
        assertThat(erp.ledger).hasSize(2);
        assertThat(factory.deliveries(order).getLast()).containsEntry("erp_key", "R2");
    }

    @Test
    void alikePostingsThatAreExecutedAndCutAreTwoRowsOfTheirOwn() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.anonymous = true;
        erp.then(erp::executeAndCut).then(erp::executeAndCut);

        assertTwoAlikeBecomeTwoRows(order);
    }

    private void assertTwoAlikeBecomeTwoRows(long order) {
        startWorker();

        post("1", "10");
        post("1", "10");

        awaitStates(order, "DELIVERED", "DELIVERED");
        assertThat(erp.ledger).hasSize(2);
        assertThat(factory.deliveries(order))
                .extracting(row -> row.get("erp_key"))
                .containsExactly("R1", "R2");
    }

    @Test
    void answerThatMayMeanPendingIsLookedUpAtOnce() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::executeDoubtfully);
        startWorker();

        post("1", "10");

        awaitStates(order, "DELIVERED");
        assertThat(factory.deliveries(order).getFirst()).containsEntry("erp_key", "R1");
        assertThat(erp.calls).filteredOn(call -> call.startsWith("send")).hasSize(1);
    }

    @Test
    void alikePostingsThatTheErpKeepsAsPendingStaySoUntilEachIsFinishedThere() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::keepPendingDoubtfully).then(erp::keepPendingDoubtfully);
        startWorker();
        post("1", "10");
        post("1", "10");
        awaitStates(order, "PENDING_IN_ERP", "PENDING_IN_ERP");

        awaitReads(4);

        assertThat(states(order)).containsExactly("PENDING_IN_ERP", "PENDING_IN_ERP");
        assertThat(factory.deliveries(order))
                .extracting(row -> row.get("pending_key"))
                .containsExactlyInAnyOrder("T1", "T2");
        assertStep(order, "0", "20");
        erp.finishPending();
        erp.finishPending();
        awaitStates(order, "DELIVERED", "DELIVERED");
        assertThat(erp.calls).filteredOn(call -> call.startsWith("send")).hasSize(2);
    }

    @Test
    void onePendingPostingOfTwoAlikeThatIsFinishedIsTheOneDelivered() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.anonymous = true;
        erp.then(erp::keepPendingDoubtfully).then(erp::keepPendingDoubtfully);
        startWorker();
        post("1", "10");
        post("1", "10");
        awaitStates(order, "PENDING_IN_ERP", "PENDING_IN_ERP");

        erp.finishPending();

        awaitStates(order, "DELIVERED", "PENDING_IN_ERP");
        awaitReads(4);
        assertThat(states(order)).containsExactly("DELIVERED", "PENDING_IN_ERP");
    }

    @Test
    void refusedPostingDoesNotTakeThePendingRowOfOneThatIsAlike() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.keepsRefused = true;
        erp.then(erp::keepPending).then(FakeErp::refuse);
        startWorker();
        post("1", "10");
        post("1", "10");

        awaitStates(order, "PENDING_IN_ERP", "REJECTED");
        awaitReads(4);

        assertThat(factory.deliveries(order))
                .extracting(row -> row.get("pending_key"))
                .containsExactly("T1", null);
        assertThat(factory.deliveries(order).getFirst()).containsEntry("absent_reads", 0);
    }

    @Test
    void refusedPostingThatTheErpKeepsIsPendingWithTheWordsOfTheRefusal() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.keepsRefused = true;
        erp.then(erp::keepPending).then(erp::keepPendingAndRefuse);
        startWorker();
        post("1", "10");
        post("1", "10");

        awaitStates(order, "PENDING_IN_ERP", "PENDING_IN_ERP");

        assertThat(erp.calls.stream().map(call -> call.substring(0, 4)).limit(2))
                .containsExactly("send", "read");
        assertThat(factory.deliveries(order).getLast()).containsEntry("pending_key", "T2");
        assertThat(factory.jdbc()
                        .sql("select detail from hub.delivery_attempt where kind = 'SEND' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("A680OPER: operador inexistente maria");
    }

    @Test
    void refusalOfAnErpThatKeepsNothingIsNotLookedUp() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::refuse);
        startWorker();

        post("1", "10");

        awaitStates(order, "REJECTED");
        assertThat(erp.calls).singleElement().asString().startsWith("send");
    }

    @Test
    void pendingRowAndPostingOfTheSameNumberAreNotTakenForEachOther() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.anonymous = true;
        erp.then(erp::keepPending);
        startWorker();
        post("1", "7");
        awaitStates(order, "PENDING_IN_ERP");
        factory.jdbc()
                .sql("update hub.delivery set pending_key = 'R2' where order_id = ?")
                .param(order)
                .update();

        post("1", "10");
        awaitStates(order, "PENDING_IN_ERP", "DELIVERED");
        merging().merge(company, "protheus", NOW, Merging.row("R2", "1", 10, TODAY, "10", "0"));

        assertThat(factory.deliveries(order).getLast()).containsEntry("erp_key", "R2");
        assertStep(order, "10", "7");
    }

    private void awaitReads(int more) {
        int before = erp.calls.size();
        await().until(() -> erp.calls.size() >= before + more);
    }

    @Test
    void answerThatMayMeanPendingIsNeverSentAgainWhileTheErpCannotBeAsked() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.away = true;
        erp.then(erp::executeDoubtfully);
        startWorker();
        post("1", "10");
        awaitStates(order, "PENDING_IN_ERP");

        erp.away = false;

        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger).hasSize(1);
    }
}
