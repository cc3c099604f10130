package io.esteira.adapter.mqtt;

import io.esteira.adapter.NamedCompanies;
import io.esteira.adapter.SourceLosses;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Switched by {@code esteira.adapters.mqtt.enabled}. */
@AutoConfiguration(after = IntegrationAutoConfiguration.class)
@ConditionalOnBooleanProperty("esteira.adapters.mqtt.enabled")
@EnableConfigurationProperties(MqttProperties.class)
@Import(MqttRoutes.class)
class MqttAutoConfiguration {

    @Bean
    NamedCompanies mqttCompanies(MqttProperties properties) {
        return NamedCompanies.of(
                "esteira.adapters.mqtt.topics[].company",
                properties.topics().stream().map(MqttProperties.Topic::company).toList());
    }

    @Bean
    MqttStatus mqttStatus(Clock clock) {
        return new MqttStatus(clock);
    }

    @Bean
    SourceLosses mqttLosses(MqttProperties properties, MqttStatus status) {
        return () -> status.losses(properties.clientId());
    }

    @Bean
    MqttMeters mqttMeters(MqttStatus status, Clock clock) {
        return new MqttMeters(status, clock);
    }

    @Bean("mqtt")
    HealthIndicator mqttHealthIndicator(MqttProperties properties, MqttStatus status, Clock clock) {
        return new MqttHealthIndicator(properties, status, clock);
    }
}
