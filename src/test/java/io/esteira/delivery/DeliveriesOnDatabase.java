package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.delivery.DeliveryTarget;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.DerivedFacts;
import io.esteira.outbox.Answer;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.production.Postings;
import io.esteira.support.Draft;
import io.esteira.support.Factory;
import io.esteira.support.Hub;
import io.esteira.support.Merging;
import io.esteira.support.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A hub with production and delivery and an ERP of its own; workers run when a test starts them. */
@Execution(ExecutionMode.SAME_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DeliveriesOnDatabase {

    static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    static final String TODAY = "2026-03-02";
    private static final Map<String, String> FAST = Map.of(
            "esteira.delivery.poll", "20ms",
            "esteira.delivery.lease", "60s",
            "esteira.delivery.retries", "20ms,40ms",
            "esteira.delivery.settle", "90ms",
            "esteira.delivery.pending-poll", "50ms",
            "esteira.delivery.alert-after", "3");

    HikariDataSource database;
    Factory factory;
    FakeErp erp;
    Hub hub;
    Postings postings;
    DeliveryDesk desk;
    Company company;
    Caller operator;
    Caller it;
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean running;
    private int companies;

    @BeforeAll
    void openDatabase() {
        database = TestDatabase.create();
        factory = new Factory(database);
    }

    @AfterAll
    void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void startHub() {
        running = true;
        company = factory.company("D" + ++companies);
        erp = new FakeErp();
        erp.companies = Set.of(company.code());
        hub = node();
        postings = hub.get(Postings.class);
        desk = hub.get(DeliveryDesk.class);
        operator = Hub.caller(Set.of(Role.OPERATOR), company);
        it = Hub.caller(Set.of(Role.IT), company);
    }

    @AfterEach
    void stopHub() throws InterruptedException {
        running = false;
        for (Thread worker : workers) {
            worker.join();
        }
        workers.clear();
        hub.close();
    }

    Hub node() {
        return Hub.on(database, Clock.fixed(NOW, ZoneOffset.UTC))
                .with("erp", DeliveryTarget.class, erp)
                .bind("io.esteira.production.PostingProperties", Map.of())
                .bind(DeliveryProperties.class.getName(), FAST)
                .start("io.esteira.outbox", "io.esteira.production", "io.esteira.downtime", "io.esteira.delivery");
    }

    void startWorker() {
        startWorker(hub);
    }

    void startWorker(Hub node) {
        DeliveryWorker worker = worker(node);
        workers.add(Thread.ofVirtual().start(() -> {
            while (running) {
                try {
                    worker.turn();
                } catch (InterruptedException e) {
                    return;
                }
            }
        }));
    }

    static DeliveryWorker worker(Hub node) {
        return Objects.requireNonNull(node.get(DeliveryWorkers.class).all().get("protheus"));
    }

    Merging merging() {
        return new Merging(database, merger(), hub.get("postingTotals", DerivedFacts.class));
    }

    private ChangeMerger merger() {
        return hub.get("postingMerger", ChangeMerger.class);
    }

    /** Posts good pieces on the first step of an order; the id of the delivery. */
    UUID post(String order, String good) {
        return post(Draft.of(company.code(), order, good));
    }

    UUID post(Draft draft) {
        Answer answer = postings.post(operator, draft.posting());
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return factory.jdbc()
                .sql("select public_id from hub.delivery where id = ?")
                .param(((Answer.Done) answer).deliveryId())
                .query(UUID.class)
                .single();
    }

    void awaitStates(long order, String... states) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(states(order)).containsExactly(states));
    }

    List<String> states(long order) {
        return factory.jdbc()
                .sql("select state from hub.delivery where order_id = ? order by id")
                .param(order)
                .query(String.class)
                .list();
    }

    void assertStep(long order, String inErp, String pending) {
        Map<String, Object> step = factory.step(order, 10);
        assertThat((BigDecimal) step.get("good_in_erp")).isEqualByComparingTo(inErp);
        assertThat((BigDecimal) step.get("good_pending")).isEqualByComparingTo(pending);
    }

    static void assertRefused(Answer answer, String code) {
        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(code));
    }

    static void assertRefused(DeskAnswer answer, String code) {
        assertThat(answer).isInstanceOfSatisfying(DeskAnswer.Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(code));
    }
}
