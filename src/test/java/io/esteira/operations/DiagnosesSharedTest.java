package io.esteira.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.SourceDoctor;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Role;
import io.esteira.support.Hub;
import io.esteira.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Several people who want a source looked at are one look. */
class DiagnosesSharedTest {

    private static final Caller IT = new Caller("it", "it", Set.of(Role.IT), Set.of(), "", Instant.MAX);

    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private final SourceDoctor doctor = new SourceDoctor() {
        @Override
        public String source() {
            return "somewhere";
        }

        @Override
        public Diagnosis diagnose(Duration within) {
            looks.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Diagnosis(List.of(Finding.ok("thing", "Is there.", "Existe.")), Map.of());
        }
    };

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Test
    void whoeverComesMeanwhileOrShortlyAfterGetsWhatWasFound() throws Exception {
        try (HikariDataSource database = TestDatabase.create();
                Hub hub = Hub.on(database, clock).start("io.esteira.nothing");
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            // given
            Companies companies = hub.get(Companies.class);
            SourceDiagnoses diagnoses = new SourceDiagnoses(
                    new StaticListableBeanFactory(Map.of("doctor", doctor)).getBeanProvider(SourceDoctor.class),
                    new SourceCapabilities(hub.get(JdbcClient.class), companies, clock),
                    companies,
                    hub.get(Audit.class),
                    new TransactionTemplate(hub.get(PlatformTransactionManager.class)),
                    clock);

            // when
            List<Future<SourceDiagnoses.Diagnosed>> answers = List.of(
                    people.submit(() -> diagnoses.diagnose("somewhere", IT)),
                    people.submit(() -> diagnoses.diagnose("somewhere", IT)),
                    people.submit(() -> diagnoses.diagnose("somewhere", IT)));
            release.countDown();
            for (Future<SourceDiagnoses.Diagnosed> answer : answers) {
                assertThat(answer.get()).isInstanceOf(SourceDiagnoses.Diagnosed.Done.class);
            }

            // then
            assertThat(looks).hasValue(1);
            now = now.plusSeconds(31);
            assertThat(diagnoses.diagnose("somewhere", IT)).isInstanceOf(SourceDiagnoses.Diagnosed.Done.class);
            assertThat(looks).hasValue(2);
            assertThat(hub.get(JdbcClient.class)
                            .sql("select count(*) from hub.audit_entry where action = 'source.diagnose'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(4);
        }
    }
}
