package io.esteira.adapter.protheus;

import io.esteira.adapter.Inbox;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Opens the service that Protheus pushes orders to, where at least one company names who may. */
@AutoConfiguration(after = ProtheusAutoConfiguration.class)
@ConditionalOnBooleanProperty("esteira.adapters.protheus.enabled")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Conditional(ProtheusPushConfiguration.SomebodyPushes.class)
class ProtheusPushConfiguration {

    /** Before the hub's own chain, which knows tokens alone. */
    private static final int BEFORE_THE_HUB = 50;

    @Bean
    PushEndpoint protheusPushEndpoint(Inbox inbox, ProtheusConnection protheus) {
        return new PushEndpoint(
                new OrderReceiver(inbox, ProtheusOrderMapper.of(protheus.properties()), protheus.clock()));
    }

    /** User and password open this service and nothing else, and tokens do not open it. */
    @Bean
    @Order(BEFORE_THE_HUB)
    SecurityFilterChain protheusPushSecurity(HttpSecurity http, ProtheusProperties properties) {
        return http.securityMatcher(PushEndpoint.PATH)
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, PushEndpoint.PATH)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(basic -> basic.realmName("esteira-protheus"))
                .authenticationManager(new ProviderManager(new PushSenders(properties.companies())))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .build();
    }

    /** Looks at nothing else of the companies: what is wrong with them is told where they are bound. */
    static final class SomebodyPushes implements Condition {

        private static final String COMPANY = "esteira.adapters.protheus.companies[%d].";

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Binder binder = Binder.get(context.getEnvironment());
            return IntStream.iterate(0, index -> text(binder, index, "code").isPresent(), index -> index + 1)
                    .anyMatch(index -> text(binder, index, "push.user")
                            .filter(user -> !user.isBlank())
                            .isPresent());
        }

        private static Optional<String> text(Binder binder, int index, String key) {
            return Optional.ofNullable(
                    binder.bind(COMPANY.formatted(index) + key, String.class).orElse(null));
        }
    }
}
