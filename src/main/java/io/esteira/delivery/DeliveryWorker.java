package io.esteira.delivery;

import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.adapter.delivery.ReadBack.Fate;
import io.esteira.outbox.DeliveryReasons;
import io.esteira.platform.Alerts;
import io.esteira.platform.Traces;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the deliveries of one target there: claims what is due, calls the target outside of any transaction, one virtual
 * thread per call, and writes what came of it. Several nodes may run a worker of the same target.
 */
final class DeliveryWorker {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    private static final Duration EXPIRE_EVERY = Duration.ofSeconds(1);

    /** Commits that follow each other this closely wake the worker once. */
    private static final Duration TOGETHER = Duration.ofMillis(10);

    private final String source;
    private final DeliveryTargets targets;
    private final DeliveryStore store;
    private final DeliveryProperties properties;
    private final Verdicts verdicts;
    private final Alerts alerts;
    private final DeliveryAlerts watch;
    private final DeliveryMeters meters;
    private final Traces traces;
    private final Semaphore lanes;
    private final Semaphore signal = new Semaphore(0);
    private volatile boolean stopping;
    private volatile long nextExpiry = System.nanoTime();

    DeliveryWorker(
            String source,
            DeliveryTargets targets,
            DeliveryStore store,
            DeliveryProperties properties,
            Alerts alerts,
            DeliveryAlerts watch,
            DeliveryMeters meters,
            Traces traces) {
        this.source = source;
        this.targets = targets;
        this.store = store;
        this.properties = properties;
        this.verdicts = new Verdicts(properties);
        this.alerts = alerts;
        this.watch = watch;
        this.meters = meters;
        this.traces = traces;
        this.lanes = new Semaphore(properties.parallelism());
    }

    /** Lets the next turn begin at once. */
    void wake() {
        signal.release();
    }

