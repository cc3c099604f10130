package io.esteira.adapter.protheus;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Only the doctor, who needs nothing of the hub. */
@AutoConfiguration
@ConditionalOnBooleanProperty("esteira.adapters.protheus.enabled")
@EnableConfigurationProperties(ProtheusProperties.class)
class ProtheusDoctorConfiguration {

    @Bean
    ProtheusDoctor protheusDoctor(ProtheusProperties properties, Clock clock) {
        return new ProtheusDoctor(properties, clock);
    }
}
