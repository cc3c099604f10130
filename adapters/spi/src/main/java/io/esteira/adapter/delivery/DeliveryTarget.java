package io.esteira.adapter.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A source that takes postings. The hub calls it outside of any transaction, one delivery of an order and operation at a time,
 * and never repeats a call by itself unless the outcome says that nothing was executed.
 */
public interface DeliveryTarget {

    /** The adapter's name, such as {@code protheus}. */
    String source();

    Set<String> companies();

    /** Whether, and if not why not, this target can carry the posting by itself. Does no I/O. */
    Capability capability(DeliveryOrder order);

    /**
     * Sends it, once. Never throws for what the source answers.
     *
     * @param deadline looked at right before each request that may have an effect: when it has passed nothing is sent
     */
    DeliveryOutcome send(DeliveryOrder order, Deadline deadline);

    /** How long a request that has an effect may take from its begin until it is given up. */
    Duration longestCall();

    /** Whether a posting that was refused may be kept at the source as pending all the same: then the hub looks. Does no I/O. */
    default boolean mayKeepRefused() {
        return false;
    }

    /** Looks the delivery up at the source, by its reference or, where no field carries one, by its natural key. */
    ReadBack readBack(DeliveryOrder order);

    /**
     * Where {@link #readBack} looks for a delivery that is sent now, such as a table and its field that shows the reference. The hub
     * keeps it with the delivery; once it looks elsewhere, that the delivery is not there says nothing, and the source is not asked.
     * Null where it can be only one place, or none. Does no I/O.
     */
    default @Nullable String foundIn(DeliveryOrder order) {
        return null;
    }

    /**
     * The key under which the hub knows the row that a delivery became, from what a person has typed; empty where it can be no such
     * key. Does no I/O.
     */
    default Optional<String> keyOf(DeliveryOrder order, String typed) {
        return Optional.of(typed);
    }

    /** What a target can do with a posting. */
    sealed interface Capability {
        /**
         * It can be sent.
         *
         * @param lossesApart the source takes scrap by reason through a service of its own: the posting goes first and without it,
         *     then each reason as a step of its own
         */
        record Sends(boolean lossesApart) implements Capability {

            /** In one step. */
            public Sends() {
                this(false);
            }
        }

        /**
         * A person has to do it at the source. Closed when the sync sees the effect.
         *
         * @param whatToDo what is to be done there, in English
         * @param whatToDoPt the same in Portuguese
         */
        record Held(String whatToDo, String whatToDoPt) implements Capability {}
    }
}
