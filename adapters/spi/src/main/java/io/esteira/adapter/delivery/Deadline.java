package io.esteira.adapter.delivery;

import java.time.Duration;

/**
 * Until when a request to the source may begin. After that the hub may take the delivery for lost, and another node may have it.
 *
 * @param nanoTime in the measure of {@link System#nanoTime}: of this JVM alone, whatever its clock is set to
 */
public record Deadline(long nanoTime) {

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean passed() {
        return System.nanoTime() - nanoTime > 0;
    }
}
