package io.esteira.adapter.pcp;

import io.esteira.adapter.CanonicalMappers;
import io.esteira.adapter.NamedCompanies;
import io.esteira.adapter.Polling;
import io.esteira.adapter.PollingRoutes;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Switched by {@code esteira.adapters.pcp.enabled}. */
@AutoConfiguration
@ConditionalOnBooleanProperty("esteira.adapters.pcp.enabled")
@EnableConfigurationProperties(PcpProperties.class)
class PcpAutoConfiguration {

    @Bean
    NamedCompanies pcpCompanies(PcpProperties properties) {
        return NamedCompanies.of(
                "esteira.adapters.pcp.companies", properties.companies().values());
    }

    @Bean
    PcpServers pcpServers(PcpProperties properties) {
        return new PcpServers(properties);
    }

    @Bean
    PollingRoutes pcpRoutes(PcpServers servers, PcpProperties properties, Clock clock, Polling polling) {
        List<PcpReader> readers = PcpQuery.all(properties).stream()
                .map(query -> new PcpReader(query, servers, properties, clock))
                .toList();
        return new PollingRoutes(readers, polling);
    }

    @Bean
    CanonicalMappers pcpMappers() {
        return new CanonicalMappers(PcpMapper.all());
    }
}
