package io.esteira.adapter.mqtt;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Only the doctor, who needs nothing of the hub but to know whether there is one. */
@AutoConfiguration
@ConditionalOnBooleanProperty("esteira.adapters.mqtt.enabled")
@EnableConfigurationProperties(MqttProperties.class)
class MqttDoctorConfiguration {

    @Bean
    MqttDoctor mqttDoctor(MqttProperties properties, ObjectProvider<MqttStatus> hubs) {
        return new MqttDoctor(properties, hubs.getIfAvailable() != null);
    }
}
