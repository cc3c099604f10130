package io.esteira.adapter.csw;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Only the doctor, who needs nothing of the hub; where there is one, its connections and its budget are the doctor's too. */
@AutoConfiguration
@ConditionalOnBooleanProperty("esteira.adapters.csw.enabled")
@EnableConfigurationProperties(CswProperties.class)
class CswDoctorConfiguration {

    @Bean
    CswDoctor cswDoctor(CswProperties properties, ObjectProvider<CswDatabase> hubs, Clock clock) {
        return new CswDoctor(properties, hubs.getIfAvailable(), clock);
    }
}
