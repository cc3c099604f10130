package io.esteira.adapter.doctor;

import io.esteira.adapter.Patience;
import io.esteira.adapter.Redaction;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a doctor finds. Each question is asked on a thread of its own, since drivers and libraries differ in which
 * time-outs they keep: whatever hangs is left behind. Thread-safe.
 */
public final class Examination {

    private final long end;
    private final Redaction redaction;
    private final @Nullable String company;
    private final Map<String, Finding> findings;
    private final Map<String, String> settings;

    /** @param secrets what no sentence may show, wherever it came from */
    public Examination(Duration within, String... secrets) {
        this(
                System.nanoTime() + within.toNanos(),
                Redaction.of(secrets),
                null,
                Collections.synchronizedMap(new LinkedHashMap<>()),
                Collections.synchronizedMap(new LinkedHashMap<>()));
    }

    private Examination(
            long end,
            Redaction redaction,
            @Nullable String company,
            Map<String, Finding> findings,
            Map<String, String> settings) {
        this.end = end;
        this.redaction = redaction;
        this.company = company;
        this.findings = findings;
        this.settings = settings;
    }

    /** The same examination; what is found through it is of this company, by the hub's code. */
    public Examination of(String companyCode) {
        return new Examination(end, redaction, companyCode, findings, settings);
    }

    /**
     * Asks, and keeps the finding with the time that it took.
     *
     * @param failed what a failure means
     * @return the finding, which is UNKNOWN when there was no answer in time
     */
    public Finding ask(
            String subject, Duration atMost, Callable<Finding> question, Function<Exception, Finding> failed) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!left.isPositive()) {
            return keep(Finding.of(
                    Verdict.UNKNOWN, subject, "Not looked at: the time was up.", "Não verificado: o tempo acabou."));
        }
        Duration limit = shorter(left, atMost);
        long start = System.nanoTime();
        Finding finding = answer(subject, limit, question, failed);
        return keep(finding.withTime(Duration.ofNanos(System.nanoTime() - start)));
    }

    private static Finding answer(
            String subject, Duration limit, Callable<Finding> question, Function<Exception, Finding> failed) {
        try {
            return Patience.ask(limit, question);
        } catch (TimeoutException e) {
            String seconds = Long.toString(Math.max(1, limit.toSeconds()));
            return Finding.of(
                    Verdict.UNKNOWN,
                    subject,
                    "No answer within " + seconds + " s.",
                    "Sem resposta em " + seconds + " s.");
        } catch (ExecutionException e) {
            return failed.apply(e.getCause() instanceof Exception cause ? cause : e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.of(Verdict.UNKNOWN, subject, "Interrupted.", "Interrompido.");
        }
    }

    /** Asks what is good to know and nothing depends on; empty where there is no answer in time, or a failure. */
    public <T> Optional<T> wonder(Duration atMost, Callable<T> question) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        try {
            return left.isPositive() ? Optional.of(Patience.ask(shorter(left, atMost), question)) : Optional.empty();
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Keeps a finding; a later one of the same subject replaces it. */
    public Finding keep(Finding finding) {
        Finding kept = company == null ? finding : finding.of(company);
        findings.put(kept.subject(), kept);
        return kept;
    }

    /** That a question failed, in the words of whoever refused. */
    public Finding failed(String subject, Throwable failure) {
        String said = quote(failure);
        return Finding.wrong(subject, "Fails: " + said, "Falha: " + said);
    }

    /** What somebody else says, on one line, without secrets and not too long. */
    public String quote(Throwable failure) {
        return redaction.quote(failure);
    }

    /** As {@link #quote(Throwable)}. */
    public String quote(String text) {
        return redaction.quote(text);
    }

    /** Suggests a value; blank ones are left out. */
    public void suggest(String variable, String value) {
        if (!value.isBlank()) {
            settings.put(variable, value);
        }
    }

    /** Suggests a value that may be blank, where that says something. */
    public void suggestAsIs(String variable, String value) {
        settings.put(variable, value);
    }

    /** Suggests an address, without the password in it. */
    public void suggestAddress(String variable, String value) {
        suggest(variable, Redaction.address(value));
    }

    /** Suggests a secret that is set, without showing it. */
    public void suggestSecret(String variable, String value) {
        suggest(variable, value.isEmpty() ? "" : "***");
    }

    public Diagnosis end() {
        List<Finding> found;
        synchronized (findings) {
            found = List.copyOf(findings.values());
        }
        synchronized (settings) {
            return new Diagnosis(found, settings);
        }
    }
}
