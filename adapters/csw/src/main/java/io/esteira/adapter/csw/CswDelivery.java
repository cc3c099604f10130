package io.esteira.adapter.csw;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryTarget;
import io.esteira.adapter.delivery.ReadBack;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * CSW is read-only for those who use it: a posting is held, with the text of what to book there, until its movement appears.
 * A site that has an interface table maps it by the files {@code posting.sql} (one INSERT) and {@code posting-read-back.sql}
 * (one SELECT by the reference) in its SQL folder; see {@link CswInterfaceTable}.
 */
final class CswDelivery implements DeliveryTarget {

    private static final DateTimeFormatter BRAZILIAN = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

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
        return mapped ? new Capability.Sends() : new Capability.Held(whatToDo(order));
    }

    private static String whatToDo(DeliveryOrder order) {
        boolean posting = order.kind() == DeliveryOrder.Kind.POSTING;
        String pieces = order.good().toPlainString();
        return "O CSW só permite leitura. %s no CSW a movimentação: OP %s, fase %s, sequência %d, %s peças, %s."
                        .formatted(
                                posting ? "Registre" : "Estorne",
                                order.orderNumber(),
                                order.phaseCode(),
                                order.sequence(),
                                pieces,
                                BRAZILIAN.format(order.postedOn()))
                + " / CSW is read-only. %s in CSW the movement: order %s, phase %s, sequence %d, %s pieces, %s."
                        .formatted(
                                posting ? "Book" : "Reverse",
                                order.orderNumber(),
                                order.phaseCode(),
                                order.sequence(),
                                pieces,
                                order.postedOn());
    }

    @Override
    public DeliveryOutcome send(DeliveryOrder order) {
        return table.insert(order);
    }

    @Override
    public ReadBack readBack(DeliveryOrder order) {
        List<String> keys;
        try {
            keys = table.find(order.reference());
        } catch (RuntimeException e) {
            return new ReadBack.Unavailable(String.valueOf(e.getMessage()));
        }
        return switch (keys.size()) {
            case 0 -> new ReadBack.Absent();
            case 1 -> new ReadBack.Found(keys.getFirst());
            default -> new ReadBack.Several(keys);
        };
    }
}
