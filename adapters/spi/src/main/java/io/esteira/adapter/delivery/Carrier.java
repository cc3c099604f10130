package io.esteira.adapter.delivery;

import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries one kind of consignment to a source. The hub calls it outside of any transaction and never repeats a call by itself unless
 * the outcome says that nothing was executed.
 *
 * @param <C> what it carries
 */
public interface Carrier<C extends Consignment> {

    /** Whether, and if not why not, it can be carried without a person. Does no I/O. */
    Capability capability(C consignment);

    /**
     * Sends it, once. Never throws for what the source answers.
     *
     * @param deadline looked at right before each request that may have an effect: when it has passed nothing is sent
     */
    DeliveryOutcome send(C consignment, Deadline deadline);

    /**
     * What {@link #send} would send of it, for people who look into what went wrong: without logins and without what is of persons. Null
     * where there is nothing to show. Does no I/O.
     */
    default @Nullable String shownRequest(C consignment) {
        return null;
    }

    /** Looks it up at the source, by its reference or, where no field carries one, by its natural key. */
    ReadBack readBack(C consignment);

    /**
     * Where {@link #readBack} looks for what is sent now, such as a table and its field that shows the reference. The hub keeps it
     * with the delivery; once it looks elsewhere, that the delivery is not there says nothing, and the source is not asked. Null where
     * it can be only one place, or none. Does no I/O.
     */
    default @Nullable String foundIn(C consignment) {
        return null;
    }

    /**
     * The key under which the hub knows the row that a delivery became, from what a person has typed; empty where it can be no such
     * key. Does no I/O.
     */
    default Optional<String> keyOf(C consignment, String typed) {
        return Optional.of(typed);
    }

    /** Whether what was refused may be kept at the source as pending all the same: then the hub looks. Does no I/O. */
    default boolean mayKeepRefused() {
        return false;
    }
}
