package io.esteira.adapter.csw;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryTarget;
import io.esteira.adapter.delivery.ReadBack;
import java.util.List;
import java.util.Set;

/**
 * CSW is read-only for those who use it: a posting is held, with the text of what to book there, until its movement appears.
 * A site that has an interface table maps it by the files {@code posting.sql} (one INSERT) and {@code posting-read-back.sql}
 * (one SELECT by the reference) in its SQL folder; see {@link CswInterfaceTable}.
 */
final class CswDelivery implements DeliveryTarget {

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
        String what = order.kind() == DeliveryOrder.Kind.POSTING
                ? "Registre no CSW a movimentação"
                : "Estorne no CSW a movimentação";
        String whatEnglish =
                order.kind() == DeliveryOrder.Kind.POSTING ? "Book in CSW the movement" : "Reverse in CSW the movement";
        String facts = "OP %s, fase %s, sequência %s, %s peças, %s"
                .formatted(
                        order.orderNumber(),
                        order.phaseCode(),
                        order.sequence(),
                        order.good().toPlainString(),
                        order.postedOn());
        return "O CSW só permite leitura. " + what + ": " + facts + ". / CSW is read-only. " + whatEnglish + ": "
                + facts + ".";
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
