package io.esteira.operations;

import io.esteira.adapter.doctor.SourceDoctor;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The doctors of what the hub itself stands on; those of sources come with their adapters. */
@Configuration(proxyBeanMethods = false)
class DoctorConfiguration {

    @Bean
    SourceDoctor databaseDoctor(Environment environment) {
        return DatabaseDoctor.of(environment);
    }

    @Bean
    SourceDoctor oidcDoctor(Environment environment, Clock clock) {
        return OidcDoctor.of(environment, clock);
    }
}
