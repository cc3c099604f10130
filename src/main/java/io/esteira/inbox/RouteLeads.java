package io.esteira.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.integration.jdbc.lock.LockRepository;
import org.springframework.integration.util.UUIDConverter;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Which node reads a stream. The lease is short, so that a killed node is followed soon, and is renewed from beside while its
 * holder lives, however long a page takes. A hint only, since leases use each node's clock: {@code stream_state.run_id} fences.
 */
@Component
class RouteLeads {

    private static final Logger log = LoggerFactory.getLogger(RouteLeads.class);

    /** Held by the thread that took it. */
    record Lead(Lock lock, ScheduledFuture<?> renewing) implements AutoCloseable {

        @Override
        public void close() {
            renewing.cancel(false);
            try {
                lock.unlock();
            } catch (ConcurrentModificationException e) {
                log.info("A lease had ended before its holder did: {}", e.getMessage());
            }
        }
    }

    private final LockRepository leases;
    private final JdbcLockRegistry locks;
    private final TaskScheduler scheduler;
    private final Duration lease;

    RouteLeads(LockRepository leases, TaskScheduler scheduler, @Value("${esteira.inbox.lease:30s}") Duration lease) {
        this.leases = leases;
        this.locks = new JdbcLockRegistry(leases, lease);
        this.scheduler = scheduler;
        this.lease = lease;
    }

    /** Empty while another node or thread has it. */
    Optional<Lead> take(Stream stream) {
        return take("stream:" + stream);
    }

    /** One of so many places that the runs of a source share; empty while all are taken. Those of a killed node end as leads do. */
    Optional<Lead> takePlace(Stream stream, int places) {
        String source = "source:" + stream.source() + "/" + stream.company().code() + "#";
        for (int place = 0; place < places; place++) {
            Optional<Lead> taken = take(source + place);
            if (taken.isPresent()) {
                return taken;
            }
        }
        return Optional.empty();
    }

    private Optional<Lead> take(String key) {
        Lock lock = locks.obtain(key);
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        String row = UUIDConverter.getUUID(key).toString();
        Duration renewEvery = lease.dividedBy(3);
        return Optional.of(new Lead(
                lock,
                scheduler.scheduleAtFixedRate(
                        () -> leases.renew(row, lease), Instant.now().plus(renewEvery), renewEvery)));
    }
}
