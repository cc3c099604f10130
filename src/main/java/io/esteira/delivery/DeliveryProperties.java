package io.esteira.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How postings are delivered.
 *
 * @param parallelism deliveries under way at once per target and node
 * @param poll how long a worker without a signal waits before it looks again
 * @param lease how long a node may take for one call; more than twice the target's own time-outs, since a lease that ends makes
 *     the delivery uncertain
 * @param retries pauses after a delivery that was surely not executed, and at least {@link #readPause} after a source that could not
 *     be asked; the last is repeated
 * @param jitter by which share of itself a pause may vary
 * @param alertAfter tries, or looks at what became of one, after which a person is told
 * @param absentReads how often in a row the source must not show an uncertain delivery before it is sent again
 * @param settle over which time these reads are spread: longer than the source's longest transaction
 * @param pendingPoll how often the source is asked for what it keeps as pending
 * @param stuckAfter an ERP that has not taken for so long what was accepted for it is an alert
 * @param stop how long a node that stops waits for calls under way
 */
@ConfigurationProperties("esteira.delivery")
record DeliveryProperties(
        @DefaultValue("2") int parallelism,
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("5m") Duration lease,

        @DefaultValue({"1s", "2s", "5s", "10s", "30s", "60s"})
        List<Duration> retries,

        @DefaultValue("0.2") double jitter,
        @DefaultValue("10") int alertAfter,
        @DefaultValue("3") int absentReads,
        @DefaultValue("30s") Duration settle,
        @DefaultValue("60s") Duration pendingPoll,
        @DefaultValue("15m") Duration stuckAfter,
        @DefaultValue("10s") Duration stop) {

    /** The longest pause that an adapter is granted. */
    static final Duration LONGEST_ASKED_FOR = Duration.ofHours(1);

    DeliveryProperties {
        retries = List.copyOf(retries);
        require(parallelism > 0, "parallelism", "a number above zero");
        require(!retries.isEmpty(), "retries", "at least one pause");
        require(jitter >= 0 && jitter <= 1, "jitter", "a share between 0 and 1");
        require(absentReads > 0, "absent-reads", "a number above zero");
    }

    private static void require(boolean holds, String key, String what) {
        if (!holds) {
            throw new IllegalArgumentException("esteira.delivery." + key + " must be " + what);
        }
    }

    /**
     * A call begins in the first half of the lease and has to be over in the second.
     *
     * @throws IllegalArgumentException when it may not be
     */
    void leaseOutlasts(String target, Duration longestCall) {
        if (lease.dividedBy(2).compareTo(longestCall) <= 0) {
            throw new IllegalArgumentException("esteira.delivery.lease is " + lease.toSeconds()
                    + " s and has to be more than twice the longest call of " + target
                    + ", which its time-outs allow to take "
                    + longestCall.toSeconds() + " s");
        }
    }

    /** Longer than any pause between two tries, or two looks. */
    Duration longestPause() {
        Duration own = Stream.concat(retries.stream(), Stream.of(settle, lease))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return own.multipliedBy(2).plus(LONGEST_ASKED_FOR);
    }

    /** Between two reads of one settling. */
    Duration readPause() {
        return settle.dividedBy(absentReads);
    }
}
