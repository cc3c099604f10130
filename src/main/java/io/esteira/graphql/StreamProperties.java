package io.esteira.graphql;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of event streams that carry several operations, on one instance.
 *
 * @param max reserved and open ones
 * @param maxPerClient those of one client (OAuth2 client and user)
 * @param maxOperations of one stream at a time
 * @param maxWaiting answers that the client of a stream has not taken yet; with more it may ask nothing new
 * @param openWithin how long a reservation waits for its connection
 */
record StreamProperties(
        @DefaultValue("2000") int max,
        @DefaultValue("100") int maxPerClient,
        @DefaultValue("100") int maxOperations,
        @DefaultValue("8MB") DataSize maxWaiting,
        @DefaultValue("30s") Duration openWithin) {}
