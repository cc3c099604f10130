package io.esteira.adapter.pcp;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Only the doctor, who needs nothing of the hub. */
@AutoConfiguration
@ConditionalOnBooleanProperty("esteira.adapters.pcp.enabled")
@EnableConfigurationProperties(PcpProperties.class)
class PcpDoctorConfiguration {

    @Bean
    PcpDoctor pcpDoctor(PcpProperties properties) {
        return new PcpDoctor(properties);
    }
}
