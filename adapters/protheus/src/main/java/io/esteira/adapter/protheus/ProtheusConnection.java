package io.esteira.adapter.protheus;

import io.esteira.adapter.protheus.ProtheusProperties.Auth;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.client.RestClient;

/** All that readers and the writer share of one Protheus. */
record ProtheusConnection(
        ProtheusProperties properties,
        ProtheusAuthorization authorization,
        ProtheusClient client,
        ProtheusHttp writes,
        GenericQuery query,
        ProtheusCapabilities capabilities,
        Clock clock) {

    /** @param builders gives a fresh builder at each call */
    static ProtheusConnection of(ProtheusProperties properties, Supplier<RestClient.Builder> builders, Clock clock) {
        ProtheusHttp reads = new ProtheusHttp(builders.get(), properties.connectTimeout(), properties.readTimeout());
        ProtheusHttp writes = new ProtheusHttp(builders.get(), properties.connectTimeout(), properties.writeTimeout());
        ProtheusAuthorization authorization = authorization(properties, clock);
        ProtheusClient client = new ProtheusClient(properties, authorization, reads);
        GenericQuery query = new GenericQuery(client, properties.pageSize());
        return new ProtheusConnection(
                properties,
                authorization,
                client,
                writes,
                query,
                new ProtheusCapabilities(properties, query, clock),
                clock);
    }

    /** Token requests are not traced: some releases take the password in the address. */
    private static ProtheusAuthorization authorization(ProtheusProperties properties, Clock clock) {
        return properties.auth() == Auth.BASIC
                ? new BasicAuthorization(properties.user(), properties.password())
                : new ProtheusTokens(
                        properties,
                        new ProtheusHttp(RestClient.builder(), properties.connectTimeout(), properties.readTimeout()),
                        clock);
    }

    /** Those of the entities that are read at all; waiting for another would never end. */
    Set<String> enabled(String... entities) {
        Map<String, Boolean> switches = Map.of(
                ProtheusReader.ITEMS, properties.items().enabled(),
                ProtheusReader.PHASES, properties.phases().enabled(),
                ProtheusReader.ROUTING, properties.routing().enabled(),
                ProtheusReader.ORDERS, properties.orders().enabled());
        return Stream.of(entities)
                .filter(entity -> switches.getOrDefault(entity, false))
                .collect(Collectors.toUnmodifiableSet());
    }
}
