package io.esteira.outbox;

import io.esteira.adapter.delivery.Consignment;

/** Decides how a posting or a stop leaves the hub. Called within the transaction that accepts it: does no I/O. */
public interface DeliveryPlanner {

    Plan plan(String target, Consignment consignment);

    /** How it leaves. */
    sealed interface Plan {

        /**
         * A worker sends it.
         *
         * @param lossesApart the posting goes first, then its scrap, each reason as a step of its own
         */
        record Send(boolean lossesApart) implements Plan {

            /** In one step. */
            public Send() {
                this(false);
            }
        }

        /**
         * A person has to do it at the source.
         *
         * @param whatToDo what to do there, in English
         * @param whatToDoPt the same in Portuguese
         */
        record Hold(String code, String whatToDo, String whatToDoPt) implements Plan {

            /** In both languages. */
            public String text() {
                return whatToDoPt + " / " + whatToDo;
            }
        }
    }
}
