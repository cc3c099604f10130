package io.esteira.adapter.mqtt;

import io.esteira.adapter.mqtt.MqttConnection.ConnectionLost;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.integration.endpoint.MessageProducerSupport;
import org.springframework.messaging.support.GenericMessage;

/**
 * Sends what the broker delivers into a flow, as batches in the order of arrival, and acknowledges a batch when the flow
 * has returned. One thread of its own connects, takes, sends, acknowledges, and starts over with a new connection whenever
 * one of these fails. A batch that could not be stored is not acknowledged, and since MQTT 5 sends nothing twice over one
 * connection, this one is dropped: the broker sends the batch again over the next, after a pause.
 *
 * <p>The flow must handle messages on the calling thread.
 */
final class MqttInbound extends MessageProducerSupport {

    private static final Logger log = LoggerFactory.getLogger(MqttInbound.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final MqttProperties properties;
    private final MqttStatus status;
    private final Clock clock;
    private @Nullable Run run;

    MqttInbound(MqttProperties properties, MqttStatus status, Clock clock) {
        this.properties = properties;
        this.status = status;
        this.clock = clock;
    }

    @Override
    public String getComponentType() {
        return "mqtt:inbound";
    }

    @Override
    protected void doStart() {
        run = new Run();
        run.thread.start();
    }

    @Override
    protected void doStop() {
        if (run != null) {
            run.stop();
            run = null;
        }
    }

    /** From one start to the next stop. */
    private final class Run implements Runnable {

        private final CountDownLatch stopping = new CountDownLatch(1);
        private final Backoff backoff = new Backoff(properties.retryAfter(), properties.retryAtMost());
        private final Thread thread = Thread.ofPlatform()
                .daemon()
                .name("mqtt " + properties.clientId())
                .unstarted(this);

        /** Never interrupts: the thread may be about to commit. */
        void stop() {
            stopping.countDown();
            try {
                if (!thread.join(STOP_WITHIN)) {
                    log.warn("{} is still busy; what it has not acknowledged comes again", thread.getName());
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void run() {
            try {
                do {
                    connectAndServe();
                } while (!stopping.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } finally {
                status.disconnected(null);
            }
        }

        private void connectAndServe() throws InterruptedException {
            String failure = null;
            try (MqttConnection connection = MqttConnection.open(properties, clock)) {
                subscribed(connection);
                serve(connection);
            } catch (MqttException away) {
                failure = away.toString();
                log.warn("MQTT broker {}: {}; trying again", properties.broker(), failure);
            } catch (ConnectionLost lost) {
                failure = String.valueOf(lost.getMessage());
                log.warn("MQTT broker {} is gone: {}; trying again", properties.broker(), failure);
            } catch (RuntimeException notStored) {
                // Not the messaging exception around it, whose text repeats the whole batch.
                Throwable cause = NestedExceptionUtils.getMostSpecificCause(notStored);
                failure = cause.toString();
                status.storingFailed(failure);
                log.warn("MQTT messages could not be stored and will come again", cause);
            }
            status.disconnected(failure);
        }

        private void subscribed(MqttConnection connection) {
            boolean storingWorked = status.now().storingFailed() == null;
            if (storingWorked) {
                backoff.reset();
            }
            if (status.subscribed(connection.sessionPresent())) {
                log.warn(
                        "MQTT broker {} had forgotten the session of {}: what was published in between is lost",
                        properties.broker(),
                        properties.clientId());
            }
            log.info(
                    "Subscribed to MQTT broker {} as {}, {}",
                    properties.broker(),
                    properties.clientId(),
                    connection.sessionPresent() ? "session resumed" : "new session");
        }

        private void serve(MqttConnection connection) throws InterruptedException, MqttException, ConnectionLost {
            while (stopping.getCount() > 0) {
                List<MqttArrival> arrivals = connection.take(LOOK_EVERY);
                if (!arrivals.isEmpty()) {
                    sendMessage(new GenericMessage<>(arrivals));
                    connection.acknowledge(arrivals);
                    backoff.reset();
                    status.stored(arrivals.getLast().receivedAt());
                }
            }
        }
    }
}
