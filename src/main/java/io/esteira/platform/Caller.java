package io.esteira.platform;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Who asks, and what exists for them.
 *
 * @param name the token's subject
 * @param client the OAuth2 client; idempotency keys are its own
 * @param companyIds rows of other companies do not exist for this caller
 * @param remoteAddress blank when unknown
 * @param validUntil when the token ends: what lives longer than a request, such as a subscription, ends by then
 */
public record Caller(
        String name, String client, Set<Role> roles, Set<Short> companyIds, String remoteAddress, Instant validUntil) {

    public Caller {
        roles = Set.copyOf(roles);
        companyIds = Set.copyOf(companyIds);
    }

    /** The hub itself: routes, workers, command-line verbs. */
    public static Caller hub(Set<Short> companyIds) {
        return new Caller("esteira", "esteira", Set.of(Role.ADMIN), companyIds, "", Instant.MAX);
    }

    /** Whom limits are counted for, and who alone has what lives longer than a request: a login within an application. */
    public record Login(String client, String name) {}

    public Login login() {
        return new Login(client, name);
    }

    /** The same from another address. */
    Caller at(String address) {
        return new Caller(name, client, roles, companyIds, address, validUntil);
    }

    public boolean hasAny(List<Role> allowed) {
        return roles.contains(Role.ADMIN) || allowed.stream().anyMatch(roles::contains);
    }

    public boolean sees(short companyId) {
        return companyIds.contains(companyId);
    }
}
