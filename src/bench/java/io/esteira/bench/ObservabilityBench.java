package io.esteira.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** What metrics and traces of everything cost, ingest and reads, by turns with a hub that does without. */
@ExtendWith(Figures.class)
class ObservabilityBench {

    private static final int ORDERS = Integer.getInteger("bench.orders", 50_000);
    private static final int PAIRS = 5;
    private static final int READERS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration READING = Duration.ofSeconds(10);

    private static final Map<String, Object> WITH = Map.of("management.tracing.sampling.probability", "1.0");
    private static final Map<String, Object> WITHOUT = Map.of(
            "management.tracing.sampling.probability", "0.0",
            "management.metrics.enable.all", "false",
            "management.observations.enable.all", "false");

    private static final String READ = """
            {"query": "{ productionOrders(first: 20) { nodes { id number quantity item { code description } steps { sequence phase { code } } } } }"}""";

    private record Speeds(double ingest, double reads) {}

    private record Pair(Speeds with, Speeds without) {}

    @Test
    void withAndWithout() throws Exception {
        try (BenchHub hub = BenchHub.onCsw().with("esteira.adapters.csw.order-cadence", "1h")) {
            ChangedOrders orders = new ChangedOrders(hub, ORDERS);
            speeds(hub, orders, WITH);
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                // Whoever comes second finds fuller tables: by turns.
                if (i % 2 == 0) {
                    Speeds with = speeds(hub, orders, WITH);
                    pairs.add(new Pair(with, speeds(hub, orders, WITHOUT)));
                } else {
                    Speeds without = speeds(hub, orders, WITHOUT);
                    pairs.add(new Pair(speeds(hub, orders, WITH), without));
                }
            }
            report(
                    "Ingest of %,d changed orders with metrics and traces of everything, to without: speed"
                            .formatted(ORDERS),
                    pairs,
                    Speeds::ingest);
            report(
                    "Nested reads over HTTP with metrics and traces of everything, to without: requests",
                    pairs,
                    Speeds::reads);
        }
    }

    private static Speeds speeds(BenchHub hub, ChangedOrders orders, Map<String, Object> settings)
            throws InterruptedException, ExecutionException {
        WITHOUT.keySet().forEach(hub::without);
        settings.forEach(hub::with);
        try (ConfigurableApplicationContext context = hub.start();
                HubClient client = new HubClient(context, "it")) {
            orders.awaitFirstRun();
            double ingest = orders.bring();
            Throughput.measure(READERS, WARM_UP, thread -> () -> client.ask(READ));
            return new Speeds(ingest, Throughput.measure(READERS, READING, thread -> () -> client.ask(READ)));
        }
    }

    private static void report(String name, List<Pair> pairs, ToDoubleFunction<Speeds> of) {
        List<Pair> sorted = pairs.stream()
                .sorted((a, b) -> Double.compare(ratio(a, of), ratio(b, of)))
                .toList();
        Pair middle = sorted.get(PAIRS / 2);
        Figures.add(
                name,
                "> 0.95",
                "%.3f (%,.0f/s, without %,.0f/s; pairs from %.3f to %.3f)",
                ratio(middle, of),
                of.applyAsDouble(middle.with()),
                of.applyAsDouble(middle.without()),
                ratio(sorted.getFirst(), of),
                ratio(sorted.getLast(), of));
    }

    private static double ratio(Pair pair, ToDoubleFunction<Speeds> of) {
        return of.applyAsDouble(pair.with()) / of.applyAsDouble(pair.without());
    }
}
