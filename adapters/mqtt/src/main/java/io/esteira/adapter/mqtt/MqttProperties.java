package io.esteira.adapter.mqtt;

import io.esteira.adapter.Redaction;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the broker is and what its messages mean.
 *
 * @param url {@code tcp://host:port} or {@code ssl://host:port}
 * @param user null, as a blank one is taken for, where the broker lets anybody in
 * @param password the user's; null, as a blank one is taken for, where none is asked for
 * @param clientId the name under which the broker keeps this hub's messages while it is away: one live instance per id
 * @param sessionExpiry for how long the broker keeps them; longer than the longest outage
 * @param receiveMaximum how many unacknowledged messages the broker may send; also the largest batch that is stored at once
 * @param keepAlive after how much silence the two sides probe each other
 * @param retryAfter pause after a first failure; it doubles with each further one
 * @param retryAtMost the longest such pause
 * @param clockAhead how far a machine's clock may be ahead of the hub's before its readings go to quarantine, since a
 *     stamp of the future would make every later reading a late one
 */
@ConfigurationProperties("esteira.adapters.mqtt")
record MqttProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("tcp://127.0.0.1:1883") String url,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("esteira") String clientId,
        @DefaultValue("7d") Duration sessionExpiry,
        @DefaultValue("100") int receiveMaximum,
        @DefaultValue("20s") Duration keepAlive,
        @DefaultValue("500ms") Duration retryAfter,
        @DefaultValue("30s") Duration retryAtMost,
        @DefaultValue("1d") Duration clockAhead,
        @DefaultValue List<Topic> topics) {

    MqttProperties {
        topics = List.copyOf(topics);
        user = user == null || user.isBlank() ? null : user;
        password = password == null || password.isEmpty() ? null : password;
        require(receiveMaximum >= 1 && receiveMaximum <= 65_535, "receive-maximum must be between 1 and 65535");
        require(!sessionExpiry.isNegative() && !sessionExpiry.isZero(), "session-expiry must be positive");
        require(!clientId.isBlank(), "client-id must not be blank");
        require(!enabled || !topics.isEmpty(), "topics must name at least one filter and its company");
    }

    /**
     * Messages that are alike.
     *
     * @param filter an MQTT topic filter, such as {@code plant/cell/+/telemetry}; {@code $share/group/…} where several
     *     replicas share the work and order between them does not matter
     * @param company the hub's code of the company that the machines belong to
     */
    record Topic(
            String filter, String company, @DefaultValue Mapping mapping) {

        Topic {
            require(!filter.isBlank(), "topics[].filter must not be blank");
            require(!company.isBlank(), "topics[].company must not be blank");
        }
    }

    /** Where each value is: a JSON pointer into the payload, or {@code topic:N} for the topic's N-th level from 1. */
    record Mapping(
            @DefaultValue("/id") String equipment,
            @DefaultValue("/name") String name,
            @DefaultValue("/product/code") String product,
            @DefaultValue("/production/good") String good,
            @DefaultValue("/production/bad") String bad,
            @DefaultValue("/timestamp") String at,
            @DefaultValue("/status") String status) {}

    /** The address as it may be shown: without a password that somebody wrote into it. */
    String broker() {
        return Redaction.address(url);
    }

    /** Without the password, since configuration ends up in logs. */
    @Override
    public String toString() {
        return "MqttProperties[url=%s, user=%s, clientId=%s, topics=%s]".formatted(broker(), user, clientId, topics);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException("esteira.adapters.mqtt." + sentence);
        }
    }
}
