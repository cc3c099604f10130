package io.esteira.legacy;

import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whom a static key stands for. Thread-safe. */
@Component
class KeyDoor {

    private final ClientKeyStore store;
    private final Companies companies;
    private final Clock clock;

    KeyDoor(ClientKeyStore store, Companies companies, Clock clock) {
        this.store = store;
        this.companies = companies;
        this.clock = clock;
    }

    /** Empty for what is no key, or none that is good any more. */
    Optional<Caller> open(String secret, String remoteAddress) {
        if (!Secrets.mayBeOne(secret)) {
            return Optional.empty();
        }
        return store.find(Secrets.hash(secret))
                .filter(key -> !key.revoked() && clock.instant().isBefore(key.expiresAt()))
                .map(key -> {
                    tellUse(key);
                    return new Caller(
                            key.name(),
                            "key:" + key.publicId(),
                            key.roles(),
                            key.companyIds(),
                            remoteAddress,
                            key.expiresAt());
                });
    }

    /** Once a day: reads stay reads. */
    private void tellUse(ClientKeyStore.Row key) {
        LocalDate today =
                LocalDate.now(clock.withZone(companies.get(key.companyId()).zone()));
        if (!today.equals(key.lastUsedOn())) {
            store.used(key.id(), today);
        }
    }
}
