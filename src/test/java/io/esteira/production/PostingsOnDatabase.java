package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.outbox.Answer;
import io.esteira.outbox.DeliveryPlanner;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.support.Draft;
import io.esteira.support.Factory;
import io.esteira.support.FakeAlerts;
import io.esteira.support.Hub;
import io.esteira.support.Merging;
import io.esteira.support.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A hub with production alone, on a database of its own; each test has a company of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PostingsOnDatabase {

    /** 23:30 of 2 March in São Paulo. */
    static final Instant NOW = Instant.parse("2026-03-03T02:30:00Z");

    private static final DeliveryPlanner CSW_IS_HELD = (target, order) -> target.equals("csw")
            ? new DeliveryPlanner.Plan.Hold("NO_TARGET", "Type it in CSW", "Digite no CSW")
            : new DeliveryPlanner.Plan.Send();

    private static final PostingSources CSW_AND_PROTHEUS =
            (source, company) -> Set.of("csw", "protheus").contains(source);

    HikariDataSource database;
    Factory factory;
    Hub hub;
    Postings postings;
    Company company;
    Caller operator;
    private int companies;

    @BeforeAll
    void startHub() {
        database = TestDatabase.create();
        factory = new Factory(database);
        hub = Hub.on(database, Clock.fixed(NOW, ZoneOffset.UTC))
                .with("planner", DeliveryPlanner.class, CSW_IS_HELD)
                .with("sources", PostingSources.class, CSW_AND_PROTHEUS)
                .bind(
                        PostingProperties.class.getName(),
                        Map.of(
                                "esteira.posting.companies[0].code", "TOLERANT",
                                "esteira.posting.companies[0].over-production-percent", "10",
                                "esteira.posting.companies[0].scrap-reasons", "RISCO,FURO"))
                .start("io.esteira.outbox", "io.esteira.production");
        postings = hub.get(Postings.class);
    }

    @AfterAll
    void stopHub() {
        hub.close();
        database.close();
    }

    @BeforeEach
    void newCompany() {
        company = factory.company("P" + ++companies);
        operator = Hub.caller(Set.of(Role.OPERATOR), company);
    }

    Draft draft() {
        return Draft.of(company.code(), "1", "1");
    }

    UUID publicId(long order) {
        return (UUID) java.util.Objects.requireNonNull(
                factory.postings(order).getFirst().get("public_id"));
    }

    Caller integration() {
        return Hub.caller(Set.of(Role.INTEGRATION), company);
    }

    Merging merging() {
        return merging(new FakeAlerts());
    }

    Merging merging(FakeAlerts alerts) {
        PostingAlerts told = new PostingAlerts(alerts, factory.jdbc());
        return new Merging(database, new PostingMerger(told), new PostingTotals(), told);
    }

    static PostingImport.Item item(String key, String order, int sequence, String good) {
        return new PostingImport.Item(
                key,
                order,
                null,
                null,
                sequence,
                LocalDate.parse("2026-03-02"),
                null,
                null,
                new BigDecimal(good),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                false,
                null,
                null,
                null,
                null,
                false);
    }

    static void assertRefused(Answer answer, String code) {
        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(code));
    }

    static <T extends Object> List<T> atOnce(int times, Callable<T> call) throws Exception {
        List<Callable<T>> calls = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            calls.add(call);
        }
        List<T> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
