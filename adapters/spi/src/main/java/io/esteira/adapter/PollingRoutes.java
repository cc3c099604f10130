package io.esteira.adapter;

import java.util.List;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * One Camel route per reader, called {@code source.entity}, that asks the hub now and then to run it. By a scheduler: a timer waits by the
 * clock on the wall, for hours where that is set back.
 */
public class PollingRoutes extends RouteBuilder {

    /** How often a route looks whether its reader is due; the cadence itself is kept by {@link Polling}. */
    private static final long LOOK_EVERY_MILLIS = 500;

    private final List<? extends SourceReader> readers;
    private final Polling polling;

    public PollingRoutes(List<? extends SourceReader> readers, Polling polling) {
        this.readers = List.copyOf(readers);
        this.polling = polling;
    }

    @Override
    public void configure() {
        onException(SourceUnavailable.class)
                .handled(true)
                .log(LoggingLevel.WARN, "routeId=${routeId} source away: ${exception.message}");
        for (SourceReader reader : readers) {
            String route = reader.source() + "." + reader.entity();
            from("scheduler:" + route + "?initialDelay=0&delay=" + LOOK_EVERY_MILLIS)
                    .routeId(route)
                    .process(exchange -> polling.poll(reader));
        }
    }
}
