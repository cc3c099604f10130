package io.esteira.plant;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failure that waits to happen.
 *
 * @param times how often it happens before it is gone; 0: until it is cleared
 * @param after how many requests that it would hit pass unharmed first
 * @param endpoint {@code token}, {@code genericQuery}, {@code productionorders}, {@code mrpproductionorders}, {@code pendinglist}, or a service that
 *     writes such as {@code mata681}; null for any
 * @param delay how late the answer comes, where that is the failure
 * @param variant one of {@link FaultKind#variants}; blank for the default
 */
public record Fault(
        FaultKind kind, int times, int after, @Nullable String endpoint, Duration delay, String variant) {

    private static final Duration LATE = Duration.ofSeconds(65);

    public Fault {
        if (times < 0 || after < 0) {
            throw new IllegalArgumentException("times and after must not be negative");
        }
        if (!variant.isEmpty() && !kind.variants().isEmpty() && !kind.variants().contains(variant)) {
            throw new IllegalArgumentException(kind + " knows the variants " + kind.variants() + ", not " + variant);
        }
    }

    /** Happens once, anywhere. */
    public static Fault once(FaultKind kind) {
        return new Fault(kind, 1, 0, null, LATE, "");
    }

    /** Happens until it is cleared. */
    public static Fault always(FaultKind kind) {
        return once(kind).times(0);
    }

    public Fault times(int value) {
        return new Fault(kind, value, after, endpoint, delay, variant);
    }

    public Fault after(int requests) {
        return new Fault(kind, times, requests, endpoint, delay, variant);
    }

    public Fault on(String value) {
        return new Fault(kind, times, after, value, delay, variant);
    }

    public Fault late(Duration value) {
        return new Fault(kind, times, after, endpoint, value, variant);
    }

    public Fault as(String value) {
        return new Fault(kind, times, after, endpoint, delay, value);
    }

    /** The variant, or the default one. */
    String effect() {
        return variant.isEmpty() && !kind.variants().isEmpty() ? kind.variants().getFirst() : variant;
    }

    boolean hits(String place) {
        return endpoint == null || endpoint.equalsIgnoreCase(place);
    }
}
