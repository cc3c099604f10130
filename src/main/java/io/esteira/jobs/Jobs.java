package io.esteira.jobs;

import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs long work in the background of the node that was asked for it, a few at a time. A job whose node dies ends as FAILED
 * within a minute or so; it is never begun twice. Thread-safe.
 */
@Component
public class Jobs implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    public static final List<Role> MAY_CANCEL = List.of(Role.IT);
    private static final int AT_ONCE = 2;

    /** Running and waiting: each may hold a file in memory. */
    static final int MOST = 6;

    /** A job that was taken on. */
    public record Started(long id, UUID publicId) {}

    /** What became of the wish to stop a job. */
    public sealed interface Cancelled {

        /** It has ended, or ends as soon as its work notices. */
        record Done(long jobId) implements Cancelled {}

        record Refused(Refusal refusal) implements Cancelled {}
    }

    /** Closed list of why a job is not stopped. */
    public enum Refusal {
        FORBIDDEN,
        JOB_NOT_FOUND,
        ALREADY_ENDED
    }

    private final JobStore store;
    private final Audit audit;
    private final ChangeSignals signals;
    private final TransactionTemplate transaction;
    private final Set<Long> own = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(MOST);
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("job-", 0).factory());

    Jobs(JobStore store, Audit audit, ChangeSignals signals, TransactionTemplate transaction) {
        this.store = store;
        this.audit = audit;
        this.signals = signals;
        this.transaction = transaction;
    }

    /**
     * Takes work on, unless too many wait already; returns at once. Must not be called within a transaction, whose end the work would not wait for.
     *
     * @param kind what it is, in words that stay the same, such as {@code IMPORT_CODE_MAPPINGS}
     */
    public Optional<Started> submit(Caller caller, Company company, String kind, Work work) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            Started job = insert(caller, company, kind);
            own.add(job.id());
            signals.changed();
            threads.execute(() -> run(job, kind, work));
            return Optional.of(job);
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private Started insert(Caller caller, Company company, String kind) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Started made = store.insert(company.id(), kind, caller.name());
            audit.record(caller, "job.submit", company.id(), made.publicId().toString(), Map.of("kind", kind));
            return made;
        }));
    }

    private void run(Started job, String kind, Work work) {
        try {
            turns.acquire();
            try {
                if (store.begin(job.id())) {
                    signals.changed();
                    perform(job, kind, work);
                }
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            own.remove(job.id());
            places.release();
            signals.changed();
        }
    }

    private void perform(Started job, String kind, Work work) {
        try {
            Map<String, ?> result = work.run(new ThrottledProgress(job.id(), store, signals));
            store.done(job.id(), JsonMapper.shared().writeValueAsString(result));
        } catch (JobStopped e) {
            // A node that stops tells of its jobs itself.
            if (!Thread.currentThread().isInterrupted()) {
                store.stopped(job.id());
            }
        } catch (RuntimeException e) {
            log.error("job={} kind={} failed", job.publicId(), kind, e);
            store.failed(
                    job.id(),
                    "Something went wrong in the hub: tell IT the id of the job.",
                    "Algo deu errado no hub: informe ao TI o id do trabalho.");
        }
    }

    /** Stops a job. What it has done so far stays. A second click is harmless. */
    public Cancelled cancel(Caller caller, UUID publicId) {
        if (!caller.hasAny(MAY_CANCEL)) {
            return new Cancelled.Refused(Refusal.FORBIDDEN);
        }
        Optional<JobStore.Row> found = store.find(publicId).filter(row -> caller.sees(row.companyId()));
        if (found.isEmpty()) {
            return new Cancelled.Refused(Refusal.JOB_NOT_FOUND);
        }
        JobStore.Row job = found.get();
        if (job.state().equals("CANCELLED")) {
            return new Cancelled.Done(job.id());
        }
        boolean cancelled = Boolean.TRUE.equals(transaction.execute(status -> cancel(caller, job, publicId)));
        signals.changed();
        return cancelled ? new Cancelled.Done(job.id()) : new Cancelled.Refused(Refusal.ALREADY_ENDED);
    }

    private boolean cancel(Caller caller, JobStore.Row job, UUID publicId) {
        boolean cancelled = store.cancel(job.id());
        if (cancelled) {
            audit.record(caller, "job.cancel", job.companyId(), publicId.toString(), Map.of());
        }
        return cancelled;
    }

    /**
     * Keeps the leases of this node's jobs, and ends those of nodes that are gone. At a fixed rate, which has a thread of its own: work at
     * fixed delays shares one, and a living node must not look dead because other work there takes long.
     */
    @Scheduled(fixedRateString = "${esteira.jobs.lease-every:10s}")
    void keepLeases() {
        if (!own.isEmpty()) {
            store.renew(own);
        }
        if (store.expire() > 0) {
            signals.changed();
        }
    }

    /** The node stops: who asks later is told so, and not left waiting. */
    @Override
    public void destroy() {
        List<Long> unfinished = List.copyOf(own);
        threads.shutdownNow();
        unfinished.forEach(store::interrupted);
    }
}
