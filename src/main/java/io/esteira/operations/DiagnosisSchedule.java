package io.esteira.operations;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has the sources looked at after the start and then now and then, in a hub that serves: a verb of the command line has not all of
 * them switched on, and would forget the findings of the others.
 */
@Component
@ConditionalOnWebApplication
class DiagnosisSchedule {

    private static final Logger log = LoggerFactory.getLogger(DiagnosisSchedule.class);

    private final SourceDiagnoses diagnoses;
    private final SourceCapabilities capabilities;
    private final Clock clock;
    private final Duration every;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile boolean lookedAtStart;

    DiagnosisSchedule(
            SourceDiagnoses diagnoses,
            SourceCapabilities capabilities,
            Clock clock,
            @Value("${esteira.doctor.every:1h}") Duration every) {
        this.diagnoses = diagnoses;
        this.capabilities = capabilities;
        this.clock = clock;
        this.every = every;
    }

    /** On a thread of its own, since the scheduler's is for what is short. */
    @Scheduled(
            initialDelayString = "${esteira.doctor.first-after:20s}",
            fixedDelayString = "${esteira.doctor.every:1h}")
    void refresh() {
        if (underWay.compareAndSet(false, true)) {
            Thread unused = Thread.ofVirtual().name("doctors").start(this::diagnoseAll);
        }
    }

    private void diagnoseAll() {
        try {
            diagnoses.refresh(lookedAtStart ? this::isDue : source -> true);
            lookedAtStart = true;
        } catch (RuntimeException e) {
            log.warn("the sources were not looked at", e);
        } finally {
            underWay.set(false);
        }
    }

    /** What another node has looked at lately is left in peace; a quarter is for how long a look takes. */
    private boolean isDue(String source) {
        return !capabilities.checkedSince(
                source, clock.instant().minus(every.multipliedBy(3).dividedBy(4)));
    }
}
