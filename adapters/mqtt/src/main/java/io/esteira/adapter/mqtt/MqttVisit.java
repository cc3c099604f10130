package io.esteira.adapter.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.util.MqttTopicValidator;
import org.jspecify.annotations.Nullable;

/** A doctor's connection to the broker. What arrives is counted by topic and forgotten. */
final class MqttVisit implements MqttCallback {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(7);
    private static final int SOCKET_SECONDS = 5;

    /** Topics are told, not stored: more than these nobody reads. */
    private static final int TOPICS_AT_MOST = 1_000;

    private static final int UNLESS_TOLD = 65_535;
    private static final String SHARED = "\\$share/[^/]+/";

    private final MqttAsyncClient client;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> filters = new ConcurrentLinkedQueue<>();
    private @Nullable MqttProperties granted;
    private boolean sessionPresent;

    private MqttVisit(MqttAsyncClient client) {
        this.client = client;
    }

    /**
     * The first of two connections of one name. It subscribes to nothing: were it cut off, the broker would keep an empty session.
     */
    static MqttVisit first(io.esteira.adapter.mqtt.MqttProperties properties, String name) throws MqttException {
        return begin(properties, name, true, properties.sessionExpiry());
    }

    /** Comes back under the same name. With the connection the broker forgets the session, however the connection ends. */
    static MqttVisit again(io.esteira.adapter.mqtt.MqttProperties properties, String name) throws MqttException {
        return begin(properties, name, false, Duration.ZERO);
    }

    /** Listens to all that the broker lets this user hear, on a connection of its own: some brokers end it in place of an answer. */
    static MqttVisit toEverything(io.esteira.adapter.mqtt.MqttProperties properties, String name) throws MqttException {
        MqttVisit visit = begin(properties, name + "-all", true, Duration.ZERO);
        try {
            int unused = visit.subscribe("#", 0);
            return visit;
        } catch (MqttException | RuntimeException notAllowed) {
            visit.leave();
            throw notAllowed;
        }
    }

    private static MqttVisit begin(
            io.esteira.adapter.mqtt.MqttProperties properties, String name, boolean fresh, Duration expiry)
            throws MqttException {
        MqttVisit visit = new MqttVisit(new MqttAsyncClient(properties.url(), name, new MemoryPersistence()));
        visit.client.setCallback(visit);
        try {
            IMqttToken connected = visit.client.connect(options(properties, fresh, expiry));
            connected.waitForCompletion(ANSWER_WITHIN.toMillis());
            visit.sessionPresent = connected.getSessionPresent();
            visit.granted = connected.getResponseProperties();
            return visit;
        } catch (MqttException | RuntimeException failure) {
            visit.leave();
            throw failure;
        }
    }

    private static MqttConnectionOptions options(
            io.esteira.adapter.mqtt.MqttProperties properties, boolean fresh, Duration expiry) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setCleanStart(fresh);
        options.setSessionExpiryInterval(expiry.toSeconds());
        options.setReceiveMaximum(properties.receiveMaximum());
        options.setConnectionTimeout(SOCKET_SECONDS);
        if (properties.user() != null) {
            options.setUserName(properties.user());
        }
        if (properties.password() != null) {
            options.setPassword(properties.password().getBytes(StandardCharsets.UTF_8));
        }
        return options;
    }

    boolean sessionPresent() {
        return sessionPresent;
    }

    int receiveMaximum() {
        Integer most = granted == null ? null : granted.getReceiveMaximum();
        return most == null ? UNLESS_TOLD : most;
    }

    /** What the broker made of the wish; it says nothing when it grants it. */
    Duration sessionExpiry(Duration asked) {
        Long seconds = granted == null ? null : granted.getSessionExpiryInterval();
        return seconds == null ? asked : Duration.ofSeconds(seconds);
    }

    /**
     * Subscribes. A share of a group would take messages from the hub, so that the filter itself is used.
     *
     * @return the broker's answer: the QoS granted, or a reason from 0x80 on
     */
    int subscribe(String filter) throws MqttException {
        int answer = subscribe(filter.replaceFirst(SHARED, ""), 1);
        if (answer == 1 || answer == 2) {
            filters.add(filter);
        }
        return answer;
    }

    private int subscribe(String filter, int qos) throws MqttException {
        IMqttToken subscribed = client.subscribe(filter, qos);
        subscribed.waitForCompletion(ANSWER_WITHIN.toMillis());
        return subscribed.getReasonCodes()[0];
    }

    /** Topics of which messages have come. */
    Set<String> topics() {
        return Set.copyOf(seen.keySet());
    }

    /** Messages that came for each of the filters granted as the hub needs them. */
    Map<String, Long> counted() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String filter : filters) {
            String own = filter.replaceFirst(SHARED, "");
            long count = seen.entrySet().stream()
                    .filter(topic -> MqttTopicValidator.isMatched(own, topic.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            counts.put(filter, count);
        }
        return counts;
    }

    /** Disconnects, and comes back. */
    void goForAMoment() throws MqttException {
        client.disconnect().waitForCompletion(ANSWER_WITHIN.toMillis());
        client.close();
    }

    /** Disconnects for good: the broker shall forget the session. */
    void leave() {
        try {
            if (client.isConnected()) {
                MqttProperties forget = new MqttProperties();
                forget.setSessionExpiryInterval(0L);
                client.disconnect(0, null, null, 0, forget).waitForCompletion(ANSWER_WITHIN.toMillis());
            }
            client.close(true);
        } catch (MqttException alreadyGone) {
            // Nothing is left to end.
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        if (seen.size() < TOPICS_AT_MOST || seen.containsKey(topic)) {
            seen.merge(topic, 1L, Long::sum);
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException error) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
