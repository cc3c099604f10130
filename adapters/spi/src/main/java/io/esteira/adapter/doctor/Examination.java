package io.esteira.adapter.doctor;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a doctor finds. Each question is asked on a thread of its own, since drivers and libraries differ in which
 * time-outs they keep: whatever hangs is left behind. Thread-safe.
 */
public final class Examination {

    private static final Pattern PASSWORD_IN_ADDRESS =
            Pattern.compile("(?i)((?:password|pwd)=)[^&;\\s]*|(//[^/:@\\s]*:)[^/\\s]+@");

    private static final int LONGEST_QUOTE = 200;

    private final long end;
    private final List<String> secrets;
    private final @Nullable String company;
    private final Map<String, Finding> findings;
    private final Map<String, String> settings;

    /** @param secrets what no sentence may show, wherever it came from */
    public Examination(Duration within, String... secrets) {
        this(
                System.nanoTime() + within.toNanos(),
                List.of(secrets).stream().filter(secret -> !secret.isBlank()).toList(),
                null,
                Collections.synchronizedMap(new LinkedHashMap<>()),
                Collections.synchronizedMap(new LinkedHashMap<>()));
    }

    private Examination(
            long end,
            List<String> secrets,
            @Nullable String company,
            Map<String, Finding> findings,
            Map<String, String> settings) {
        this.end = end;
        this.secrets = secrets;
        this.company = company;
        this.findings = findings;
        this.settings = settings;
    }

    /** The same examination; what is found through it is of this company, by the hub's code. */
    public Examination of(String companyCode) {
        return new Examination(end, secrets, companyCode, findings, settings);
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
            return answer(limit, question);
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

    private static <T> T answer(Duration limit, Callable<T> question)
            throws InterruptedException, ExecutionException, TimeoutException {
        FutureTask<T> task = new FutureTask<>(question);
        Thread unused = Thread.ofVirtual().name("doctor").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            boolean unused2 = task.cancel(true);
        }
    }

    /** Asks what is good to know and nothing depends on; empty where there is no answer in time, or a failure. */
    public <T> Optional<T> wonder(Duration atMost, Callable<T> question) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        try {
            return left.isPositive() ? Optional.of(answer(shorter(left, atMost), question)) : Optional.empty();
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

    /** What somebody else says, on one line, without secrets and not too long. */
    public String quote(Throwable failure) {
        Throwable cause = failure;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return quote(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }

    /** As {@link #quote(Throwable)}. */
    public String quote(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        for (String secret : secrets) {
            line = line.replace(secret, "***");
        }
        line = PASSWORD_IN_ADDRESS.matcher(line).replaceAll(found -> found.group(1) == null ? "$2***@" : "$1***");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }

    /** Suggests a value; blank ones are left out. */
    public void suggest(String variable, String value) {
        if (!value.isBlank()) {
            settings.put(variable, value);
        }
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
