package io.esteira.adapter.pcp;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.NamedCompanies;
import io.esteira.adapter.Polling;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Switched by {@code esteira.adapters.pcp.enabled}. */
@AutoConfiguration
@ConditionalOnProperty("esteira.adapters.pcp.enabled")
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
    PcpRoutes pcpRoutes(PcpServers servers, PcpProperties properties, Clock clock, Polling polling) {
        List<PcpReader> readers = PcpQuery.all(properties).stream()
                .map(query -> new PcpReader(query, servers, properties, clock))
                .toList();
        return new PcpRoutes(readers, polling);
    }

    @Bean
    CanonicalMapper pcpPlanMapper() {
        return new PcpPlanMapper();
    }

    @Bean
    CanonicalMapper pcpWindowMapper() {
        return new PcpWindowMapper();
    }

    @Bean
    CanonicalMapper pcpDayOffMapper() {
        return new PcpDayOffMapper();
    }

    @Bean
    CanonicalMapper pcpJustificationMapper() {
        return new PcpJustificationMapper();
    }

    @Bean
    CanonicalMapper pcpCapacityMapper() {
        return new PcpCapacityMapper();
    }

    @Bean
    CanonicalMapper pcpLeadTimeMapper() {
        return new PcpLeadTimeMapper();
    }

    @Bean
    CanonicalMapper pcpResponsibleMapper() {
        return new PcpResponsibleMapper();
    }

    @Bean
    CanonicalMapper pcpStatusMapper() {
        return new PcpStatusMapper();
    }

    @Bean
    CanonicalMapper pcpSavedTargetMapper() {
        return new PcpSavedTargetMapper();
    }
}
