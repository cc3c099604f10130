package io.esteira.plant.demo;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** The demo's clients, which never change. Unlike the in-memory repository it lets them share one secret. */
final class DemoClients implements RegisteredClientRepository {

    private final Map<String, RegisteredClient> byName;

    DemoClients(Collection<RegisteredClient> clients) {
        byName = clients.stream()
                .collect(Collectors.toUnmodifiableMap(RegisteredClient::getClientId, Function.identity()));
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("the demo's clients are fixed");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return byName.values().stream()
                .filter(client -> client.getId().equals(id))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return byName.get(clientId);
    }
}
