package io.esteira.platform;

import java.util.Locale;
import java.util.Optional;

/** What a caller may do; the names are those of the token's {@code roles} claim. */
public enum Role {
    OPERATOR,
    LEADER,
    PLANNER,
    QUALITY,
    BUYER,
    ANALYST,
    INTEGRATION,
    IT,
    ADMIN;

    /** Its name in tokens, and wherever people read it. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that name in a token; empty for names that mean nothing here. */
    public static Optional<Role> find(String claim) {
        for (Role role : values()) {
            if (role.name().equals(claim.toUpperCase(Locale.ROOT))) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
