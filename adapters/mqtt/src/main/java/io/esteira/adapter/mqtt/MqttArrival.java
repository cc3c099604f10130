package io.esteira.adapter.mqtt;

import java.time.Instant;

/**
 * A message as it came.
 *
 * @param packetId what the broker expects to be acknowledged; reused by it, hence no identity
 * @param qos 0 where the broker expects no acknowledgement
 */
record MqttArrival(String topic, byte[] payload, Instant receivedAt, int packetId, int qos) {}
