package io.esteira.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.support.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChangeLogTest {

    /** What is read without knowing of a subscriber is passed over: it must lie before what the subscriber looks at first. */
    @Test
    void whoeverStartsWhileTheLogIsReadStartsBehindWhatIsRead() throws SQLException {
        try (HikariDataSource database = TestDatabase.create()) {
            ChangeLog log = new ChangeLog(database);
            log.startIfIdle();
            CompletableFuture<Void> started = new CompletableFuture<>();

            log.read(() -> {
                assertThat(startsMeanwhile(log, started)).isFalse();
                return Set.of();
            });

            assertThat(started.orTimeout(60, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(60));
        }
    }

    private static boolean startsMeanwhile(ChangeLog log, CompletableFuture<Void> started) {
        CountDownLatch begun = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            begun.countDown();
            log.startIfIdle();
            started.complete(null);
        });
        try {
            begun.await();
            started.get(300, TimeUnit.MILLISECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException e) {
            return false;
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
