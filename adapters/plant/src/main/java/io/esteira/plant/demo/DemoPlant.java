package io.esteira.plant.demo;

import io.esteira.plant.Plant;
import io.esteira.plant.PlantSettings;
import io.esteira.plant.embedded.EmbeddedDatabase;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The plant in the hub's process. It starts beside the web server, which does not wait for it: on the first start its tables
 * are filled. Thread-safe.
 */
public final class DemoPlant implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DemoPlant.class);

    private final PlantSettings settings;
    private @Nullable CompletableFuture<Plant> plant;

    DemoPlant(DemoSettings demo, EmbeddedDatabase database, URI broker) {
        settings = PlantSettings.in(demo.dir())
                .withSize(demo.size())
                .withDatabase(database.jdbcUrl("postgres"), "csw")
                .withBroker(broker)
                .withPorts(demo.protheusPort(), demo.controlPort())
                .withPace(demo.pace())
                .withWorking(true);
    }

    /** The plant, once it runs. */
    public synchronized CompletableFuture<Plant> plant() {
        return plant == null ? CompletableFuture.failedFuture(new IllegalStateException("not started")) : plant;
    }

    @Override
    public synchronized void start() {
        CompletableFuture<Plant> starting = new CompletableFuture<>();
        plant = starting;
        Thread unused = Thread.ofVirtual().name("plant-start").start(() -> run(starting));
    }

    private void run(CompletableFuture<Plant> starting) {
        try {
            boolean unused = starting.complete(Plant.start(settings));
            LOG.info("A planta simulada trabalha. / The simulated plant is at work.");
        } catch (RuntimeException e) {
            LOG.error("A planta simulada não iniciou. / The simulated plant did not start.", e);
            boolean unused = starting.completeExceptionally(e);
        }
    }

    @Override
    public void stop() {
        CompletableFuture<Plant> running;
        synchronized (this) {
            running = plant;
            plant = null;
        }
        if (running != null) {
            running.thenAccept(Plant::close).exceptionally(failure -> null).join();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return plant != null;
    }

    /** Early: it takes longest, and the readers are stopped before it. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1_000;
    }
}
