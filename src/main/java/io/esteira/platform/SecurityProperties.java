package io.esteira.platform;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the issuer's tokens say what a caller may do.
 *
 * @param rolesClaim path of the claim that lists roles, parts separated by dots
 * @param companiesClaim path of the claim that lists company codes; {@code *} stands for all
 */
@ConfigurationProperties("esteira.security")
record SecurityProperties(
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("companies") String companiesClaim) {}
