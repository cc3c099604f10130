package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryTarget;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.adapter.protheus.Placeholder.Values;
import io.esteira.adapter.protheus.ProtheusProperties.Company;
import io.esteira.adapter.protheus.WriterMapping.Request;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;

/**
 * Postings to Protheus. They pass the route {@code protheus.deliver}, so that it can be seen and stopped; while it is stopped
 * nothing is sent. What the mapping has no service for, a person does in Protheus.
 */
final class ProtheusDelivery implements DeliveryTarget {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

    private final ProtheusProperties properties;
    private final Optional<WriterMapping> mapping;
    private final Optional<ProtheusReadBack> readBack;
    private final ProducerTemplate route;

    ProtheusDelivery(
            ProtheusProperties properties,
            Optional<WriterMapping> mapping,
            Optional<ProtheusReadBack> readBack,
            ProducerTemplate route) {
        this.properties = properties;
        this.mapping = mapping;
        this.readBack = readBack;
        this.route = route;
    }

    @Override
    public String source() {
        return ProtheusReader.SOURCE;
    }

    @Override
    public Set<String> companies() {
        return properties.companies().stream().map(Company::code).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Capability capability(DeliveryOrder order) {
        Optional<Request> request = order.kind() == Kind.POSTING
                ? mapping.map(WriterMapping::posting)
                : mapping.flatMap(WriterMapping::reversal);
        if (request.isEmpty()) {
            return new Capability.Held(order.kind() == Kind.POSTING ? postByHand(order) : reverseByHand(order));
        }
        List<Placeholder> missing = missing(order, request.get());
        return missing.isEmpty()
                ? new Capability.Sends()
                : new Capability.Held(postByHand(order) + " O apontamento não traz o que o serviço exige: "
                        + missing.stream().map(Enum::name).collect(Collectors.joining(", ")) + ".");
    }

    private List<Placeholder> missing(DeliveryOrder order, Request request) {
        Values values =
                new Values(order, properties.company(order.company()), ProtheusReference.marked(order.reference()));
        return request.needs().stream()
                .filter(needed -> needed.of(values) == null)
                .toList();
    }

    @Override
    public DeliveryOutcome send(DeliveryOrder order) {
        if (capability(order) instanceof Capability.Held(String whatToDo)) {
            return new DeliveryOutcome.NotExecuted(whatToDo, properties.refusedPause());
        }
        try {
            DeliveryOutcome outcome = route.requestBody(ProtheusRoutes.DELIVER, order, DeliveryOutcome.class);
            return outcome == null ? new DeliveryOutcome.Uncertain("the route gave no outcome") : outcome;
        } catch (CamelExecutionException e) {
            return e.getCause() instanceof DirectConsumerNotAvailableException
                    ? new DeliveryOutcome.NotExecuted("the route " + ProtheusRoutes.DELIVER_ID + " is stopped", null)
                    : new DeliveryOutcome.Uncertain("the route failed: " + e.getCause());
        }
    }

    @Override
    public ReadBack readBack(DeliveryOrder order) {
        return readBack.map(reader -> reader.find(order))
                .orElseGet(() -> new ReadBack.Unavailable("no mapping for postings is set"));
    }

    private static String postByHand(DeliveryOrder order) {
        return "Apontar no Protheus: " + described(order) + ". Escrever " + ProtheusReference.marked(order.reference())
                + " no início da observação (H6_OBSERVA), para que a sincronização reconheça o apontamento.";
    }

    private static String reverseByHand(DeliveryOrder order) {
        Reversal reversal = order.reverses();
        List<String> where = new ArrayList<>();
        if (reversal != null) {
            if (reversal.erpKey() != null) {
                where.add("registro (R_E_C_N_O_) " + reversal.erpKey() + " da SH6");
            }
            if (!reversal.reference().isBlank()) {
                where.add(
                        "referência " + ProtheusReference.marked(reversal.reference()) + " na observação (H6_OBSERVA)");
            }
        }
        return "Estornar no Protheus o apontamento: " + described(order)
                + where.stream().map(text -> ", " + text).collect(Collectors.joining())
                + ". A pendência se encerra quando a sincronização vir o estorno.";
    }

    private static String described(DeliveryOrder order) {
        return "OP " + order.orderNumber()
                + (order.operation() == null ? "" : ", operação " + order.operation())
                + ", produto " + order.itemCode()
                + ", quantidade " + order.good().toPlainString().replace('.', ',')
                + (order.scrap().signum() == 0
                        ? ""
                        : ", perda " + order.scrap().toPlainString().replace('.', ','))
                + ", data " + DAY.format(order.postedOn())
                + (order.completes() ? ", total" : ", parcial");
    }
}
