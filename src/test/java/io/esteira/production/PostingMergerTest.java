package io.esteira.production;

import static io.esteira.support.Factory.moment;
import static io.esteira.support.Merging.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.canonical.PostingChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.canonical.MergeBatch;
import io.esteira.platform.Company;
import io.esteira.support.Factory;
import io.esteira.support.FakeAlerts;
import io.esteira.support.Merging;
import io.esteira.support.TestDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostingMergerTest {

    private HikariDataSource database;
    private Factory factory;
    private Merging merging;
    private Company company;
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
    void newCompany() {
        merging = new Merging(
                database, new PostingMerger(new PostingAlerts(new FakeAlerts(), factory.jdbc())), new PostingTotals());
        company = factory.company("C" + ++companies);
    }

    @Test
    void partialMovementsOfOneOrderAndPhaseOnTwoDaysBothCount() {
        long order = factory.order(company, "csw", "000123", "100");

        merging.merge(
                company,
                "csw",
                moment(0),
                row("m1", "000123", 10, "2026-03-01", "30", "1"),
                row("m2", "000123", 10, "2026-03-02", "20.5", "0"));

        assertThat(factory.postings(order)).hasSize(2);
        assertStep(order, 10, "50.5", "1", "IN_PROGRESS");
        assertThat(factory.order(order)).containsEntry("status", "IN_PROGRESS");
    }

    @Test
    void orderNumberWithLeadingZerosIsAnotherOrderThanTheOneWithout() {
        long padded = factory.order(company, "csw", "000123/01/001", "100");
        long bare = factory.order(company, "csw", "123/1/1", "100");

        merging.merge(company, "csw", moment(0), row("m1", "000123/01/001", 10, "2026-03-01", "7", "0"));

        assertThat(factory.postings(padded)).hasSize(1);
        assertThat(factory.postings(bare)).isEmpty();
    }

    @Test
    void orderAndStepTotalsFollowTheirPostings() {
        long order = factory.order(company, "csw", "1", "10");

        merging.merge(
                company,
                "csw",
                moment(0),
                row("m1", "1", 10, "2026-03-01", "9", "1"),
                row("m2", "1", 30, "2026-03-02", "4", "2"));

        assertStep(order, 10, "9", "1", "COMPLETED");
        assertStep(order, 20, "0", "0", "WAITING");
        assertStep(order, 30, "4", "2", "IN_PROGRESS");
        assertThat((BigDecimal) factory.order(order).get("good_in_erp")).isEqualByComparingTo("4");
        assertThat((BigDecimal) factory.order(order).get("scrap_in_erp")).isEqualByComparingTo("3");
    }

    /** Plans of a first reading are made while tables are empty: one that asks all postings for each row takes minutes. */
    @Test
    void fullPagesMergeInReasonableTimeBeforeStatisticsExist() {
        long order = factory.order(company, "csw", "1", "10");
        factory.jdbc().sql("set statement_timeout = '8s'").update();
        try {
            for (int page = 0; page < 2; page++) {
                merging.merge(company, "csw", moment(page), false, page(page, 4_000));
            }
        } finally {
            factory.jdbc().sql("reset statement_timeout").update();
        }

        assertThat(factory.postings(order)).hasSize(8_000);
    }

    private static List<PostingChange> page(int page, int rows) {
        return IntStream.range(page * rows, (page + 1) * rows)
                .mapToObj(n -> row("m" + n, "1", 10, "2026-03-01", String.valueOf(n + 1), "0"))
                .toList();
    }

    @Test
    void sameBatchTwiceChangesNothing() {
        long order = factory.order(company, "csw", "1", "10");
        PostingChange seen = row("m1", "1", 10, "2026-03-01", "4", "0");
        merging.merge(company, "csw", moment(0), seen);
        long logged = factory.count("change_log");
        List<Map<String, Object>> postings = factory.postings(order);

        merging.merge(company, "csw", moment(0), seen);
        merging.merge(company, "csw", moment(5), seen);

        assertThat(factory.count("change_log")).isEqualTo(logged);
        assertThat(factory.postings(order)).isEqualTo(postings);
    }

    @Test
    void correctedQuantityReplacesTheOldAndKeepsItInTheChangeLog() {
        long order = factory.order(company, "csw", "1", "10");
        merging.merge(company, "csw", moment(0), row("m1", "1", 10, "2026-03-01", "4", "0"));

        merging.merge(company, "csw", moment(1), row("m1", "1", 10, "2026-03-01", "6", "0"));

        assertThat(factory.postings(order)).hasSize(1);
        assertStep(order, 10, "6", "0", "IN_PROGRESS");
        assertThat(lastBefore(order, "good")).isEqualTo("4");
    }

    @Test
    void olderObservationDoesNotOverwriteANewerOne() {
        long order = factory.order(company, "csw", "1", "10");
        merging.merge(company, "csw", moment(5), row("m1", "1", 10, "2026-03-01", "6", "0"));

        merging.merge(company, "csw", moment(1), row("m1", "1", 10, "2026-03-01", "4", "0"));

        assertStep(order, 10, "6", "0", "IN_PROGRESS");
    }

    @Test
    void postingMovedToAnotherOrderLeavesTheTotalsOfTheFirst() {
        long first = factory.order(company, "csw", "1", "10");
        long second = factory.order(company, "csw", "2", "10");
        merging.merge(company, "csw", moment(0), row("m1", "1", 10, "2026-03-01", "4", "0"));

        merging.merge(company, "csw", moment(1), row("m1", "2", 20, "2026-03-01", "4", "0"));

        assertStep(first, 10, "0", "0", "WAITING");
        assertThat(factory.order(first)).containsEntry("status", "RELEASED");
        assertStep(second, 20, "4", "0", "IN_PROGRESS");
    }

    @Test
    void reversedRowLeavesTheTotalsAndComesBackWhenTheSourceSaysSo() {
        long order = factory.order(company, "csw", "1", "10");
        merging.merge(company, "csw", moment(0), row("m1", "1", 10, "2026-03-01", "4", "0"));

        merging.merge(company, "csw", moment(1), row("m1", "1", 10, "2026-03-01", "4", "0", null, true));

        assertThat(factory.postings(order).getFirst()).containsEntry("state", "REVERSED");
        assertStep(order, 10, "0", "0", "WAITING");

        merging.merge(company, "csw", moment(2), row("m1", "1", 10, "2026-03-01", "4", "0"));

        assertThat(factory.postings(order).getFirst()).containsEntry("state", "ACCEPTED");
        assertStep(order, 10, "4", "0", "IN_PROGRESS");
    }

    @Test
    void vanishedRowReversesItsPosting() {
        long order = factory.order(company, "csw", "1", "10");
        PostingChange seen = row("m1", "1", 10, "2026-03-01", "4", "0");
        merging.merge(company, "csw", moment(0), seen);

        merging.gone(company, "csw", moment(1), seen);

        assertThat(factory.postings(order).getFirst())
                .containsEntry("state", "REVERSED")
                .containsEntry("in_erp", false);
        assertStep(order, 10, "0", "0", "WAITING");
    }

    @Test
    void postingOfAnUnknownOrderWaitsForTheOrder() {
        Map<Long, MergeBatch.Refusal> refusals =
                merging.merge(company, "csw", moment(0), row("m1", "404", 10, "2026-03-01", "4", "0"));

        assertThat(refusals.values()).extracting(MergeBatch.Refusal::waitsFor).containsExactly("production_order");
        assertThat(refusals.values()).extracting(MergeBatch.Refusal::waitsKey).containsExactly("404");
    }

    @Test
    void postingOfAnUnknownStepWaitsForTheStepWhileOthersGoOn() {
        long order = factory.order(company, "csw", "1", "10");

        Map<Long, MergeBatch.Refusal> refusals = merging.merge(
                company,
                "csw",
                moment(0),
                row("m1", "1", 99, "2026-03-01", "4", "0"),
                row("m2", "1", 10, "2026-03-01", "4", "0"));

        assertThat(refusals).containsOnlyKeys(1L);
        assertThat(refusals.values()).extracting(MergeBatch.Refusal::waitsKey).containsExactly("1/99");
        assertThat(factory.postings(order)).hasSize(1);
    }

    @Test
    void operationThatAnOrderHasTwiceIsHandedBack() {
        factory.order(
                company,
                "protheus",
                "1",
                "10",
                List.of(new Factory.Step(10, "02", "COSTURA"), new Factory.Step(20, "02", "COSTURA")));
        PostingChange change = new PostingChange(
                new Ref("m1"),
                new Ref("1"),
                null,
                "02",
                LocalDate.parse("2026-03-01"),
                null,
                null,
                BigDecimal.ONE,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                false);

        Map<Long, MergeBatch.Refusal> refusals = merging.merge(company, "protheus", moment(0), change);

        assertThat(refusals.values())
                .extracting(refusal -> refusal.issue().code())
                .containsExactly(IssueCode.CONFLICT);
    }

    @Test
    void sameRowMergedByManyAtOnceIsOnePosting() throws Exception {
        long order = factory.order(company, "csw", "1", "1000");
        List<PostingChange> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(row("m" + i, "1", 10, "2026-03-01", "2", "0"));
        }
        List<Callable<Object>> merges = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            merges.add(() -> merging.merge(company, "csw", moment(0), false, rows));
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> merge : threads.invokeAll(merges)) {
                merge.get();
            }
        }

        assertThat(factory.postings(order)).hasSize(50);
        assertStep(order, 10, "100", "0", "IN_PROGRESS");
    }

    private void assertStep(long order, int sequence, String good, String scrap, String status) {
        Map<String, Object> step = factory.step(order, sequence);
        assertThat((BigDecimal) step.get("good_in_erp")).isEqualByComparingTo(good);
        assertThat((BigDecimal) step.get("scrap_in_erp")).isEqualByComparingTo(scrap);
        assertThat(step).containsEntry("status", status);
    }

    private String lastBefore(long order, String field) {
        return factory.jdbc().sql("""
                        select before ->> ? from hub.change_log
                        where entity = 'posting' and row_id in (select id from hub.posting where order_id = ?)
                        order by seq desc limit 1
                        """).params(field, order).query(String.class).single();
    }
}
