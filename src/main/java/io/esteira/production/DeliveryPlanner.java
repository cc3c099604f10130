package io.esteira.production;

import io.esteira.adapter.delivery.DeliveryOrder;

/** Decides how a posting leaves the hub. Called within the transaction that accepts it: does no I/O. */
public interface DeliveryPlanner {

    Plan plan(String target, DeliveryOrder order);

    /** How it leaves. */
    sealed interface Plan {

        /** A worker sends it. */
        record Send() implements Plan {}

        /**
         * A person has to do it at the source.
         *
         * @param text what to do there, in Portuguese and English
         */
        record Hold(String code, String text) implements Plan {}
    }
}
