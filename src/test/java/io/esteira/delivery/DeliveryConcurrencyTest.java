package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.canonical.PostingChange;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.outbox.OutboxTransactions;
import io.esteira.outbox.OutboxTransactions.Outcome;
import io.esteira.platform.Role;
import io.esteira.production.PostingImport;
import io.esteira.support.Draft;
import io.esteira.support.Hub;
import io.esteira.support.Merging;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class DeliveryConcurrencyTest extends DeliveriesOnDatabase {

    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void nodeKilledBetweenClaimAndAnswerLeavesAnUncertainDeliveryThatEndsInOneRow() {
        long order = factory.order(company, "protheus", "1", "100");
        post("1", "10");
        Claim claim = claim(SHORT);
        erp.send((DeliveryOrder) claim.consignment(), claim.startBy());

        awaitExpiry(order);
        assertThat(states(order)).containsExactly("UNCERTAIN");

        startWorker();
        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger).hasSize(1);
    }

    @Test
    void nodeKilledBeforeItCouldSendLosesNothing() {
        long order = factory.order(company, "protheus", "1", "100");
        post("1", "10");
        claim(SHORT);

        awaitExpiry(order);
        startWorker();

        awaitStates(order, "DELIVERED");
        assertThat(erp.ledger).hasSize(1);
    }

    @Test
    void workerThatComesBackAfterItsLeaseIsFencedOff() {
        long order = factory.order(company, "protheus", "1", "100");
        post("1", "10");
        Claim zombie = claim(SHORT);
        erp.send((DeliveryOrder) zombie.consignment(), zombie.startBy());
        awaitExpiry(order);
        startWorker();
        awaitStates(order, "DELIVERED");

        boolean written = hub.get(DeliveryStore.class)
                .finish(
                        zombie,
                        Try.send(null, Duration.ZERO),
                        Verdict.waiting(DeliveryState.REJECTED, "REJECTED", "late", "LATE"));

        assertThat(written).isFalse();
        assertThat(states(order)).containsExactly("DELIVERED");
        assertThat(factory.jdbc()
                        .sql("select outcome from hub.delivery_attempt where delivery_id = ? order by id desc limit 1")
                        .param(zombie.id())
                        .query(String.class)
                        .single())
                .isEqualTo("FENCED_REJECTED");
    }

    @Test
    void claimIsTooOldToSendBeforeItsLeaseEnds() {
        factory.order(company, "protheus", "1", "100");
        post("1", "10");

        Duration lease = Duration.ofHours(1);
        long before = System.nanoTime();
        Claim claim = claim(lease);

        assertThat(claim.startBy().passed()).isFalse();
        assertThat(Duration.ofNanos(claim.startBy().nanoTime() - before))
                .isPositive()
                .isLessThan(lease);
    }

    @Test
    void twoNodesSideBySideDeliverEachPostingOnceAndInOrder() {
        long order = factory.order(company, "protheus", "1", "1000");
        long other = factory.order(company, "protheus", "2", "1000");
        for (int i = 0; i < 5; i++) {
            erp.then(erp::executeAndCut).then(erp::execute).then(FakeErp::away);
        }
        try (Hub second = node()) {
            startWorker(hub);
            startWorker(second);
            for (int i = 1; i <= 15; i++) {
                post("1", String.valueOf(i));
                post("2", String.valueOf(i));
            }

            String[] all = Collections.nCopies(15, "DELIVERED").toArray(new String[0]);
            awaitStates(order, all);
            awaitStates(other, all);
        }

        assertThat(erp.ledger).hasSize(30);
        for (String key : List.of("1", "2")) {
            assertThat(erp.ledger.stream()
                            .filter(row -> row.order().orderKey().equals(key))
                            .map(row -> row.order().good().intValue()))
                    .isSorted();
        }
        assertStep(order, "120", "0");
    }

    @Test
    void twoNodesSideBySideSendPostingsAndLossesOnceAndEachInItsOrder() {
        erp.lossesApart = true;
        long order = factory.order(company, "protheus", "1", "1000");
        for (int i = 0; i < 5; i++) {
            erp.then(erp::executeAndCut).then(erp::execute).then(FakeErp::away).then(FakeErp::cut);
        }
        try (Hub second = node()) {
            startWorker(hub);
            startWorker(second);
            for (int i = 1; i <= 8; i++) {
                Draft draft = Draft.of(company.code(), "1", String.valueOf(i))
                        .scrap("02", "1")
                        .scrap("07", "2");
                post(i == 8 ? draft.completing() : draft);
            }

            awaitStates(order, Collections.nCopies(24, "DELIVERED").toArray(new String[0]));
        }

        assertThat(erp.ledger).hasSize(24);
        List<String> sent = erp.ledger.stream()
                .map(row -> row.order().loss() == null
                        ? row.order().good().toPlainString()
                        : row.order().loss().reason())
                .toList();
        List<String> wanted = new ArrayList<>();
        for (int i = 1; i < 8; i++) {
            wanted.addAll(List.of(String.valueOf(i), "02", "07"));
        }
        wanted.addAll(List.of("02", "07", "8"));
        assertThat(sent).isEqualTo(wanted);
        assertStep(order, "36", "0");
    }

    @Test
    void pushPollAndDeliveryOfOneFactAtTheSameTimeCountOnce() throws Exception {
        long order = factory.order(company, "protheus", "1", "1000");
        for (int i = 0; i < 20; i++) {
            erp.then(sent -> {
                erp.execute(sent);
                sightAtOnce(erp.ledger.getLast());
                return FakeErp.cut(sent);
            });
        }
        startWorker();
        for (int i = 0; i < 20; i++) {
            post("1", "3");
        }

        awaitStates(order, Collections.nCopies(20, "DELIVERED").toArray(new String[0]));

        assertThat(factory.postings(order)).hasSize(20);
        assertStep(order, "60", "0");
    }

    @Test
    void routeIsNamedAfterItsTargetDeliversAndStopsWhenStopped() throws Exception {
        long order = factory.order(company, "protheus", "1", "100");
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(hub.get(DeliveryRoutes.class));
            camel.start();
            post("1", "10");
            awaitStates(order, "DELIVERED");

            camel.getRouteController().stopRoute("delivery.protheus");
            post("1", "10");

            assertThat(worker(hub)).isNotNull();
            await().during(Duration.ofMillis(200)).until(() -> states(order).equals(List.of("DELIVERED", "PENDING")));
        }
    }

    @Test
    void slowCallHoldsUpOnlyItsOwnLaneAndAStopWaitsForIt() throws Exception {
        long slow = factory.order(company, "protheus", "1", "100");
        long quick = factory.order(company, "protheus", "2", "100");
        CountDownLatch answer = new CountDownLatch(1);
        erp.then(sent -> {
            try {
                assertThat(answer.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return erp.execute(sent);
        });
        startWorker();
        post("1", "10");
        awaitStates(slow, "SENDING");

        post("2", "10");

        awaitStates(quick, "DELIVERED");
        Thread stop = Thread.ofVirtual().start(() -> worker(hub).stop());
        answer.countDown();
        stop.join();
        assertThat(states(slow)).containsExactly("DELIVERED");
    }

    @Test
    void noPositionOfADeliveryIsClaimedWhileAPersonDecidesAboutAnother() {
        erp.lossesApart = true;
        factory.order(company, "protheus", "1", "100");
        UUID posting = post(Draft.of(company.code(), "1", "10").scrap("02", "1").completing());
        DeliveryStore store = hub.get(DeliveryStore.class);

        int claimed = hub.get(OutboxTransactions.class).run(connection -> {
            assertThat(OpenDelivery.find(connection, it, posting)).isPresent();
            return Outcome.keep(claimElsewhere(store));
        });

        assertThat(claimed).isZero();
        assertThat(claimElsewhere(store)).isOne();
    }

    private int claimElsewhere(DeliveryStore store) {
        return CompletableFuture.supplyAsync(
                        () -> store.claimSends("protheus", Set.of(company.id()), 5, Duration.ofSeconds(3)))
                .join()
                .size();
    }

    private Claim claim(Duration lease) {
        return hub.get(DeliveryStore.class)
                .claimSends("protheus", Set.of(company.id()), 1, lease)
                .getFirst();
    }

    private void awaitExpiry(long order) {
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            hub.get(DeliveryStore.class).expire("protheus", SHORT);
            return states(order).equals(List.of("UNCERTAIN"));
        });
    }

    private void sightAtOnce(FakeErp.Row row) {
        PostingChange polled =
                Merging.row(row.key(), "1", 10, TODAY, row.order().good().toPlainString(), "0", row.reference(), false);
        PostingImport pushed = new PostingImport(
                company.code(),
                "protheus",
                List.of(new PostingImport.Item(
                        row.key(),
                        "1",
                        null,
                        null,
                        10,
                        LocalDate.parse(TODAY),
                        null,
                        null,
                        row.order().good(),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        false,
                        null,
                        null,
                        null,
                        row.reference(),
                        false)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> ways = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                ways.add(threads.submit(() -> merging().merge(company, "protheus", NOW, polled)));
                ways.add(threads.submit(() -> postings.take(Hub.caller(Set.of(Role.INTEGRATION), company), pushed)));
            }
            for (Future<?> way : ways) {
                way.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
