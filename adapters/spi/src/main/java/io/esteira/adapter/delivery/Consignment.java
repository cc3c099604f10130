package io.esteira.adapter.delivery;

import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a delivery brings to a source: a posting, a stop of a machine, or the reversal of either. In the source's own codes. */
public sealed interface Consignment permits DeliveryOrder, DowntimeOrder {

    UUID deliveryId();

    /** The hub's code. */
    String company();

    /** The company's. */
    ZoneId zone();

    /** Unique, 9 characters of base 32; goes into a field that can be read back. */
    String reference();

    @Nullable
    String operator();

    @Nullable
    String equipment();

    @Nullable
    String note();

    /** What is reversed; null where something new is reported. */
    @Nullable
    Reversal reverses();

    /** What is shown where a text of a person would be. */
    String MASK = "***";

    /** The same without what a person is known by or has written, for those who look at what was sent. */
    Consignment withoutPersons();

    /** How often it was sent and surely not executed; what follows a try that may have been executed does not count. */
    int refusals();
}
