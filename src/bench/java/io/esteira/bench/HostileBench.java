package io.esteira.bench;

import com.sun.management.OperatingSystemMXBean;
import io.esteira.graphql.HostileRequests;
import io.esteira.support.TestTokens;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What each hostile request costs a hub that has nothing else to do: processor time of the whole process, so the client that sends it
 * counts as well.
 */
@ExtendWith(Figures.class)
class HostileBench {

    private static final int WARM_UP = Integer.getInteger("bench.hostile-warm-up", 60);
    private static final int ROUNDS = Integer.getInteger("bench.hostile-rounds", 20);
    private static final double NANOS_PER_MILLI = 1e6;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final AtomicLong NEXT_WORD = new AtomicLong();

    private record Cost(String name, double millis) {}

    @Test
    void processorTimeOfHostileRequests() throws Exception {
        try (BenchHub hub = BenchHub.onCsw().with("esteira.adapters.csw.enabled", false);
                HttpClient http = HttpClient.newHttpClient();
                ConfigurableApplicationContext context = hub.start()) {
            URI address = URI.create("http://127.0.0.1:"
                    + context.getEnvironment().getRequiredProperty("local.server.port") + "/graphql");
            Map<String, String> bodies = new LinkedHashMap<>(HostileRequests.bodies());
            HostileRequests.documents().forEach((name, document) -> bodies.put(name, HostileRequests.body(document)));
            HostileRequests.storms().forEach((name, document) -> bodies.put(name, HostileRequests.body(document)));
            for (String body : bodies.values()) {
                send(http, address, body, WARM_UP);
            }
            List<Cost> costs = bodies.entrySet().stream()
                    .map(request -> new Cost(request.getKey(), send(http, address, request.getValue(), ROUNDS)))
                    .sorted(Comparator.comparingDouble(Cost::millis).reversed())
                    .toList();
            double median = costs.get(costs.size() / 2).millis();
            Stream.concat(costs.stream().limit(3), Stream.of(new Cost("the middle one", median)))
                    .forEach(cost -> Figures.add(
                            "Processor time of a hostile request, client included: " + cost.name(),
                            "< 50 ms",
                            "%.1f ms",
                            cost.millis()));
        }
    }

    /** Processor time of one such request, in milliseconds. */
    private static double send(HttpClient http, URI address, String body, int times) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + TestTokens.token("operator", "*"))
                .header("Content-Type", "application/json");
        long before = SYSTEM.getProcessCpuTime();
        for (int i = 0; i < times; i++) {
            try {
                String words = body.replace(HostileRequests.EVER_NEW, "w" + NEXT_WORD.incrementAndGet());
                HttpResponse<byte[]> answer = http.send(
                        request.POST(HttpRequest.BodyPublishers.ofString(words)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() >= 500) {
                    throw new IllegalStateException("status " + answer.statusCode());
                }
            } catch (java.io.IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return (SYSTEM.getProcessCpuTime() - before) / NANOS_PER_MILLI / times;
    }
}
