package io.esteira.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
@ConditionalOnWebApplication
class SecurityConfiguration {

    /** After the chains that an issuer in the same process may bring. */
    private static final int AFTER_OTHERS = 100;

    @Bean
    RememberedTokens rememberedTokens(JwtDecoder decoder, Clock clock) {
        return new RememberedTokens(decoder, clock);
    }

    @Bean
    KnownCallers knownCallers(RememberedTokens tokens, TokenCallers callers) {
        return new KnownCallers(tokens, callers);
    }

    @Bean
    @Order(AFTER_OTHERS)
    SecurityFilterChain hubSecurity(HttpSecurity http, JsonMapper json, TokenCallers callers, RememberedTokens tokens) {
        JsonAuthenticationEntryPoint entryPoint = new JsonAuthenticationEntryPoint(json);
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/actuator/health/**",
                                "/graphiql/**",
                                "/graphiql",
                                "/console/**",
                                "/webjars/**",
                                "/favicon.ico",
                                "/error",
                                "/")
                        .permitAll()
                        // A browser cannot send a header with the upgrade: connection_init carries the token.
                        .requestMatchers(SecurityConfiguration::isWebSocketUpgrade)
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasAnyAuthority(Role.IT.name(), Role.ADMIN.name())
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(
                                jwt -> jwt.decoder(tokens::decode).jwtAuthenticationConverter(authentication(callers)))
                        .bearerTokenResolver(new HeaderTokens())
                        .authenticationEntryPoint(entryPoint))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(entryPoint))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .cors(Customizer.withDefaults())
                .build();
    }

    /**
     * Authorities are named like the roles; scopes of the issuer mean nothing here. A token without an end is refused: who
     * once had it would have it for ever.
     */
    private static Converter<Jwt, AbstractAuthenticationToken> authentication(TokenCallers callers) {
        JwtAuthenticationConverter withRoles = new JwtAuthenticationConverter();
        withRoles.setJwtGrantedAuthoritiesConverter(jwt -> callers.roles(jwt).stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.name()))
                .toList());
        return jwt -> {
            if (jwt.getExpiresAt() == null) {
                throw new InvalidBearerTokenException("the token has no end (claim exp)");
            }
            return withRoles.convert(jwt);
        };
    }

    /**
     * Tokens travel in a header, never in a cookie: credentials of the browser stay where they are. Chains of other modules find it by
     * its name.
     */
    @Bean
    CorsConfigurationSource corsConfigurationSource(CorsProperties properties) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(properties.origins());
        configuration.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
        configuration.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.ACCEPT,
                HttpHeaders.IF_NONE_MATCH,
                "X-GraphQL-Event-Stream-Token",
                "traceparent"));
        configuration.setExposedHeaders(
                List.of(HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE, "X-Esteira-More"));
        configuration.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/graphql/**", configuration);
        source.registerCorsConfiguration("/pcp/api/**", configuration);
        return source;
    }

    /** The request as a whole is observed; each of the chain's filters on its own would cost more than it tells. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    private static boolean isWebSocketUpgrade(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod())
                && "/graphql".equals(request.getServletPath())
                && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }
}
