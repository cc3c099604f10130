package io.esteira.console;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * As whom the console asks the issuer for tokens.
 *
 * @param clientId of a public client that may come back to {@code /console/}
 * @param scope scopes asked for, separated by blanks; {@code openid} is one of them, since logging out needs an id token
 */
@ConfigurationProperties("esteira.console")
record ConsoleProperties(
        @DefaultValue("esteira-app") String clientId,
        @DefaultValue("openid") String scope) {}
