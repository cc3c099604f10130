package io.esteira.adapter.mqtt;

import io.esteira.adapter.CounterSink;
import io.esteira.adapter.CounterSink.CounterReading;
import io.esteira.adapter.Inbox;
import io.esteira.adapter.Issue;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.mqtt.MqttTelemetryMapper.Result.Counted;
import io.esteira.adapter.mqtt.MqttTelemetryMapper.Result.Rejected;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.util.MqttTopicValidator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands readings to the hub's counters, and to quarantine what is none. Returns when both have been committed. */
final class MqttTelemetryHandler {

    private static final Logger log = LoggerFactory.getLogger(MqttTelemetryHandler.class);

    /** Keeps the record's key within what a database index holds; a topic may have 65,535 bytes. */
    private static final int LONGEST_TOPIC = 500;

    private static final int HASH_BYTES = 8;

    private final List<Subscription> subscriptions;
    private final CounterSink counters;
    private final Inbox inbox;

    MqttTelemetryHandler(MqttProperties properties, CounterSink counters, Inbox inbox) {
        this.subscriptions = properties.topics().stream()
                .map(topic -> new Subscription(
                        withoutShare(topic.filter()), new MqttTelemetryMapper(topic, properties.clockAhead())))
                .toList();
        this.counters = counters;
        this.inbox = inbox;
    }

    private record Subscription(String filter, MqttTelemetryMapper mapper) {}

    void handle(List<MqttArrival> arrivals) {
        List<CounterReading> readings = new ArrayList<>(arrivals.size());
        for (MqttArrival arrival : arrivals) {
            mapperOf(arrival.topic())
                    .ifPresentOrElse(
                            mapper -> {
                                switch (mapper.map(arrival.topic(), arrival.payload(), arrival.receivedAt())) {
                                    case Counted counted -> readings.add(counted.reading());
                                    case Rejected rejected -> quarantine(arrival, mapper.company(), rejected.issue());
                                }
                            },
                            // A session outlives the configuration: the broker still serves a filter that was taken
                            // out.
                            () -> log.warn("No configured topic filter matches {}: message left out", arrival.topic()));
        }
        if (!readings.isEmpty()) {
            counters.accept(readings);
        }
    }

    private Optional<MqttTelemetryMapper> mapperOf(String topic) {
        return subscriptions.stream()
                .filter(subscription -> MqttTopicValidator.isMatched(subscription.filter(), topic))
                .map(Subscription::mapper)
                .findFirst();
    }

    private void quarantine(MqttArrival arrival, String company, Issue issue) {
        String topic = arrival.topic();
        String key = topic.substring(0, Math.min(topic.length(), LONGEST_TOPIC)) + "|" + hash(arrival.payload());
        inbox.quarantine(
                new SourceRecord(
                        MqttTelemetryMapper.SOURCE,
                        company,
                        MqttTelemetryMapper.ENTITY,
                        key,
                        null,
                        arrival.receivedAt(),
                        arrival.payload()),
                issue);
    }

    private static String hash(byte[] payload) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(payload);
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private static String withoutShare(String filter) {
        return filter.startsWith("$share/") ? filter.split("/", 3)[2] : filter;
    }
}
