package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.support.Draft;
import io.esteira.support.Merging;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DeliveryWorkerTest extends DeliveriesOnDatabase {

    @Test
    void deliveredPostingIsInTheErpAndNoLongerPending() {
        long order = factory.order(company, "protheus", "000123/01/001", "100");
        startWorker();

        post("000123/01/001", "10");

        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger).singleElement().satisfies(row -> {
            assertThat(row.order().orderKey()).isEqualTo("000123/01/001");
            assertThat(row.order().operation()).isEqualTo("01");
            assertThat(row.order().phaseCode()).isEqualTo("CORTE");
        });
        assertThat(factory.deliveries(order).getFirst()).containsEntry("erp_key", "R1");
        assertStep(order, "10", "0");
    }

    @Test
    void samePostingTwiceIsOneErpRow() {
        long order = factory.order(company, "protheus", "1", "100");
        Draft draft = Draft.of(company.code(), "1", "10");
        startWorker();

        post(draft);
        post(draft);

        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger).hasSize(1);
    }

    @Test
    void refusedPostingIsSentAgainByAnotherWriter() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.foundIn = "SH6.H6_OBSERVA";
        erp.then(FakeErp::refuse);
        startWorker();
        UUID delivery = post("1", "10");
        awaitStates(order, "REJECTED");
        erp.foundIn = "SD3.D3_DOC";

        desk.resend(it, delivery, null, null);

        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger).singleElement().extracting(FakeErp.Row::place).isEqualTo("SD3.D3_DOC");
    }

    @Test
    void adapterThatThrowsMakesTheDeliveryUncertain() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(sent -> {
            erp.execute(sent);
            throw new IllegalStateException("bug");
        });
        startWorker();

        post("1", "10");

        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger).hasSize(1);
    }

    @Test
    void refusedConnectionIsTriedAgainUntilItWorksAndAPersonIsTold() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::away).then(FakeErp::away).then(FakeErp::away).then(FakeErp::away);
        startWorker();

        post("1", "10");

        await().until(() -> !hub.alerts().open().isEmpty());
        assertThat(hub.alerts().open().getFirst()).startsWith("delivery.retrying");
        awaitStates(order, "DELIVERED");
        assertThat(factory.deliveries(order).getFirst()).containsEntry("attempts", 5);
        await().until(() -> hub.alerts().open().isEmpty());
        assertThat(erp.ledger).hasSize(1);
    }

    @Test
    void deliveryPlannedBeforeTheClockWasSetBackGoesOut() {
        long order = factory.order(company, "protheus", "1", "100");
        post("1", "10");
        factory.jdbc()
                .sql(
                        "update hub.delivery set state = 'RETRYING', next_at = now() + interval '2 hours' where order_id = ?")
                .param(order)
                .update();

        startWorker();

        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger).hasSize(1);
    }

    @Test
    void pauseThatAnAdapterAskedForIsKept() {
        long order = factory.order(company, "protheus", "1", "100");
        post("1", "10");
        factory.jdbc()
                .sql(
                        "update hub.delivery set state = 'RETRYING', next_at = now() + interval '1 hour' where order_id = ?")
                .param(order)
                .update();

        int hastened = hub.get(DeliveryStore.class)
                .hasten("protheus", hub.get(DeliveryProperties.class).longestPause());

        assertThat(hastened).isZero();
    }

    @Test
    void deliveriesOfOneStepKeepTheirOrder() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::away).then(FakeErp::away).then(FakeErp::cut);
        post("1", "1");
        post("1", "2");
        post("1", "3");

        startWorker();

        awaitStates(order, "DELIVERED", "DELIVERED", "DELIVERED");
        assertThat(erp.ledger.stream().map(row -> row.order().good().intValue()))
                .containsExactly(1, 2, 3);
    }

    @Test
    void refusalOfTheErpIsNotRepeatedAndDoesNotHoldUpTheNext() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::refuse);
        post("1", "1");
        post("1", "2");

        startWorker();

        awaitStates(order, "REJECTED", "DELIVERED");
        assertThat(factory.deliveries(order).getFirst())
                .containsEntry("reason_code", "A680OPER")
                .containsEntry("reason_text", "operador inexistente maria");
        assertThat(erp.ledger).hasSize(1);
        assertStep(order, "2", "1");
    }

    @Test
    void whatTheErpKeepsAsPendingIsPolledUntilItIsThere() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(erp::keepPending);
        startWorker();
        post("1", "10");
        awaitStates(order, "PENDING_IN_ERP");
        assertStep(order, "0", "10");

        FakeErp.Row waiting = erp.pending.removeFirst();
        erp.execute(waiting.order());

        awaitStates(order, "DELIVERED");
        assertStep(order, "10", "0");
    }

    @Test
    void serviceThatIsNotThereIsToldAtOnceAndTheAlertEndsWhenAPersonTakesOver() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(sent -> new DeliveryOutcome.Blocked("404", Duration.ofMinutes(10)));
        startWorker();
        UUID delivery = post("1", "10");
        await().until(() -> hub.alerts().open().size() == 1);

        desk.cancel(it, delivery, "posted in Protheus");

        await().until(() -> hub.alerts().open().isEmpty());
        assertThat(states(order)).containsExactly("CANCELLED");
    }

    @Test
    void alertOfADeliveryThatTheErpRefusesInTheEndIsEnded() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(FakeErp::away).then(FakeErp::away).then(FakeErp::away).then(FakeErp::refuse);
        startWorker();
        post("1", "10");

        await().until(() -> !hub.alerts().open().isEmpty());
        awaitStates(order, "REJECTED");
        await().until(() -> hub.alerts().open().isEmpty());
    }

    @Test
    void leaseThatACallMayOutlastStopsTheStart() {
        erp.longestCall = Duration.ofSeconds(30);

        assertThatThrownBy(this::node).rootCause().hasMessageContainingAll("esteira.delivery.lease", "protheus");
    }

    @Test
    void sendingIsCommittedBeforeTheFirstByteAndNoTransactionIsOpenDuringTheCall() {
        long order = factory.order(company, "protheus", "1", "100");
        AtomicReference<List<String>> seen = new AtomicReference<>(List.of());
        List<Long> open = new CopyOnWriteArrayList<>();
        erp.then(sent -> {
            seen.set(states(order));
            // The worker goes on claiming beside the call: what is open at each look is the call's.
            for (int look = 0; look < 10; look++) {
                open.add(factory.jdbc()
                        .sql(
                                "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'")
                        .query(Long.class)
                        .single());
            }
            return erp.execute(sent);
        });
        startWorker();

        post("1", "10");

        awaitStates(order, "DELIVERED");
        assertThat(seen.get()).containsExactly("SENDING");
        assertThat(open).hasSize(10).contains(0L);
    }

    @Test
    void orderOfASourceThatTakesNoPostingsIsHeldWithWhatToTypeWhere() {
        long order = factory.order(company, "csw", "000123", "100");
        startWorker();

        post("000123", "10");

        assertThat(states(order)).containsExactly("HELD");
        assertThat((String) factory.deliveries(order).getFirst().get("reason_text"))
                .contains("Aponte no CSW: OP 000123, operação 01", "Post in CSW: order 000123");
    }

    @Test
    void postingThatTheSyncSeesWhileItIsStillOutIsDeliveredOnce() {
        long order = factory.order(company, "protheus", "1", "100");
        erp.then(sent -> {
            DeliveryOutcome done = erp.execute(sent);
            merging()
                    .merge(
                            company,
                            "protheus",
                            NOW,
                            Merging.row("R1", "1", 10, TODAY, "10", "0", sent.reference(), false));
            return done;
        });
        startWorker();

        post("1", "10");

        awaitStates(order, "DELIVERED");
        await().until(() -> factory.jdbc()
                .sql(
                        "select count(*) from hub.delivery_attempt a join hub.delivery d on d.id = a.delivery_id where d.order_id = ?")
                .param(order)
                .query(Long.class)
                .single()
                .equals(1L));
        assertThat(states(order)).containsExactly("DELIVERED");
        assertStep(order, "10", "0");
        assertThat(erp.calls).filteredOn(call -> call.startsWith("send")).hasSize(1);
    }
}
