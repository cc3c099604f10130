package io.esteira.adapter.csw;

import io.esteira.adapter.CanonicalMappers;
import io.esteira.adapter.NamedCompanies;
import io.esteira.adapter.Polling;
import io.esteira.adapter.PollingRoutes;
import io.esteira.adapter.delivery.DeliveryTarget;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Switched by {@code esteira.adapters.csw.enabled}. */
@AutoConfiguration
@ConditionalOnBooleanProperty("esteira.adapters.csw.enabled")
@EnableConfigurationProperties(CswProperties.class)
class CswAutoConfiguration {

    @Bean
    NamedCompanies cswCompanies(CswProperties properties) {
        return NamedCompanies.of(
                "esteira.adapters.csw.companies", properties.companies().values());
    }

    @Bean
    CswDatabase cswDatabase(CswProperties properties) {
        return new CswDatabase(properties);
    }

    @Bean
    PollingRoutes cswRoutes(CswDatabase database, CswProperties properties, Clock clock, Polling polling) {
        List<CswReader> readers = CswQuery.all(properties).stream()
                .map(query -> new CswReader(query, database, properties, clock))
                .toList();
        return new PollingRoutes(readers, polling);
    }

    @Bean
    CswInterfaceTable cswInterfaceTable(CswDatabase database, CswProperties properties) {
        return new CswInterfaceTable(database, properties);
    }

    @Bean
    DeliveryTarget cswDelivery(CswProperties properties, CswInterfaceTable table) {
        return new CswDelivery(properties, table);
    }

    @Bean
    CanonicalMappers cswMappers(CswProperties properties) {
        return new CanonicalMappers(CswMapper.all(properties.leadingZeroPrefixes(), properties.zone()));
    }
}
