package io.esteira.adapter.protheus;

import io.esteira.adapter.Polling;
import io.esteira.adapter.PollingRoutes;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.delivery.Consignment;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOutcome;
import java.util.List;

/** The routes {@code protheus.items}, {@code .phases}, {@code .routing}, {@code .orders}, {@code .postings}, {@code .downtimes},
 * {@code .downtime-reasons}, {@code .inspections} and {@code .deliver}. */
final class ProtheusRoutes extends PollingRoutes {

    static final String DELIVER_ID = "protheus.deliver";

    /** A posting never waits for a route that is stopped. */
    static final String DELIVER = "direct:" + DELIVER_ID + "?block=false";

    /** What passes the route. */
    record Sending(Consignment order, Deadline deadline) {}

    private final ProtheusPostingServices services;

    ProtheusRoutes(List<SourceReader> readers, Polling polling, ProtheusPostingServices services) {
        super(readers, polling);
        this.services = services;
    }

    private DeliveryOutcome write(Sending sending) {
        ProtheusPostingService service = services.of(sending.order().company());
        return service.files().explain(service.writer().orElseThrow().write(sending.order(), sending.deadline()));
    }

    @Override
    public void configure() {
        super.configure();
        if (services.write()) {
            // No redelivery: only the hub knows whether a posting may be sent again.
            from(DELIVER).routeId(DELIVER_ID).process(exchange -> exchange.getMessage()
                    .setBody(write(exchange.getMessage().getMandatoryBody(Sending.class))));
        }
    }
}
