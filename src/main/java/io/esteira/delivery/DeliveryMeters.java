package io.esteira.delivery;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What came of the tries to bring deliveries to their sources, as figures. */
@Component
final class DeliveryMeters {

    private final MeterProvider<Timer> tries;

    DeliveryMeters(MeterRegistry registry) {
        tries = Timer.builder("esteira.delivery.try")
                .description("Sends to a source and looks whether it has what was sent, by what came of them")
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .withRegistry(registry);
    }

    /** @param outcome a code of {@link Verdict}, or that the claim was another's by then */
    void tried(Claim claim, boolean send, String outcome, Duration took) {
        tries.withTags(
                        "source", claim.target(),
                        "company", claim.consignment().company(),
                        "kind", send ? "send" : "read_back",
                        "outcome", outcome.toLowerCase(Locale.ROOT))
                .record(took);
    }
}
