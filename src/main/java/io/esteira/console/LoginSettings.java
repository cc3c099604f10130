package io.esteira.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the page must know to log somebody in; the issuer's addresses are its own to tell.
 *
 * @param issuer null where it is the hub's own process, at the hub's address
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LoginSettings(@Nullable String issuer, String clientId, String scope) {

    static LoginSettings of(String issuer, ConsoleProperties properties) {
        return new LoginSettings(issuer.isBlank() ? null : issuer, properties.clientId(), properties.scope());
    }

    /** Whom the page may ask, as a policy names them: the hub, and for tokens the issuer. */
    String asked() {
        if (issuer == null) {
            return "'self'";
        }
        URI address = URI.create(issuer);
        return "'self' " + address.getScheme() + "://" + address.getAuthority();
    }
}
