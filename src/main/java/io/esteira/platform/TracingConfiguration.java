package io.esteira.platform;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    @Bean
    Traces traces(Tracer tracer, Propagator propagator) {
        return new Traces(tracer, propagator);
    }

    /** Where nobody collects spans, none are made of: requests have their trace ids all the same, and hand them on. */
    @Bean
    @ConditionalOnProperty(name = ENDPOINT, havingValue = "false", matchIfMissing = true)
    Sampler nothingIsCollected() {
        return Sampler.parentBased(Sampler.alwaysOff());
    }
}
