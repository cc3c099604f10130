package io.esteira.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.support.Factory;
import io.esteira.support.Hub;
import io.esteira.support.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

class JobsTest {

    private final HikariDataSource dataSource = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(dataSource);
    private final Company company = new Factory(dataSource).company("MATRIZ");
    private final Company other = new Factory(dataSource).company("LATICINIO");
    private final Hub hub = node();
    private final Jobs jobs = hub.get(Jobs.class);

    private Hub node() {
        return Hub.on(dataSource, Clock.systemUTC())
                .with(
                        "transactionTemplate",
                        TransactionTemplate.class,
                        new TransactionTemplate(new JdbcTransactionManager(dataSource)))
                .start("io.esteira.jobs");
    }

    @AfterEach
    void close() {
        hub.close();
        dataSource.close();
    }

    @Test
    void workTellsHowFarItIsAndWhatCameOfIt() {
        Jobs.Started job = submit(progress -> {
            progress.report(3, 10);
            return Map.of("rows", 10);
        });

        awaitState(job, "DONE");
        assertThat(jdbc.sql("select done || '/' || total || ' ' || (result ->> 'rows') from hub.job where id = ?")
                        .param(job.id())
                        .query(String.class)
                        .single())
                .isEqualTo("10/10 10");
        assertThat(changes(job)).startsWith("I").endsWith("U").hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void workThatFailsSaysSoAndTellsNoSecrets() {
        Jobs.Started job = submit(progress -> {
            throw new IllegalStateException("jdbc:postgresql://secret");
        });

        awaitState(job, "FAILED");
        assertThat(text(job, "message")).isNotBlank().doesNotContain("secret");
        assertThat(text(job, "message_pt")).isNotBlank();
    }

    @Test
    void aRunningJobStopsWhenItIsCancelled() {
        // Given
        AtomicInteger rounds = new AtomicInteger();
        Jobs.Started job = submit(progress -> {
            while (true) {
                progress.report(rounds.incrementAndGet(), 1_000_000);
            }
        });
        awaitState(job, "RUNNING");

        // When
        Jobs.Cancelled answer = jobs.cancel(Hub.caller(Set.of(Role.IT), company), job.publicId());

        // Then
        assertThat(answer).isEqualTo(new Jobs.Cancelled.Done(job.id()));
        awaitState(job, "CANCELLED");
        assertThat(jobs.cancel(Hub.caller(Set.of(Role.IT), company), job.publicId()))
                .isEqualTo(new Jobs.Cancelled.Done(job.id()));
    }

    @Test
    void aJobThatWaitsForItsTurnNeverBeginsOnceItIsCancelled() {
        // Given
        CountDownLatch busy = new CountDownLatch(1);
        List<Jobs.Started> first = List.of(submit(waitingFor(busy)), submit(waitingFor(busy)));
        first.forEach(job -> awaitState(job, "RUNNING"));
        AtomicInteger begun = new AtomicInteger();
        Jobs.Started job = submit(progress -> Map.of("begun", begun.incrementAndGet()));
        assertThat(text(job, "state")).isEqualTo("QUEUED");

        // When
        jobs.cancel(Hub.caller(Set.of(Role.IT), company), job.publicId());
        busy.countDown();

        // Then
        first.forEach(each -> awaitState(each, "DONE"));
        assertThat(text(job, "state")).isEqualTo("CANCELLED");
        assertThat(begun).hasValue(0);
    }

    @Test
    void aJobWhoseNodeHasGoneFailsAsInterrupted() {
        // Given
        Jobs.Started job = hub.get(JobStore.class).insert(company.id(), "TEST", "maria");
        jdbc.sql("update hub.job set state = 'RUNNING', lease_until = now() - interval '1 s'")
                .update();

        // When
        jobs.keepLeases();

        // Then
        assertThat(text(job, "state")).isEqualTo("FAILED");
        assertThat(text(job, "message")).startsWith("Interrupted");
        assertThat(text(job, "message_pt")).startsWith("Interrompido");
    }

    @Test
    void leasesAreLookedAfterWhileOtherWorkOfTheNodeTakesLong() {
        // Given
        Jobs.Started job = hub.get(JobStore.class).insert(company.id(), "TEST", "maria");
        jdbc.sql("update hub.job set state = 'RUNNING', lease_until = now() - interval '1 s'")
                .update();
        CountDownLatch busy = new CountDownLatch(1);

        // When
        try (SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
                Hub node = Hub.on(dataSource, Clock.systemUTC())
                        .with("taskScheduler", TaskScheduler.class, scheduler)
                        .with("busy", Busy.class, new Busy(busy))
                        .with(
                                "scheduled",
                                ScheduledAnnotationBeanPostProcessor.class,
                                new ScheduledAnnotationBeanPostProcessor())
                        .with(
                                "transactionTemplate",
                                TransactionTemplate.class,
                                new TransactionTemplate(new JdbcTransactionManager(dataSource)))
                        .start("io.esteira.jobs")) {

            // Then
            awaitState(job, "FAILED");
            assertThat(node.get(Busy.class).begun).hasValue(1);
            busy.countDown();
        }
    }

    /** Work at a fixed delay that does not end. */
    static final class Busy {

        private final CountDownLatch latch;
        private final AtomicInteger begun = new AtomicInteger();

        Busy(CountDownLatch latch) {
            this.latch = latch;
        }

        @Scheduled(fixedDelay = 60_000)
        void work() throws InterruptedException {
            begun.incrementAndGet();
            latch.await();
        }
    }

    @Test
    void moreThanMayWaitAreNotTakenOnUntilOneHasEnded() {
        // Given
        CountDownLatch busy = new CountDownLatch(1);
        List<Jobs.Started> taken = IntStream.range(0, Jobs.MOST)
                .mapToObj(n -> submit(waitingFor(busy)))
                .toList();
        var caller = Hub.caller(Set.of(Role.IT), company);

        // Then
        assertThat(jobs.submit(caller, company, "TEST", progress -> Map.of())).isEmpty();

        // And once they have ended
        busy.countDown();
        taken.forEach(job -> awaitState(job, "DONE"));
        await().untilAsserted(() -> assertThat(jobs.submit(caller, company, "TEST", progress -> Map.of()))
                .isPresent());
    }

    @Test
    void aNodeThatStopsLeavesNoJobRunning() {
        // Given
        Hub node = node();
        Jobs.Started job = node.get(Jobs.class)
                .submit(Hub.caller(Set.of(Role.IT), company), company, "TEST", waitingFor(new CountDownLatch(1)))
                .orElseThrow();
        awaitState(job, "RUNNING");

        // When
        node.close();

        // Then
        assertThat(text(job, "state")).isEqualTo("FAILED");
        assertThat(text(job, "message")).startsWith("Interrupted");
    }

    @Test
    void aLivingNodeKeepsItsJobs() {
        // Given
        CountDownLatch busy = new CountDownLatch(1);
        Jobs.Started job = submit(waitingFor(busy));
        awaitState(job, "RUNNING");
        jdbc.sql("update hub.job set lease_until = now() - interval '1 s'").update();

        // When
        jobs.keepLeases();

        // Then
        assertThat(text(job, "state")).isEqualTo("RUNNING");
        busy.countDown();
        awaitState(job, "DONE");
    }

    @Test
    void othersDoNotStopAJobAndOtherCompaniesDoNotSeeIt() {
        Jobs.Started job = submit(progress -> Map.of());
        awaitState(job, "DONE");

        assertThat(jobs.cancel(Hub.caller(Set.of(Role.PLANNER), company), job.publicId()))
                .isEqualTo(new Jobs.Cancelled.Refused(Jobs.Refusal.FORBIDDEN));
        assertThat(jobs.cancel(Hub.caller(Set.of(Role.ADMIN), other), job.publicId()))
                .isEqualTo(new Jobs.Cancelled.Refused(Jobs.Refusal.JOB_NOT_FOUND));
        assertThat(jobs.cancel(Hub.caller(Set.of(Role.IT), company), job.publicId()))
                .isEqualTo(new Jobs.Cancelled.Refused(Jobs.Refusal.ALREADY_ENDED));
    }

    private Jobs.Started submit(Work work) {
        return jobs.submit(Hub.caller(Set.of(Role.IT), company), company, "TEST", work)
                .orElseThrow();
    }

    private static Work waitingFor(CountDownLatch latch) {
        return progress -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            progress.report(1, 1);
            return Map.of();
        };
    }

    private void awaitState(Jobs.Started job, String state) {
        await().untilAsserted(() -> assertThat(text(job, "state")).isEqualTo(state));
    }

    private String text(Jobs.Started job, String column) {
        return jdbc.sql("select coalesce(" + column + ", '') from hub.job where id = ?")
                .param(job.id())
                .query(String.class)
                .single();
    }

    private List<String> changes(Jobs.Started job) {
        return jdbc.sql("select kind::text from hub.change_log where entity = 'job' and row_id = ? order by seq")
                .param(job.id())
                .query(String.class)
                .list();
    }
}
