package io.esteira.delivery;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** One Camel route per target, called {@code delivery.target}: stopped, it sends nothing more. */
@Component
class DeliveryRoutes extends RouteBuilder {

    /** The worker itself waits for a signal or its polling interval. */
    private static final long TURN_AFTER_MILLIS = 10;

    private final DeliveryWorkers workers;

    DeliveryRoutes(DeliveryWorkers workers) {
        this.workers = workers;
    }

    @Override
    public void configure() {
        onException(DataAccessException.class, TransactionException.class)
                .handled(true)
                .log(LoggingLevel.WARN, "routeId=${routeId} database away: ${exception.message}")
                .delay(1000);
        workers.all().forEach((target, worker) -> {
            String route = "delivery." + target;
            from("scheduler:" + route + "?initialDelay=0&delay=" + TURN_AFTER_MILLIS)
                    .routeId(route)
                    .process(exchange -> worker.turn());
        });
    }
}
