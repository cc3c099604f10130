package io.esteira.adapter.protheus;

import io.esteira.adapter.CanonicalMappers;
import io.esteira.adapter.NamedCompanies;
import io.esteira.adapter.Polling;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.delivery.DeliveryTarget;
import io.esteira.adapter.protheus.ProtheusProperties.InspectionSource;
import io.esteira.adapter.protheus.ProtheusProperties.Master;
import io.esteira.adapter.protheus.ProtheusProperties.MasterSource;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;

/** Switched by {@code esteira.adapters.protheus.enabled}. */
@AutoConfiguration
@ConditionalOnBooleanProperty("esteira.adapters.protheus.enabled")
@EnableConfigurationProperties(ProtheusProperties.class)
class ProtheusAutoConfiguration {

    private static final String PREFIX = "esteira.adapters.protheus.";

    /** Before anything is opened. */
    @Bean
    static BeanFactoryPostProcessor protheusWritersCanBeRead(Environment environment) {
        return beans -> Binder.get(environment)
                .bind(PREFIX.substring(0, PREFIX.length() - 1), ProtheusProperties.class)
                .ifBound(ProtheusPostingServices::requireWriters);
    }

    @Bean
    NamedCompanies protheusCompanies(ProtheusProperties properties) {
        return NamedCompanies.of(
                PREFIX + "companies[].code",
                properties.companies().stream().map(Company::code).toList());
    }

    @Bean
    ProtheusConnection protheusConnection(
            ProtheusProperties properties, ObjectProvider<RestClient.Builder> builders, Clock clock) {
        return ProtheusConnection.of(properties, () -> builders.getIfAvailable(RestClient::builder), clock);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "items.enabled", matchIfMissing = true)
    SourceReader protheusItemsReader(ProtheusConnection protheus) {
        Master items = protheus.properties().items();
        return items.from() == MasterSource.MRP
                ? new ListReader(MirrorList.PRODUCTS, items.cadence(), Set.of(), protheus)
                : WholeTableReader.items(protheus);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "phases.enabled", matchIfMissing = true)
    SourceReader protheusPhasesReader(ProtheusConnection protheus) {
        Master phases = protheus.properties().phases();
        return phases.from() == MasterSource.MRP
                ? new ListReader(MirrorList.WORK_CENTRES, phases.cadence(), Set.of(), protheus)
                : WholeTableReader.phases(protheus);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "routing.enabled", matchIfMissing = true)
    SourceReader protheusRoutingReader(ProtheusConnection protheus) {
        Set<String> after = protheus.enabled(ProtheusReader.ITEMS, ProtheusReader.PHASES);
        Master routing = protheus.properties().routing();
        return routing.from() == MasterSource.MRP
                ? new ListReader(MirrorList.ROUTINGS, routing.cadence(), after, protheus)
                : WholeTableReader.routing(after, protheus);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "orders.enabled", matchIfMissing = true)
    SourceReader protheusOrdersReader(ProtheusConnection protheus) {
        Set<String> after = protheus.enabled(ProtheusReader.ITEMS, ProtheusReader.ROUTING);
        ProtheusProperties properties = protheus.properties();
        return OrderList.of(properties.orders().from())
                .<SourceReader>map(
                        list -> new ListReader(list, properties.orders().listCadence(), after, protheus))
                .orElseGet(() -> new OrderTableReader(after, protheus));
    }

    @Bean
    @ConditionalOnBooleanProperty(PREFIX + "inspections.enabled")
    SourceReader protheusInspectionsReader(ProtheusConnection protheus) {
        Set<String> after = protheus.enabled(ProtheusReader.ITEMS, ProtheusReader.ORDERS);
        return protheus.properties().inspections().from() == InspectionSource.GENERIC_QUERY
                ? new InspectionTableReader(after, protheus)
                : new InspectionListReader(after, protheus);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "postings.enabled", matchIfMissing = true)
    SourceReader protheusPostingsReader(ProtheusConnection protheus, ProtheusPostingServices services) {
        return Sh6Reader.postings(
                protheus.enabled(ProtheusReader.ORDERS),
                company -> services.of(company).postings(),
                protheus);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "downtimes.enabled", matchIfMissing = true)
    SourceReader protheusDowntimesReader(ProtheusConnection protheus) {
        Set<String> after = protheus.enabled(ProtheusReader.ORDERS);
        return switch (protheus.properties().downtimes().from()) {
            case STOP_REPORTS -> StopListReader.stops(protheus, after);
            case GENERIC_QUERY -> Sh6Reader.downtimes(after, protheus);
        };
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "downtimes.enabled", matchIfMissing = true)
    SourceReader protheusDowntimeReasonsReader(ProtheusConnection protheus) {
        return switch (protheus.properties().downtimes().from()) {
            case STOP_REPORTS -> StopListReader.reasons(protheus);
            case GENERIC_QUERY -> WholeTableReader.downtimeReasons(protheus);
        };
    }

    @Bean
    CanonicalMappers protheusMappers(ProtheusProperties properties, ProtheusPostingServices services) {
        return new CanonicalMappers(
                ProtheusMapper.all(properties, company -> services.of(company).referenceField()));
    }

    @Bean
    ProtheusPostingServices protheusPostingServices(ProtheusConnection protheus) {
        return ProtheusPostingServices.of(protheus);
    }

    @Bean
    DeliveryTarget protheusDelivery(
            ProtheusConnection protheus, ProtheusPostingServices services, ProducerTemplate producerTemplate) {
        return new ProtheusDelivery(protheus.properties(), services, producerTemplate);
    }

    @Bean
    ProtheusRoutes protheusRoutes(
            ObjectProvider<SourceReader> readers, Polling polling, ProtheusPostingServices services) {
        List<SourceReader> own = readers.orderedStream()
                .filter(reader -> reader.source().equals(ProtheusReader.SOURCE))
                .toList();
        return new ProtheusRoutes(own, polling, services);
    }
}
