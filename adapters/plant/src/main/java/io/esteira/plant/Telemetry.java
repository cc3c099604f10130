package io.esteira.plant;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the cells say over MQTT: each one after a piece, all of them every five seconds. A message that finds no broker is
 * lost; the next one carries the cumulative counters. Thread-safe.
 */
final class Telemetry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);
    private static final long HEARTBEAT_SECONDS = 5;
    private static final long ANSWER_MILLIS = 3_000;
    private static final int QOS = 1;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal PERFORMANCE = new BigDecimal("91.27");

    private final MqttAsyncClient client;
    private final Supplier<Iterable<Cells.Cell>> cells;
    private final PlantClock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("plant-cells").factory());
    private final ScheduledFuture<?> heartbeat;

    Telemetry(URI broker, String clientId, Supplier<Iterable<Cells.Cell>> cells, PlantClock clock) {
        this.cells = cells;
        this.clock = clock;
        try {
            client = new MqttAsyncClient(broker.toString(), clientId, new MemoryPersistence());
        } catch (MqttException e) {
            throw new IllegalArgumentException("not a broker: " + broker, e);
        }
        heartbeat = thread.scheduleAtFixedRate(this::beat, 0, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    private void beat() {
        try {
            connect();
            Instant now = clock.instant();
            for (Cells.Cell cell : cells.get()) {
                send(cell, now.isAfter(cell.lastAt()) ? now : cell.lastAt());
            }
        } catch (MqttException | RuntimeException e) {
            LOG.debug("no telemetry: {}", e.getMessage());
        }
    }

    private synchronized void connect() throws MqttException {
        if (!client.isConnected()) {
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setCleanStart(true);
            options.setAutomaticReconnect(false);
            client.connect(options).waitForCompletion(ANSWER_MILLIS);
        }
    }

    /** Publishes what the cell counted, with the time of its last piece. */
    void publish(Cells.Cell cell) {
        try {
            connect();
            send(cell, cell.lastAt());
        } catch (MqttException e) {
            LOG.debug("no telemetry: {}", e.getMessage());
        }
    }

    private void send(Cells.Cell cell, Instant at) throws MqttException {
        String topic = "plant/cell/" + cell.code();
        publish(topic + "/telemetry", Json.write(message(cell, at)));
        publish(topic + "/status", cell.status());
    }

    /** Waits for the broker: it takes few messages at once, and what is beyond would be lost here. */
    private void publish(String topic, String payload) throws MqttException {
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), QOS, false)
                .waitForCompletion(ANSWER_MILLIS);
    }

    private static Map<String, Object> message(Cells.Cell cell, Instant at) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", cell.code());
        message.put("name", cell.name());
        message.put("timestamp", at.toString());
        message.put("status", cell.status());
        message.put("production", ordered("total", cell.good() + cell.bad(), "good", cell.good(), "bad", cell.bad()));
        message.put("oee", oee(cell));
        message.put(
                "sensors",
                ordered(
                        "temperature", BigDecimal.valueOf(650 + cell.number() * 7L, 1),
                        "vibration", BigDecimal.valueOf(120 + cell.number(), 2)));
        message.put("product", ordered("code", cell.product(), "target", cell.target()));
        return message;
    }

    private static Map<String, Object> oee(Cells.Cell cell) {
        BigDecimal availability = BigDecimal.valueOf(80 + cell.number() % 15L);
        long total = cell.good() + cell.bad();
        BigDecimal quality = total == 0
                ? HUNDRED
                : BigDecimal.valueOf(cell.good() * 100).divide(BigDecimal.valueOf(total), 2, RoundingMode.HALF_UP);
        BigDecimal global = availability
                .multiply(PERFORMANCE)
                .multiply(quality)
                .movePointLeft(4)
                .setScale(2, RoundingMode.HALF_UP);
        return ordered("availability", availability, "performance", PERFORMANCE, "quality", quality, "global", global);
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
        }
        return map;
    }

    @Override
    public void close() {
        boolean unused = heartbeat.cancel(false);
        thread.shutdown();
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(ANSWER_MILLIS);
            }
            client.close();
        } catch (MqttException e) {
            LOG.debug("the broker was gone already: {}", e.getMessage());
        }
    }
}
