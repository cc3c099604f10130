package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.protheus.ProtheusProperties.Company;
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
    order(String.class, values -> values.order().orderKey()),
    item(String.class, values -> values.order().itemCode()),
    operation(String.class, values -> values.order().operation()),
    phase(String.class, values -> values.order().phaseCode()),
    postedOn(LocalDate.class, values -> values.order().postedOn()),
    startedAt(Instant.class, values -> ReportedInterval.start(values.order())),
    endedAt(Instant.class, values -> ReportedInterval.end(values.order())),
    good(BigDecimal.class, values -> values.order().good()),
    scrap(BigDecimal.class, values -> values.order().scrap()),
    rework(BigDecimal.class, values -> values.order().rework()),
    completes(Boolean.class, values -> values.order().completes()),
    operator(String.class, values -> values.order().operator()),
    equipment(String.class, values -> values.order().equipment()),
    note(String.class, values -> values.order().note()),
    /** The reference with its sign, and the note, cut to the width of the field. */
    comment(String.class, Values::comment),
    /** The reference with its sign alone. */
    reference(String.class, values -> ProtheusReference.marked(values.order().reference())),
    /** The reference alone, nine characters: for a narrow field. */
    document(String.class, values -> values.order().reference()),
    /** Why pieces were lost; only a loss that goes apart has it. */
    reason(String.class, values -> Optional.ofNullable(values.order().loss())
            .map(DeliveryOrder.Scrap::reason)
            .orElse(null)),
    deliveryId(String.class, values -> values.order().deliveryId().toString()),
    /** Another one after each try that was surely not executed: what a service has refused it would otherwise know for ever. */
    messageId(String.class, values -> messageId(values.order())),
    tenant(String.class, values -> values.company().tenant()),
    branch(String.class, values -> values.company().branch()),
    /** Record number of the row that is reversed. */
    reversedRow(String.class, values -> reversal(values)
            .map(Reversal::erpKey)
            .map(key -> RowKey.read(key).map(row -> Long.toString(row.recno())).orElse(key))
            .orElse(null)),
    /** Reference, with its sign, of the posting that is reversed. */
    reversedReference(String.class, values -> reversal(values)
            .map(reversal -> ProtheusReference.marked(reversal.reference()))
            .orElse(null));

    /** Those that a delivery may have no value for. */
    private static final Set<Placeholder> OPTIONAL =
            EnumSet.of(operation, phase, operator, equipment, note, reason, reversedRow, reversedReference);

    /** What the values are taken from. */
    record Values(DeliveryOrder order, Company company, String comment) {}

    private final Class<?> type;
    private final Function<Values, @Nullable Object> value;

    Placeholder(Class<?> type, Function<Values, @Nullable Object> value) {
        this.type = type;
        this.value = value;
    }

    private static String messageId(DeliveryOrder order) {
        String first = order.deliveryId().toString();
        return order.refusals() == 0
                ? first
                : UUID.nameUUIDFromBytes(ProtheusJson.utf8(first + "/" + order.refusals()))
                        .toString();
    }

    private static Optional<Reversal> reversal(Values values) {
        return Optional.ofNullable(values.order().reverses());
    }

    static Placeholder named(String name) {
        return Arrays.stream(values())
                .filter(placeholder -> placeholder.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("placeholder " + name + " is not known; known are "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
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
