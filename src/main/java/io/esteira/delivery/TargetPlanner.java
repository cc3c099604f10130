package io.esteira.delivery;

import io.esteira.adapter.delivery.Consignment;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.adapter.delivery.DowntimesByHand;
import io.esteira.outbox.DeliveryPlanner;
import io.esteira.outbox.DeliveryReasons;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Sends what the order's source takes; the rest is held, with the text of what to type there. */
@Component
class TargetPlanner implements DeliveryPlanner {

    private static final DateTimeFormatter BRAZILIAN = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

    private final DeliveryTargets targets;

    TargetPlanner(DeliveryTargets targets) {
        this.targets = targets;
    }

    @Override
    public Plan plan(String target, Consignment consignment) {
        return targets.errand(target, consignment)
                .map(errand -> switch (errand.capability()) {
                    case Capability.Sends sends -> (Plan) new Plan.Send(sends.lossesApart());
                    case Capability.Held held ->
                        new Plan.Hold(DeliveryReasons.BY_HAND, held.whatToDo(), held.whatToDoPt());
                })
                .orElseGet(() -> noTarget(target, consignment));
    }

    private static Plan noTarget(String target, Consignment consignment) {
        return switch (consignment) {
            case DeliveryOrder order -> byHand(target, order);
            case DowntimeOrder stop -> {
                Capability.Held held = new DowntimesByHand(target).capability(stop);
                yield new Plan.Hold(DeliveryReasons.NO_TARGET, held.whatToDo(), held.whatToDoPt());
            }
        };
    }

    private static Plan byHand(String target, DeliveryOrder order) {
        String name = target.toUpperCase(Locale.ROOT);
        boolean posting = order.kind() == DeliveryOrder.Kind.POSTING;
        String phase = order.phaseCode() == null ? "" : order.phaseCode();
        String english =
                "%s in %s: order %s, operation %s (sequence %d, phase %s), day %s, good %s, scrap %s, rework %s. The delivery closes by itself when the movement appears."
                        .formatted(
                                posting ? "Post" : "Reverse the posting",
                                name,
                                order.orderNumber(),
                                order.operation(),
                                order.sequence(),
                                phase,
                                order.postedOn(),
                                order.good().toPlainString(),
                                order.scrap().toPlainString(),
                                order.rework().toPlainString());
        String portuguese =
                "%s no %s: OP %s, operação %s (sequência %d, fase %s), dia %s, boas %s, refugo %s, retrabalho %s. A entrega encerra sozinha quando o movimento aparecer."
                        .formatted(
                                posting ? "Aponte" : "Estorne o apontamento",
                                name,
                                order.orderNumber(),
                                order.operation(),
                                order.sequence(),
                                phase,
                                BRAZILIAN.format(order.postedOn()),
                                comma(order.good()),
                                comma(order.scrap()),
                                comma(order.rework()));
        return new Plan.Hold(DeliveryReasons.NO_TARGET, english, portuguese);
    }

    private static String comma(BigDecimal quantity) {
        return quantity.toPlainString().replace('.', ',');
    }
}
