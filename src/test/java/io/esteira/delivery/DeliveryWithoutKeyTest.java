package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.Merging;
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
    void alikePostingsThatAreExecutedAndCutAreTwoRowsOfTheirOwn() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.anonymous = true;
        erp.then(erp::executeAndCut).then(erp::executeAndCut);
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
