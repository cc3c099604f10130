package io.esteira.adapter.delivery;

import java.util.Set;

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

    /** Sends it, once. Never throws for what the source answers. */
    DeliveryOutcome send(DeliveryOrder order);

    /** Looks the delivery up at the source, by its reference or, where no field carries one, by its natural key. */
    ReadBack readBack(DeliveryOrder order);

    /** What a target can do with a posting. */
    sealed interface Capability {
        /** It can be sent. */
        record Sends() implements Capability {}

        /** A person has to do it at the source; the text says what. Closed when the sync sees the effect. */
        record Held(String whatToDo) implements Capability {}
    }
}
