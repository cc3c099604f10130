package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.Carrier;
import io.esteira.adapter.delivery.Consignment;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryTarget;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.adapter.protheus.Placeholder.Values;
import io.esteira.adapter.protheus.WriterMapping.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.jspecify.annotations.Nullable;

/**
 * Postings and stops to Protheus. They pass the route {@code protheus.deliver}, so that it can be seen and stopped; while it is stopped
 * nothing is sent. What the mapping has no service for, a person does in Protheus.
 */
final class ProtheusDelivery implements DeliveryTarget {

    private final ProtheusProperties properties;
    private final ProtheusPostingServices services;
    private final ProducerTemplate route;
    private final ProtheusStops stops;

    ProtheusDelivery(ProtheusProperties properties, ProtheusPostingServices services, ProducerTemplate route) {
        this.properties = properties;
        this.services = services;
        this.route = route;
        this.stops = new ProtheusStops(properties, services, this);
    }

    @Override
    public String source() {
        return ProtheusReader.SOURCE;
    }

    @Override
    public Carrier<DowntimeOrder> downtimes() {
        return stops;
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
        return capability(order, hasLosses(order));
    }

    /** @param split whether its losses are going to be split off; otherwise it carries all scrap that it has */
    private Capability capability(DeliveryOrder order, boolean split) {
        ProtheusPostingService service = services.of(order.company());
        Optional<Request> request = service.mapping().flatMap(mapping -> mapping.request(order));
        Optional<Request> losses = service.mapping().flatMap(WriterMapping::losses);
        Optional<Request> apart = losses.filter(any -> split);
        Values values = values(order);
        Hindrances hindrances = request.map(chosen -> Hindrances.of(chosen, values, apart.isPresent()))
                .orElseGet(Hindrances::none)
                .or(apart.map(chosen -> Hindrances.ofLosses(chosen, values, order.scrapByReason()))
                        .orElseGet(Hindrances::none));
        return request.isPresent() && !hindrances.any() && !(losses.isPresent() && reversesLosses(order))
                ? new Capability.Sends(apart.isPresent())
                : new ByHand(order, service.carrier(), service.tableOf(order), losses.isPresent()).held(hindrances);
    }

    /** Scrap alone goes as a posting: without good pieces there would be none that a loss could follow. */
    private static boolean hasLosses(DeliveryOrder order) {
        return order.kind() == Kind.POSTING
                && order.loss() == null
                && order.good().signum() > 0
                && !order.scrapByReason().isEmpty();
    }

    /** The service that reverses a posting leaves its losses. */
    private static boolean reversesLosses(DeliveryOrder order) {
        return order.kind() == Kind.REVERSAL
                && order.good().signum() > 0
                && !order.scrapByReason().isEmpty();
    }

    private Values values(DeliveryOrder order) {
        return new Values(order, properties.company(order.company()), ProtheusReference.marked(order.reference()));
    }

    @Override
    public DeliveryOutcome send(DeliveryOrder order, Deadline deadline) {
        if (capability(order, false) instanceof Capability.Held held) {
            return new DeliveryOutcome.Blocked(held.whatToDo(), properties.refusedPause());
        }
        return through(order, deadline);
    }

    /** Through the route, which writes what the mapping says. */
    DeliveryOutcome through(Consignment order, Deadline deadline) {
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

    @Override
    public @Nullable String shownRequest(DeliveryOrder order) {
        return told(order);
    }

    @Nullable
    String told(Consignment order) {
        return services.of(order.company())
                .writer()
                .flatMap(writer -> writer.told(order.withoutPersons()))
                .orElse(null);
    }

    /** With MV_APPENMO=2 a posting is refused and kept as pending at once: a person finishes it in Protheus. */
    @Override
    public boolean mayKeepRefused() {
        return services.byCompany().values().stream()
                .anyMatch(service ->
                        service.mapping().flatMap(WriterMapping::pending).isPresent());
    }

    @Override
    public @Nullable String foundIn(DeliveryOrder order) {
        return services.of(order.company())
                .mapping()
                .flatMap(mapping -> mapping.foundIn(order))
                .orElse(null);
    }

    /** Of a row of another table than SH6 people know the record number alone: it is named with the table. */
    @Override
    public Optional<String> keyOf(DeliveryOrder order, String typed) {
        if (order.kind() == Kind.REVERSAL) {
            return Optional.of(typed);
        }
        String table = services.of(order.company()).tableOf(order);
        return RowKey.read(typed, table).filter(key -> key.isOf(table)).map(RowKey::toString);
    }

    @Override
    public ReadBack readBack(DeliveryOrder order) {
        return services.of(order.company())
                .readBack()
                .map(reader -> reader.find(order))
                .orElseGet(() -> new ReadBack.Unavailable("no mapping for postings is set"));
    }
}
