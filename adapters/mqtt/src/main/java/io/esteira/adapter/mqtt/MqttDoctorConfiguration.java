package io.esteira.adapter.mqtt;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Only the doctor, who needs nothing of the hub. */
@AutoConfiguration
@ConditionalOnProperty("esteira.adapters.mqtt.enabled")
@EnableConfigurationProperties(MqttProperties.class)
class MqttDoctorConfiguration {

    @Bean
    MqttDoctor mqttDoctor(MqttProperties properties) {
        return new MqttDoctor(properties);
    }
}
