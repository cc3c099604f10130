package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.Carrier;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.adapter.delivery.DowntimesByHand;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.adapter.protheus.Placeholder.Values;
import io.esteira.adapter.protheus.WriterMapping.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stops to Protheus, by what the company's mapping says of them; what it has no service for, a person does in Protheus. */
final class ProtheusStops implements Carrier<DowntimeOrder> {

    private final ProtheusProperties properties;
    private final ProtheusPostingServices services;
    private final ProtheusDelivery delivery;

    ProtheusStops(ProtheusProperties properties, ProtheusPostingServices services, ProtheusDelivery delivery) {
        this.properties = properties;
        this.services = services;
        this.delivery = delivery;
    }

    @Override
    public Capability capability(DowntimeOrder stop) {
        Optional<Request> request = request(stop);
        List<Placeholder> missing = request.map(chosen -> missing(chosen, stop)).orElse(List.of());
        if (request.isPresent() && missing.isEmpty() && !isOfAnotherPlace(stop)) {
            return new Capability.Sends();
        }
        return stop.reverses() == null ? report(stop, request.isPresent(), missing) : reversal(stop, stop.reverses());
    }

    private Optional<Request> request(DowntimeOrder stop) {
        return services.of(stop.company()).mapping().flatMap(mapping -> mapping.request(stop));
    }

    private List<Placeholder> missing(Request request, DowntimeOrder stop) {
        Company company = properties.company(stop.company());
        Values values = new Values(stop, company, ProtheusReference.marked(stop.reference()));
        return request.needs().stream()
                .filter(needed -> needed.of(values) == null)
                .toList();
    }

    /** A row of SH6 is reversed by no service of another module, nor the other way round. */
    private boolean isOfAnotherPlace(DowntimeOrder stop) {
        Reversal reversal = stop.reverses();
        boolean listed = services.of(stop.company())
                .mapping()
                .flatMap(WriterMapping::stop)
                .flatMap(Request::listed)
                .isPresent();
        return reversal != null
                && reversal.erpKey() != null
                && listed != StopReportList.idOf(reversal.erpKey()).isPresent();
    }

    private static Capability.Held report(DowntimeOrder stop, boolean served, List<Placeholder> missing) {
        String names = missing.stream().map(Enum::name).collect(Collectors.joining(", "));
        String reference = ProtheusReference.marked(stop.reference());
        return new Capability.Held(
                "Enter in Protheus the stop: " + DowntimesByHand.english(stop) + ". Write " + reference
                        + " into H6_OBSERVA or the remark, so that the sync recognises it."
                        + (served
                                ? " It lacks what the service needs: " + names + "."
                                : " So that the hub does it, put stopReports or wspcp:stop behind the writer."),
                "Lance no Protheus a parada: " + DowntimesByHand.portuguese(stop) + ". Escreva " + reference
                        + " em H6_OBSERVA ou na observação, para que a sincronização a reconheça."
                        + (served
                                ? " A parada não traz o que o serviço exige: " + names + "."
                                : " Para que o hub o faça, acrescente stopReports ou wspcp:stop ao gravador."));
    }

    private static Capability.Held reversal(DowntimeOrder stop, Reversal reversal) {
        String key = reversal.erpKey() == null ? "" : reversal.erpKey();
        String row = key.isEmpty() ? "" : ", row " + key;
        String registro = key.isEmpty() ? "" : ", registro " + key;
        return new Capability.Held(
                "Reverse in Protheus the stop: " + DowntimesByHand.english(stop) + row
                        + ". It closes when the sync sees the reversal.",
                "Estorne no Protheus a parada: " + DowntimesByHand.portuguese(stop) + registro
                        + ". A pendência se encerra quando a sincronização vir o estorno.");
    }

    @Override
    public DeliveryOutcome send(DowntimeOrder stop, Deadline deadline) {
        return capability(stop) instanceof Capability.Held held
                ? new DeliveryOutcome.Blocked(held.whatToDo(), properties.refusedPause())
                : delivery.through(stop, deadline);
    }

    @Override
    public @Nullable String shownRequest(DowntimeOrder stop) {
        return delivery.told(stop);
    }

    @Override
    public ReadBack readBack(DowntimeOrder stop) {
        return services.of(stop.company())
                .stops()
                .map(reader -> reader.find(stop))
                .orElseGet(() -> new ReadBack.Unavailable("no mapping is set"));
    }

    @Override
    public @Nullable String foundIn(DowntimeOrder stop) {
        return services.of(stop.company())
                .mapping()
                .flatMap(mapping -> mapping.foundIn(stop))
                .orElse(null);
    }

    /** People know the number alone: of a stop report it is named with its place. */
    @Override
    public Optional<String> keyOf(DowntimeOrder stop, String typed) {
        Optional<Request> report = services.of(stop.company()).mapping().flatMap(WriterMapping::stop);
        if (report.flatMap(Request::listed).isPresent()) {
            return Optional.of(StopReportList.idOf(typed).isPresent() ? typed : StopReportList.keyOf(typed))
                    .filter(key -> key.matches("SFC/\\S{1,20}"));
        }
        String table =
                report.flatMap(Request::found).map(rows -> rows.table().alias()).orElse(Table.SH6.alias());
        return RowKey.read(typed, table).filter(key -> key.isOf(table)).map(RowKey::toString);
    }
}
