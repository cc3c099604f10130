package io.esteira.adapter.csw;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.NamedCompanies;
import io.esteira.adapter.Polling;
import io.esteira.adapter.delivery.DeliveryTarget;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Switched by {@code esteira.adapters.csw.enabled}. */
@AutoConfiguration
@ConditionalOnProperty("esteira.adapters.csw.enabled")
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
    CswRoutes cswRoutes(CswDatabase database, CswProperties properties, Clock clock, Polling polling) {
        List<CswReader> readers = CswQuery.all(properties).stream()
                .map(query -> new CswReader(query, database, properties, clock))
                .toList();
        return new CswRoutes(readers, polling);
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
    CanonicalMapper cswPhaseMapper() {
        return new CswPhaseMapper();
    }

    @Bean
    CanonicalMapper cswStyleMapper() {
        return new CswStyleMapper();
    }

    @Bean
    CanonicalMapper cswItemMapper(CswProperties properties) {
        return new CswItemMapper(properties.leadingZeroPrefixes());
    }

    @Bean
    CanonicalMapper cswOrderMapper() {
        return new CswOrderMapper();
    }

    @Bean
    CanonicalMapper cswOrderLineMapper() {
        return new CswOrderLineMapper();
    }

    @Bean
    CanonicalMapper cswRoutingMapper() {
        return new CswRoutingMapper();
    }

    @Bean
    CanonicalMapper cswMovementMapper(CswProperties properties) {
        return new CswMovementMapper(properties.zone());
    }

    @Bean
    CanonicalMapper cswStyleRoutingMapper() {
        return new CswStyleRoutingMapper();
    }

    @Bean
    CanonicalMapper cswComponentMapper() {
        return new CswComponentMapper();
    }

    @Bean
    CanonicalMapper cswLotMapper() {
        return new CswLotMapper();
    }

    @Bean
    CanonicalMapper cswForecastMapper() {
        return new CswForecastMapper();
    }

    @Bean
    CanonicalMapper cswCollectionMapper() {
        return new CswCollectionMapper();
    }

    @Bean
    CanonicalMapper cswInvoiceTypeMapper() {
        return new CswInvoiceTypeMapper();
    }

    @Bean
    CanonicalMapper cswSalesOrderMapper() {
        return new CswSalesOrderMapper();
    }

    @Bean
    CanonicalMapper cswSalesOrderLineMapper() {
        return new CswSalesOrderLineMapper();
    }

    @Bean
    CanonicalMapper cswStockMapper() {
        return new CswStockMapper();
    }

    @Bean
    CanonicalMapper cswSubcontractorMapper() {
        return new CswSubcontractorMapper();
    }

    @Bean
    CanonicalMapper cswShipmentMapper() {
        return new CswShipmentMapper();
    }

    @Bean
    CanonicalMapper cswSentNoteMapper() {
        return CswNoteMapper.ofSent();
    }

    @Bean
    CanonicalMapper cswReturnedNoteMapper() {
        return CswNoteMapper.ofReturned();
    }
}
