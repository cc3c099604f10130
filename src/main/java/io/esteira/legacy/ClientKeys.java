package io.esteira.legacy;

import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes and revokes static keys of clients that cannot fetch tokens. Each act is audited; a key is told once and kept as a hash. */
@Component
public class ClientKeys {

    public static final List<Role> MAY_CHANGE = List.of(Role.IT);

    /** A key reads targets and nothing else. */
    private static final List<Role> MAY_HAVE = List.of(Role.PLANNER, Role.LEADER, Role.ANALYST);

    private static final Duration LONGEST = Duration.ofDays(731);
    private static final int LONGEST_NAME = 100;

    /**
     * The key that is wished for.
     *
     * @param companies codes of those that it opens; the first one's people see and revoke it
     */
    public record Wish(String name, List<String> companies, List<Role> roles, Instant expiresAt) {}

    /** What became of a wish. */
    public sealed interface Answer {

        /** @param secret the key itself, which nobody can be told again */
        record Created(long id, String secret) implements Answer {

            @Override
            public String toString() {
                return "Created[id=" + id + "]";
            }
        }

        record Revoked(long id) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    /** Closed list of why nothing was done. */
    public enum Refusal {
        FORBIDDEN,
        UNKNOWN_COMPANY,
        INVALID_NAME,
        INVALID_ROLES,
        INVALID_EXPIRY,
        NOT_FOUND,
        ALREADY_REVOKED
    }

    private final ClientKeyStore store;
    private final Companies companies;
    private final Audit audit;
    private final ChangeSignals signals;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ClientKeys(
            ClientKeyStore store,
            Companies companies,
            Audit audit,
            ChangeSignals signals,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.companies = companies;
        this.audit = audit;
        this.signals = signals;
        this.clock = clock;
        this.transaction = transaction;
    }

    public Answer create(Caller caller, Wish wish) {
        List<Company> opened = new LinkedHashSet<>(wish.companies())
                .stream()
                        .map(companies::find)
                        .flatMap(Optional::stream)
                        .filter(company -> caller.sees(company.id()))
                        .toList();
        Refusal refusal = refusal(caller, wish, opened);
        if (refusal != null) {
            return new Answer.Refused(refusal);
        }
        String secret = Secrets.random();
        long id = Objects.requireNonNull(transaction.execute(status -> {
            ClientKeyStore.Made made = store.insert(wish, opened, Secrets.hash(secret), clock.instant(), caller.name());
            audit.record(
                    caller,
                    "clientKey.create",
                    opened.getFirst().id(),
                    made.publicId().toString(),
                    Map.of(
                            "name",
                            wish.name().strip(),
                            "companies",
                            opened.stream().map(Company::code).toList(),
                            "roles",
                            wish.roles(),
                            "expiresAt",
                            wish.expiresAt().toString()));
            return made.id();
        }));
        signals.changed();
        return new Answer.Created(id, secret);
    }

    private @Nullable Refusal refusal(Caller caller, Wish wish, List<Company> opened) {
        if (!caller.hasAny(MAY_CHANGE)) {
            return Refusal.FORBIDDEN;
        }
        if (opened.isEmpty() || opened.size() < new LinkedHashSet<>(wish.companies()).size()) {
            return Refusal.UNKNOWN_COMPANY;
        }
        String name = wish.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            return Refusal.INVALID_NAME;
        }
        if (wish.roles().isEmpty() || !MAY_HAVE.containsAll(wish.roles())) {
            return Refusal.INVALID_ROLES;
        }
        Instant now = clock.instant();
        return wish.expiresAt().isAfter(now) && wish.expiresAt().isBefore(now.plus(LONGEST))
                ? null
                : Refusal.INVALID_EXPIRY;
    }

    /** From its commit on, the key opens nothing. */
    public Answer revoke(Caller caller, UUID key) {
        if (!caller.hasAny(MAY_CHANGE)) {
            return new Answer.Refused(Refusal.FORBIDDEN);
        }
        Answer answer = Objects.requireNonNull(transaction.execute(status -> store.find(key)
                .filter(each -> caller.sees(each.companyId()))
                .map(each -> revoke(caller, each))
                .orElseGet(() -> new Answer.Refused(Refusal.NOT_FOUND))));
        if (answer instanceof Answer.Revoked) {
            signals.changed();
        }
        return answer;
    }

    private Answer revoke(Caller caller, ClientKeyStore.Row key) {
        if (!store.revoke(key.id(), clock.instant(), caller.name())) {
            return new Answer.Refused(Refusal.ALREADY_REVOKED);
        }
        audit.record(
                caller, "clientKey.revoke", key.companyId(), key.publicId().toString(), Map.of("name", key.name()));
        return new Answer.Revoked(key.id());
    }
}
