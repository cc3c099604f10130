package io.esteira.operations;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.SourceDoctor;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Has the doctors look at what is switched on, and keeps what they found. Thread-safe. */
@Component
public class SourceDiagnoses {

    private static final Logger log = LoggerFactory.getLogger(SourceDiagnoses.class);
    public static final List<Role> MAY_DIAGNOSE = List.of(Role.IT);
    private static final Duration WITHIN = Duration.ofSeconds(30);

    /** For how long what was found answers whoever asks again. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    /** What became of the wish. */
    public sealed interface Diagnosed {

        /** It was looked at, and what was found is kept; this is what the caller may read of it. */
        record Done(String source, Diagnosis diagnosis) implements Diagnosed {}

        record Refused(Refusal refusal) implements Diagnosed {}
    }

    /** Closed list of why a source is not looked at. */
    public enum Refusal {
        FORBIDDEN,
        SOURCE_UNKNOWN
    }

    private final ObjectProvider<SourceDoctor> doctors;
    private final SourceCapabilities capabilities;
    private final Companies companies;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<String, Looks> looks = new ConcurrentHashMap<>();

    /** What was found, and when. */
    private record Look(Diagnosis diagnosis, Instant at) {}

    /** Looks at one source, of which there is one at a time: two at once would take more from it. */
    private static final class Looks {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Look last;
    }

    SourceDiagnoses(
            ObjectProvider<SourceDoctor> doctors,
            SourceCapabilities capabilities,
            Companies companies,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.doctors = doctors;
        this.capabilities = capabilities;
        this.companies = companies;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Looks at one source, which takes up to half a minute. Whoever comes while somebody else looks, or shortly after, gets what that
     * one found.
     */
    public Diagnosed diagnose(String source, Caller caller) {
        if (!caller.hasAny(MAY_DIAGNOSE)) {
            return new Diagnosed.Refused(Refusal.FORBIDDEN);
        }
        Optional<SourceDoctor> doctor = doctors.stream()
                .filter(candidate -> candidate.source().equals(source))
                .findFirst();
        if (doctor.isEmpty()) {
            return new Diagnosed.Refused(Refusal.SOURCE_UNKNOWN);
        }
        Diagnosis diagnosis = diagnose(
                doctor.get(),
                found -> audit.record(caller, "source.diagnose", null, source, Map.of("usable", found.isUsable())));
        return new Diagnosed.Done(source, visible(diagnosis, caller));
    }

    /** Findings of a company that the caller does not see are not there. */
    private Diagnosis visible(Diagnosis diagnosis, Caller caller) {
        List<Finding> findings = diagnosis.findings().stream()
                .filter(finding -> finding.company() == null
                        || caller.sees(companies.get(finding.company()).id()))
                .toList();
        return new Diagnosis(findings, diagnosis.settings());
    }

    /** @param alongside what is kept together with what was found */
    private Diagnosis diagnose(SourceDoctor doctor, Consumer<Diagnosis> alongside) {
        Looks ofSource = looks.computeIfAbsent(doctor.source(), source -> new Looks());
        ofSource.lock.lock();
        try {
            Look last = ofSource.last;
            if (last != null && last.at().plus(FRESH).isAfter(clock.instant())) {
                transaction.executeWithoutResult(status -> alongside.accept(last.diagnosis()));
                return last.diagnosis();
            }
            Diagnosis diagnosis = doctor.diagnose(WITHIN);
            transaction.executeWithoutResult(status -> {
                capabilities.keep(doctor.source(), diagnosis);
                alongside.accept(diagnosis);
            });
            ofSource.last = new Look(diagnosis, clock.instant());
            return diagnosis;
        } finally {
            ofSource.lock.unlock();
        }
    }

    /** Forgets sources that are no longer switched on, and looks at the others. */
    void refresh(Predicate<String> due) {
        capabilities.keepOnly(doctors.stream().map(SourceDoctor::source).toList());
        doctors.stream().filter(doctor -> due.test(doctor.source())).forEach(this::refresh);
    }

    private void refresh(SourceDoctor doctor) {
        try {
            Diagnosis unused = diagnose(doctor, found -> {});
        } catch (RuntimeException e) {
            log.warn("{} was not looked at", doctor.source(), e);
        }
    }
}
