package io.esteira.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Reads the caller off the token that Spring Security has checked. */
final class TokenCallers implements Callers {

    private static final String ALL_COMPANIES = "*";

    /** As much as the token's own check allows. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private final Companies companies;
    private final SecurityProperties properties;
    private final Clock clock;

    TokenCallers(Companies companies, SecurityProperties properties, Clock clock) {
        this.companies = companies;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Caller current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof JwtAuthenticationToken token) {
            return caller(token);
        }
        throw new IllegalStateException("no caller: the request was not authenticated by a token");
    }

    private Caller caller(JwtAuthenticationToken authentication) {
        String address = authentication.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "";
        return of(authentication.getToken(), address);
    }

    /**
     * Who has a token.
     *
     * @param jwt checked
     * @throws CredentialsExpiredException when it has ended, or never will
     */
    Caller of(Jwt jwt, String address) {
        String name = Optional.ofNullable(jwt.getSubject()).orElse("unknown");
        String client = Optional.ofNullable(jwt.getClaimAsString("client_id"))
                .or(() -> Optional.ofNullable(jwt.getClaimAsString("azp")))
                .orElse(name);
        return new Caller(name, client, roles(jwt), companyIds(jwt), address, validUntil(jwt));
    }

    /** A connection outlives the token that opened it; what comes over it later does not. A token that never ends is none. */
    private Instant validUntil(Jwt jwt) {
        Instant end = jwt.getExpiresAt();
        if (end == null || clock.instant().isAfter(end.plus(CLOCK_SKEW))) {
            throw new CredentialsExpiredException("the token has ended");
        }
        return end;
    }

    Set<Role> roles(Jwt jwt) {
        return texts(jwt, properties.rolesClaim()).stream()
                .map(Role::find)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<Short> companyIds(Jwt jwt) {
        Collection<String> codes = texts(jwt, properties.companiesClaim());
        return companies.all().stream()
                .filter(company -> codes.contains(ALL_COMPANIES) || codes.contains(company.code()))
                .map(Company::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A claim as texts; none when it is absent or something else than a list or a text. */
    private static Collection<String> texts(Jwt jwt, String path) {
        return switch (claim(jwt.getClaims(), path)) {
            case Collection<?> list ->
                list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case String text -> List.of(text);
            case null, default -> List.of();
        };
    }

    private static @Nullable Object claim(Map<String, Object> claims, String path) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        int dot = path.indexOf('.');
        if (dot < 0 || !(claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner)) {
            return null;
        }
        Map<String, Object> named = inner.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof String && entry.getValue() != null)
                .collect(Collectors.toMap(entry -> (String) entry.getKey(), Map.Entry::getValue));
        return claim(named, path.substring(dot + 1));
    }
}
