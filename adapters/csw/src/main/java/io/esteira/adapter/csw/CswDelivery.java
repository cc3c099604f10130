package io.esteira.adapter.csw;

import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryTarget;
import io.esteira.adapter.delivery.ReadBack;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CSW is read-only for those who use it: a posting is held, with the text of what to book there, until its movement appears.
 * A site that has an interface table maps it by the files {@code posting.sql} (one INSERT) and {@code posting-read-back.sql}
 * (one SELECT by the reference) in its SQL folder; see {@link CswInterfaceTable}.
 */
final class CswDelivery implements DeliveryTarget {

    /** Until it is looked again whether the files of the interface table are back. */
    private static final Duration BLOCKED_PAUSE = Duration.ofMinutes(10);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

    private final Set<String> companies;
    private final CswInterfaceTable table;

    CswDelivery(CswProperties properties, CswInterfaceTable table) {
        this.companies = Set.copyOf(properties.companies().values());
        this.table = table;
    }

    @Override
    public String source() {
        return CswReader.SOURCE;
    }

    @Override
    public Set<String> companies() {
        return companies;
    }

    @Override
    public Capability capability(DeliveryOrder order) {
        boolean mapped = table.isMapped() && order.kind() == DeliveryOrder.Kind.POSTING;
        return mapped ? new Capability.Sends() : held(order);
    }

    private static Capability.Held held(DeliveryOrder order) {
        boolean posting = order.kind() == DeliveryOrder.Kind.POSTING;
        return new Capability.Held(
                "CSW is read-only. " + (posting ? "Book in CSW" : "Reverse in CSW") + " the movement: order "
                        + order.orderNumber() + ", phase " + order.phaseCode() + ", sequence " + order.sequence() + ", "
                        + plain(order.good()) + " pieces" + also(order.scrap(), ", scrap ")
                        + also(order.rework(), ", rework ") + ", " + order.postedOn() + ".",
                "O CSW só permite leitura. " + (posting ? "Registre no CSW" : "Estorne no CSW") + " a movimentação: OP "
                        + order.orderNumber() + ", fase " + order.phaseCode() + ", sequência " + order.sequence() + ", "
                        + comma(plain(order.good())) + " peças" + comma(also(order.scrap(), ", refugo "))
                        + comma(also(order.rework(), ", retrabalho ")) + ", " + DAY.format(order.postedOn()) + ".");
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    private static String comma(String text) {
        return text.replace('.', ',');
    }

    private static String also(BigDecimal quantity, String label) {
        return quantity.signum() == 0 ? "" : label + plain(quantity);
    }

    @Override
    public DeliveryOutcome send(DeliveryOrder order, Deadline deadline) {
        return switch (capability(order)) {
            case Capability.Sends sends -> table.insert(order, deadline);
            case Capability.Held held -> new DeliveryOutcome.Blocked(held.whatToDo(), BLOCKED_PAUSE);
        };
    }

    @Override
    public Duration longestCall() {
        return table.longestCall();
    }

    @Override
    public ReadBack readBack(DeliveryOrder order) {
        List<@Nullable String> keys;
        try {
            keys = table.find(order.reference());
        } catch (RuntimeException e) {
            return new ReadBack.Unavailable(String.valueOf(e.getMessage()));
        }
        return switch (keys.size()) {
            case 0 -> new ReadBack.Absent();
            case 1 -> new ReadBack.Found(keys.getFirst());
            default -> new ReadBack.Several(keys.stream().map(String::valueOf).toList());
        };
    }
}
