package io.esteira.legacy;

import io.esteira.platform.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Static keys open {@code /pcp/api} and nothing else; tokens do not open it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty("esteira.legacy.pcp.enabled")
class OldAddresses implements WebMvcConfigurer {

    private static final int BEFORE_THE_HUB = 50;

    /** As the system that was in use before answers a wrong token. */
    private static final Map<String, String> REFUSED = Map.of("message", "Acesso negado");

    private final JsonMapper json;

    OldAddresses(JsonMapper json) {
        this.json = json;
    }

    @Bean
    @Order(BEFORE_THE_HUB)
    SecurityFilterChain oldAddressesSecurity(HttpSecurity http, KeyDoor door) {
        return http.securityMatcher("/pcp/api/**")
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .hasAnyAuthority(Role.PLANNER.name(), Role.LEADER.name(), Role.ANALYST.name()))
                .addFilterBefore(new KeyFilter(door), AnonymousAuthenticationFilter.class)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint((request, response, refused) -> refuse(response))
                                .accessDeniedHandler((request, response, refused) -> refuse(response)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .cors(Customizer.withDefaults())
                .build();
    }

    private void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(response.getOutputStream(), REFUSED);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new AskedResolver(json));
    }
}
