package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.Consignment;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.delivery.DowntimeOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a mapping file may write into a request, by the name that it uses there. */
enum Placeholder {
    order(String.class, either(DeliveryOrder::orderKey, DowntimeOrder::orderKey)),
    item(String.class, posting(DeliveryOrder::itemCode)),
    operation(String.class, either(DeliveryOrder::operation, DowntimeOrder::operation)),
    phase(String.class, posting(DeliveryOrder::phaseCode)),
    postedOn(LocalDate.class, posting(DeliveryOrder::postedOn)),
    startedAt(Instant.class, either(ReportedInterval::start, DowntimeOrder::startedAt)),
    endedAt(Instant.class, either(ReportedInterval::end, DowntimeOrder::endedAt)),
    good(BigDecimal.class, posting(DeliveryOrder::good)),
    scrap(BigDecimal.class, posting(DeliveryOrder::scrap)),
    rework(BigDecimal.class, posting(DeliveryOrder::rework)),
    completes(Boolean.class, posting(DeliveryOrder::completes)),
    operator(String.class, values -> values.consignment().operator()),
    equipment(String.class, values -> values.consignment().equipment()),
    note(String.class, values -> values.consignment().note()),
    /** The reference with its sign, and the note, cut to the width of the field. */
    comment(String.class, Values::comment),
    /** The reference with its sign alone. */
    reference(
            String.class,
            values -> ProtheusReference.marked(values.consignment().reference())),
    /** The reference alone, nine characters: for a narrow field. */
    document(String.class, values -> values.consignment().reference()),
    /** Why pieces were lost, which only a loss that goes apart has; or why a machine stopped. */
    reason(
            String.class,
            either(
                    order -> Optional.ofNullable(order.loss())
                            .map(DeliveryOrder.Scrap::reason)
                            .orElse(null),
                    DowntimeOrder::reason)),
    /** Whether a stop was planned. */
    planned(Boolean.class, stop(DowntimeOrder::planned)),
    deliveryId(String.class, values -> values.consignment().deliveryId().toString()),
    /** Another one after each try that was surely not executed: what a service has refused it would otherwise know for ever. */
    messageId(String.class, values -> messageId(values.consignment())),
    tenant(String.class, values -> values.company().tenant()),
    branch(String.class, values -> values.company().branch()),
    /** Record number of the row that is reversed. */
    reversedRow(String.class, values -> reversal(values)
            .map(Reversal::erpKey)
            .map(key -> RowKey.read(key).map(row -> Long.toString(row.recno())).orElse(key))
            .orElse(null)),
    /** Id of the stop report that is reversed, as its service gave it. */
    reversedReport(String.class, values -> reversal(values)
            .map(Reversal::erpKey)
            .flatMap(StopReportList::idOf)
            .orElse(null)),
    /** Reference, with its sign, of the posting or stop that is reversed. */
    reversedReference(String.class, values -> reversal(values)
            .map(reversal -> ProtheusReference.marked(reversal.reference()))
            .orElse(null));

    /** Those that a delivery may have no value for. */
    private static final Set<Placeholder> OPTIONAL = EnumSet.of(
            operation, phase, operator, equipment, note, reason, reversedRow, reversedReport, reversedReference);

    /** Those that stops do not have, and those that only they have. */
    private static final Set<Placeholder> OF_POSTINGS =
            EnumSet.of(item, phase, postedOn, good, scrap, rework, completes);

    private static final Set<Placeholder> OF_STOPS = EnumSet.of(planned, reversedReport);

    /** What the values are taken from. */
    record Values(Consignment consignment, Company company, String comment) {}

    private final Class<?> type;
    private final Function<Values, @Nullable Object> value;

    Placeholder(Class<?> type, Function<Values, @Nullable Object> value) {
        this.type = type;
        this.value = value;
    }

    private static Function<Values, @Nullable Object> either(
            Function<DeliveryOrder, @Nullable Object> posting, Function<DowntimeOrder, @Nullable Object> stop) {
        return values -> switch (values.consignment()) {
            case DeliveryOrder order -> posting.apply(order);
            case DowntimeOrder order -> stop.apply(order);
        };
    }

    private static Function<Values, @Nullable Object> posting(Function<DeliveryOrder, @Nullable Object> posting) {
        return either(posting, order -> null);
    }

    private static Function<Values, @Nullable Object> stop(Function<DowntimeOrder, @Nullable Object> stop) {
        return either(order -> null, stop);
    }

    private static String messageId(Consignment order) {
        String first = order.deliveryId().toString();
        return order.refusals() == 0
                ? first
                : UUID.nameUUIDFromBytes(ProtheusJson.utf8(first + "/" + order.refusals()))
                        .toString();
    }

    private static Optional<Reversal> reversal(Values values) {
        return Optional.ofNullable(values.consignment().reverses());
    }

    static Placeholder named(String name) {
        return Arrays.stream(values())
                .filter(placeholder -> placeholder.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("placeholder " + name + " is not known; known are "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    /** Whether a posting, or a stop, can have a value for it at all. */
    boolean isKnownOf(boolean stop) {
        return !(stop ? OF_POSTINGS : OF_STOPS).contains(this);
    }

    /** Whether a delivery may have no value for it. */
    boolean isOptional() {
        return OPTIONAL.contains(this);
    }

    Class<?> type() {
        return type;
    }

    /** The value of a delivery; null when it has none. */
    @Nullable
    Object of(Values values) {
        Object found = value.apply(values);
        return found instanceof String text && text.isBlank() ? null : found;
    }
}
