package io.esteira.adapter.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker, from connect to close; never reused. Paho's callback thread does no more than put messages
 * into a queue: a client whose callback thread waits, for the database or for its own subscription, stops reading from the
 * broker once ten messages have piled up, and then waits for ever. All else is called by one thread.
 */
final class MqttConnection implements MqttCallback, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MqttConnection.class);

    private static final Duration SOCKET_WITHIN = Duration.ofSeconds(10);

    /** Longer than the socket may take, so that no half-made connection is left behind. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    /** Nothing answers a goodbye, so that all of it is always waited: time enough to write it. */
    private static final Duration GOODBYE_WITHIN = Duration.ofMillis(250);

    /** Messages of QoS 0 come without limit and without promise: beyond this many waiting ones they are dropped. */
    private static final int UNPROMISED_AT_MOST = 10_000;

    private static final int REFUSED = 0x80;
    private static final int SESSION_TAKEN_OVER = 0x8E;

    private final MqttAsyncClient client;
    private final Clock clock;
    private final BlockingQueue<MqttArrival> arrived = new LinkedBlockingQueue<>();
    private final int batch;
    private boolean sessionPresent;
    private volatile @Nullable String lost;

    private MqttConnection(MqttAsyncClient client, Clock clock, int batch) {
        this.client = client;
        this.clock = clock;
        this.batch = batch;
    }

    /** Connects and subscribes. Messages kept for this client may arrive before the subscription is confirmed. */
    static MqttConnection open(io.esteira.adapter.mqtt.MqttProperties properties, Clock clock) throws MqttException {
        var client = new MqttAsyncClient(properties.url(), properties.clientId(), new MemoryPersistence());
        var connection = new MqttConnection(client, clock, properties.receiveMaximum());
        client.setManualAcks(true);
        client.setCallback(connection);
        try {
            connection.connect(options(properties));
            connection.subscribe(properties.topics());
            return connection;
        } catch (MqttException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /** Whether the broker had kept a session, and with it the messages since the last connection. */
    boolean sessionPresent() {
        return sessionPresent;
    }

    /**
     * The next messages in the order of their arrival; empty when none came in time.
     *
     * @throws ConnectionLost when the connection is no more; what had arrived on it is not worth handling, as it cannot be
     *     acknowledged and will come again
     */
    List<MqttArrival> take(Duration wait) throws InterruptedException, ConnectionLost {
        MqttArrival first = arrived.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        String reason = lost;
        if (reason != null) {
            throw new ConnectionLost(reason);
        }
        if (first == null) {
            return List.of();
        }
        List<MqttArrival> arrivals = new ArrayList<>();
        arrivals.add(first);
        arrived.drainTo(arrivals, batch - 1);
        return arrivals;
    }

    void acknowledge(List<MqttArrival> arrivals) throws MqttException {
        for (MqttArrival arrival : arrivals) {
            if (arrival.qos() > 0) {
                client.messageArrivedComplete(arrival.packetId(), arrival.qos());
            }
        }
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, GOODBYE_WITHIN.toMillis(), client.isConnected());
            client.close(true);
        } catch (MqttException alreadyGone) {
            log.debug("The MQTT connection was already gone", alreadyGone);
        }
    }

    private void connect(MqttConnectionOptions options) throws MqttException {
        IMqttToken connected = client.connect(options);
        connected.waitForCompletion(ANSWER_WITHIN.toMillis());
        sessionPresent = connected.getSessionPresent();
    }

    private void subscribe(List<io.esteira.adapter.mqtt.MqttProperties.Topic> topics) throws MqttException {
        IMqttToken subscribed = client.subscribe(topics.stream()
                .map(topic -> new MqttSubscription(topic.filter(), 1))
                .toArray(MqttSubscription[]::new));
        subscribed.waitForCompletion(ANSWER_WITHIN.toMillis());
        int[] answers = subscribed.getReasonCodes();
        for (int i = 0; i < answers.length; i++) {
            if (answers[i] >= REFUSED) {
                throw new MqttException(answers[i]);
            }
            if (answers[i] == 0) {
                log.warn(
                        "The broker grants {} at QoS 0 only: messages can be lost",
                        topics.get(i).filter());
            }
        }
    }

    private static MqttConnectionOptions options(io.esteira.adapter.mqtt.MqttProperties properties) {
        var options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setCleanStart(false);
        options.setSessionExpiryInterval(properties.sessionExpiry().toSeconds());
        options.setReceiveMaximum(properties.receiveMaximum());
        options.setKeepAliveInterval((int) properties.keepAlive().toSeconds());
        options.setConnectionTimeout((int) SOCKET_WITHIN.toSeconds());
        if (properties.user() != null) {
            options.setUserName(properties.user());
        }
        if (properties.password() != null) {
            options.setPassword(properties.password().getBytes(StandardCharsets.UTF_8));
        }
        return options;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        if (message.getQos() == 0 && arrived.size() >= UNPROMISED_AT_MOST) {
            return;
        }
        arrived.add(new MqttArrival(topic, message.getPayload(), clock.instant(), message.getId(), message.getQos()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        lost = response.getReturnCode() == SESSION_TAKEN_OVER
                ? "another client connected under the id " + client.getClientId()
                : String.valueOf(response.getException() == null ? response : response.getException());
    }

    @Override
    public void mqttErrorOccurred(MqttException error) {
        log.warn("MQTT protocol error: {}", error.toString());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}

    /** The broker or the network ended the connection. */
    static final class ConnectionLost extends Exception {

        private static final long serialVersionUID = 1L;

        ConnectionLost(String reason) {
            super(reason);
        }
    }
}
