package io.esteira.adapter.delivery;

import java.time.Duration;
import java.util.Set;

/** A source that takes postings, one delivery of an order and operation at a time, and perhaps stops, one of a machine at a time. */
public interface DeliveryTarget extends Carrier<DeliveryOrder> {

    /** The adapter's name, such as {@code protheus}. */
    String source();

    Set<String> companies();

    /** How long a request that has an effect may take from its begin until it is given up. */
    Duration longestCall();

    /** What carries stops; where the source has no service for them, a person enters them there. */
    default Carrier<DowntimeOrder> downtimes() {
        return new DowntimesByHand(source());
    }

    /** What a target can do with a consignment. */
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
