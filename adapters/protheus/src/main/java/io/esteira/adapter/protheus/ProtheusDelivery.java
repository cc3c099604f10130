package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryTarget;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.adapter.protheus.Placeholder.Values;
import io.esteira.adapter.protheus.ProtheusProperties.Company;
import io.esteira.adapter.protheus.WriterMapping.Request;
import java.time.Duration;
import java.util.List;
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

    private final ProtheusProperties properties;
    private final Optional<WriterMapping> mapping;
    private final Optional<ProtheusReadBack> readBack;
    private final String referenceField;
    private final ProducerTemplate route;

    ProtheusDelivery(ProtheusProperties properties, ProtheusPostingService service, ProducerTemplate route) {
        this.properties = properties;
        this.mapping = service.mapping();
        this.readBack = service.readBack();
        this.referenceField = service.referenceField();
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
    public Duration longestCall() {
        return properties.connectTimeout().plus(properties.writeTimeout());
    }

    @Override
    public Capability capability(DeliveryOrder order) {
        Optional<Request> request = order.kind() == Kind.POSTING
                ? mapping.map(WriterMapping::posting)
                : mapping.flatMap(WriterMapping::reversal);
        List<Placeholder> missing =
                request.map(service -> missing(order, service)).orElse(List.of());
        return request.isPresent() && missing.isEmpty()
                ? new Capability.Sends()
                : new ByHand(order, referenceField).held(missing);
    }

    private List<Placeholder> missing(DeliveryOrder order, Request request) {
        Values values =
                new Values(order, properties.company(order.company()), ProtheusReference.marked(order.reference()));
        return request.needs().stream()
                .filter(needed -> needed.of(values) == null)
                .toList();
    }

    @Override
    public DeliveryOutcome send(DeliveryOrder order, Deadline deadline) {
        if (capability(order) instanceof Capability.Held held) {
            return new DeliveryOutcome.Blocked(held.whatToDo(), properties.refusedPause());
        }
        try {
            DeliveryOutcome outcome = route.requestBody(
                    ProtheusRoutes.DELIVER, new ProtheusRoutes.Sending(order, deadline), DeliveryOutcome.class);
            return outcome == null ? new DeliveryOutcome.Uncertain("the route gave no outcome") : outcome;
        } catch (CamelExecutionException e) {
            return e.getCause() instanceof DirectConsumerNotAvailableException
                    ? new DeliveryOutcome.NotExecuted("the route " + ProtheusRoutes.DELIVER_ID + " is stopped", null)
                    : new DeliveryOutcome.Uncertain("the route failed: " + e.getCause());
        }
    }

    /** With MV_APPENMO=2 a posting is refused and kept as pending at once: a person finishes it in Protheus. */
    @Override
    public boolean mayKeepRefused() {
        return mapping.flatMap(WriterMapping::pending).isPresent();
    }

    @Override
    public ReadBack readBack(DeliveryOrder order) {
        return readBack.map(reader -> reader.find(order))
                .orElseGet(() -> new ReadBack.Unavailable("no mapping for postings is set"));
    }
}