    /** Waits for a signal and those that follow closely, at most as long as the polling interval, and then makes a {@link #pass}. */
    void turn() throws InterruptedException {
        if (signal.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS)) {
            Thread.sleep(TOGETHER);
            signal.drainPermits();
        }
        pass();
    }

    /** Takes up as much of what is due as there are free lanes; returns without waiting for the calls. */
    int pass() {
        if (stopping) {
            return 0;
        }
        expire();
        int free = lanes.drainPermits();
        int left = free;
        try {
            Set<Short> companies = targets.companiesOf(source);
            if (left > 0) {
                left -= start(store.claimReads(source, companies, left, properties.lease()));
            }
            if (left > 0) {
                left -= start(store.claimSends(source, companies, left, properties.lease()));
            }
        } finally {
            lanes.release(left);
        }
        return free - left;
    }

    private int start(List<Claim> claims) {
        claims.forEach(claim -> Thread.ofVirtual().name("delivery-" + source).start(() -> carry(claim)));
        return claims.size();
    }

    private void expire() {
        long now = System.nanoTime();
        if (now - nextExpiry >= 0) {
            nextExpiry = now + Math.min(properties.lease().toNanos() / 4, EXPIRE_EVERY.toNanos());
            store.expire(source, properties.readPause());
            store.hasten(source, properties.longestPause());
            watch.endWhatIsOver();
        }
    }

    /** Takes up nothing more, and waits for the calls under way. */
    void stop() {
        stopping = true;
        try {
            if (lanes.tryAcquire(properties.parallelism(), properties.stop().toMillis(), TimeUnit.MILLISECONDS)) {
                lanes.release(properties.parallelism());
            } else {
                log.warn("target={} stopped with calls under way; their deliveries become uncertain", source);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** However much later: it belongs to what accepted it. */
    private void carry(Claim claim) {
        boolean send = claim.state() == DeliveryState.SENDING;
        traces.work((send ? "deliver to " : "look for delivery in ") + source)
                .from(claim.traceparent())
                .about("source", source)
                .about("company", claim.consignment().company())
                .about("delivery", claim.consignment().deliveryId())
                .run(() -> carry(claim, send));
    }

    private void carry(Claim claim, boolean send) {
        try {
            long from = System.nanoTime();
            Verdict verdict = send ? send(claim) : verdicts.ofRead(readBack(claim), claim);
            Duration took = Duration.ofNanos(System.nanoTime() - from);
            boolean own = store.finish(claim, send ? Try.send(request(claim), took) : Try.readBack(took), verdict);
            meters.tried(claim, send, own ? verdict.outcome() : "FENCED", took);
            if (own) {
                tell(claim, verdict);
            } else {
                log.warn(
                        "target={} delivery={} came back late with {} and was fenced off",
                        source,
                        claim.consignment().deliveryId(),
                        verdict.outcome());
            }
        } catch (RuntimeException e) {
            // The row stays as it was claimed: its lease ends, and it is read back.
            log.error(
                    "target={} delivery={} could not be settled",
                    source,
                    claim.consignment().deliveryId(),
                    e);
        } finally {
            lanes.release();
            wake();
        }
    }

    private @Nullable String request(Claim claim) {
        try {
            return targets.of(claim).shownRequest();
        } catch (RuntimeException e) {
            log.warn(
                    "target={} delivery={}: what was sent cannot be shown",
                    source,
                    claim.consignment().deliveryId(),
                    e);
            return null;
        }
    }

    private Verdict send(Claim claim) {
        DeliveryOutcome outcome = sent(claim);
        Verdict verdict = verdicts.ofSend(outcome, claim.attempts());
        if (!unclear(outcome, claim)) {
            return verdict;
        }
        ReadBack look = ask(claim);
        return verdicts.ofLook(verdict, fate(claim, look), look instanceof ReadBack.Found);
    }

    /**
     * What the source took without saying under which key, or took in one of two ways, or refused and may keep or have from an earlier
     * try, is looked up at once; and so is a reversal that a service does not make, which a person may have made there.
     */
    private boolean unclear(DeliveryOutcome outcome, Claim claim) {
        return switch (outcome) {
            case DeliveryOutcome.Delivered delivered -> delivered.erpKey() == null;
            case DeliveryOutcome.PendingInErp pending -> true;
            case DeliveryOutcome.Known known -> true;
            case DeliveryOutcome.Rejected rejected ->
                claim.attempts() > 1 || targets.of(claim).mayBeKept();
            case DeliveryOutcome.NotExecuted not -> false;
            case DeliveryOutcome.Blocked blocked -> claim.reversal();
            case DeliveryOutcome.Uncertain uncertain -> false;
        };
    }

    private DeliveryOutcome sent(Claim claim) {
        if (claim.startBy().passed()) {
            return new DeliveryOutcome.NotExecuted("the node was held up before it could send", null);
        }
        try {
            return targets.of(claim).send(claim.startBy());
        } catch (RuntimeException e) {
            log.error("target={} delivery={} threw", source, claim.consignment().deliveryId(), e);
            return new DeliveryOutcome.Uncertain("the adapter failed: " + e);
        }
    }

    private Fate readBack(Claim claim) {
        return fate(claim, ask(claim));
    }

    private Fate fate(Claim claim, ReadBack read) {
        return switch (read) {
            case Fate fate -> fate;
            case ReadBack.Alike alike -> own(claim, alike);
        };
    }

    private Fate own(Claim claim, ReadBack.Alike alike) {
        try {
            return store.ownRows(claim, alike).of(alike);
        } catch (RuntimeException e) {
            log.error(
                    "target={} delivery={}: what rows are known could not be read",
                    source,
                    claim.consignment().deliveryId(),
                    e);
            return new ReadBack.Unavailable("what rows are known could not be read: " + e);
        }
    }

    private ReadBack ask(Claim claim) {
        try {
            return lookUp(claim, targets.of(claim));
        } catch (RuntimeException e) {
            log.error(
                    "target={} delivery={} could not be read back",
                    source,
                    claim.consignment().deliveryId(),
                    e);
            return new ReadBack.Unavailable("the adapter failed: " + e);
        }
    }

    private static ReadBack lookUp(Claim claim, Errand<?> errand) {
        String then = claim.foundIn();
        String now = errand.foundIn();
        return then == null || then.equals(now)
                ? errand.readBack()
                : new ReadBack.Unavailable("it was sent by a writer whose rows are found in " + then
                        + ", where the present one does not look: set that writer until this is settled");
    }

    private void tell(Claim claim, Verdict verdict) {
        String subject = claim.consignment().deliveryId().toString();
        boolean blocked = verdict.outcome().equals(Verdict.BLOCKED);
        if (verdict.state() == DeliveryState.RETRYING && (blocked || claim.attempts() >= properties.alertAfter())) {
            alerts.raise(
                    claim.companyId(),
                    DeliveryAlerts.RETRYING,
                    subject,
                    new Alerts.Words(
                            source + " has not taken it after " + claim.attempts() + " tries: " + verdict.detail(),
                            source + " não o aceitou após " + claim.attempts() + " tentativas: " + verdict.detail()));
        }
        if (verdict.state() == DeliveryState.UNCERTAIN && claim.reads() >= properties.alertAfter()) {
            alerts.raise(
                    claim.companyId(),
                    DeliveryAlerts.UNCERTAIN,
                    subject,
                    new Alerts.Words(
                            source + " was asked " + claim.reads()
                                    + " times whether it has it; until that is known later postings of its step wait: "
                                    + verdict.detail(),
                            source + " foi consultado " + claim.reads()
                                    + " vezes se o tem; até saber, os apontamentos seguintes da operação esperam: "
                                    + verdict.detail()));
        }
        if (verdict.state() == DeliveryState.PENDING_IN_ERP && verdict.absentReads() == properties.absentReads()) {
            alerts.raise(
                    claim.companyId(),
                    DeliveryAlerts.PENDING_VANISHED,
                    subject,
                    new Alerts.Words(
                            source + " no longer shows the pending row: resend or cancel",
                            source + " não mostra mais a linha pendente: reenvie ou cancele"));
        }
        if (verdict.outcome().equals(Verdict.PENDING_UNSEEN)) {
            alerts.raise(
                    claim.companyId(),
                    DeliveryAlerts.PENDING_UNSEEN,
                    subject,
                    new Alerts.Words(
                            source
                                    + " may keep it as pending, and the hub cannot see what is pending there: a person has to look",
                            source
                                    + " pode tê-lo como pendente, e o hub não enxerga o que está pendente lá: uma pessoa precisa olhar"));
        }
        if (verdict.state() == DeliveryState.HELD && DeliveryReasons.KNOWN_IN_ERP.equals(verdict.reasonCode())) {
            alerts.raise(
                    claim.companyId(),
                    DeliveryAlerts.KNOWN,
                    subject,
                    new Alerts.Words(
                            source
                                    + " says that it knows the delivery and shows no row of it: a person has to look there",
                            source + " diz conhecer o envio e não mostra linha dele: uma pessoa precisa olhar lá"));
        }
    }
}
