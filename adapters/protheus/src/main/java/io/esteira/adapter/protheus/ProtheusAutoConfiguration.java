package io.esteira.adapter.protheus;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.NamedCompanies;
import io.esteira.adapter.Polling;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.delivery.DeliveryTarget;
import io.esteira.adapter.protheus.ProtheusProperties.InspectionSource;
import io.esteira.adapter.protheus.ProtheusProperties.Master;
import io.esteira.adapter.protheus.ProtheusProperties.MasterSource;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

/** Plugs Protheus in where {@code esteira.adapters.protheus.enabled} is true. */
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
            ProtheusProperties properties, ObjectProvider<RestClient.Builder> builders, ObjectProvider<Clock> clocks) {
        return ProtheusConnection.of(
                properties, () -> builders.getIfAvailable(RestClient::builder), clocks.getIfUnique(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "items.enabled", matchIfMissing = true)
    SourceReader protheusItemsReader(ProtheusConnection protheus) {
        Master items = protheus.properties().items();
        return items.from() == MasterSource.MRP
                ? new ListReader(MirrorList.PRODUCTS, items.cadence(), Set.of(), protheus)
                : new ProtheusItemsReader(protheus.properties(), protheus.query(), protheus.clock());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "phases.enabled", matchIfMissing = true)
    SourceReader protheusPhasesReader(ProtheusConnection protheus) {
        Master phases = protheus.properties().phases();
        return phases.from() == MasterSource.MRP
                ? new ListReader(MirrorList.WORK_CENTRES, phases.cadence(), Set.of(), protheus)
                : new ProtheusPhasesReader(protheus.properties(), protheus.query(), protheus.clock());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "routing.enabled", matchIfMissing = true)
    SourceReader protheusRoutingReader(ProtheusConnection protheus) {
        Set<String> after = protheus.enabled(ProtheusItemsReader.ENTITY, ProtheusPhasesReader.ENTITY);
        Master routing = protheus.properties().routing();
        return routing.from() == MasterSource.MRP
                ? new ListReader(MirrorList.ROUTINGS, routing.cadence(), after, protheus)
                : new ProtheusRoutingReader(after, protheus.properties(), protheus.query(), protheus.clock());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "orders.enabled", matchIfMissing = true)
    SourceReader protheusOrdersReader(ProtheusConnection protheus) {
        Set<String> after = protheus.enabled(ProtheusItemsReader.ENTITY, ProtheusRoutingReader.ENTITY);
        ProtheusProperties properties = protheus.properties();
        return OrderList.of(properties.orders().from())
                .<SourceReader>map(
                        list -> new ListReader(list, properties.orders().listCadence(), after, protheus))
                .orElseGet(() -> new ProtheusOrdersReader(after, properties, protheus.query(), protheus.clock()));
    }

    @Bean
    @ConditionalOnBooleanProperty(PREFIX + "inspections.enabled")
    SourceReader protheusInspectionsReader(ProtheusConnection protheus) {
        Set<String> after = protheus.enabled(ProtheusItemsReader.ENTITY, ProtheusOrdersReader.ENTITY);
        return protheus.properties().inspections().from() == InspectionSource.GENERIC_QUERY
                ? new InspectionTableReader(after, protheus)
                : new InspectionListReader(after, protheus);
    }

    @Bean
    CanonicalMapper protheusInspectionMapper() {
        return new InspectionMapper();
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "postings.enabled", matchIfMissing = true)
    ProtheusPostingsReader protheusPostingsReader(ProtheusConnection protheus, ProtheusPostingServices services) {
        return new ProtheusPostingsReader(
                protheus.enabled(ProtheusOrdersReader.ENTITY),
                protheus.properties(),
                protheus.query(),
                protheus.capabilities(),
                company -> services.of(company).postings(),
                protheus.clock());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "downtimes.enabled", matchIfMissing = true)
    SourceReader protheusDowntimesReader(ProtheusConnection protheus) {
        Set<String> after = protheus.enabled(ProtheusOrdersReader.ENTITY);
        return switch (protheus.properties().downtimes().from()) {
            case STOP_REPORTS -> StopListReader.stops(protheus, after);
            case GENERIC_QUERY ->
                new ProtheusDowntimesReader(
                        after, protheus.properties(), protheus.query(), protheus.capabilities(), protheus.clock());
        };
    }

    @Bean
    @ConditionalOnBooleanProperty(name = PREFIX + "downtimes.enabled", matchIfMissing = true)
    SourceReader protheusDowntimeReasonsReader(ProtheusConnection protheus) {
        return switch (protheus.properties().downtimes().from()) {
            case STOP_REPORTS -> StopListReader.reasons(protheus);
            case GENERIC_QUERY ->
                new ProtheusDowntimeReasonsReader(protheus.properties(), protheus.query(), protheus.clock());
        };
    }

    @Bean
    CanonicalMapper protheusDowntimeMapper(ProtheusConnection protheus) {
        return new ProtheusDowntimeMapper(zones(protheus));
    }

    @Bean
    CanonicalMapper protheusDowntimeReasonMapper() {
        return new ProtheusDowntimeReasonMapper();
    }

    private static Map<String, ZoneId> zones(ProtheusConnection protheus) {
        return protheus.properties().companies().stream().collect(Collectors.toMap(Company::code, Company::zone));
    }

    @Bean
    CanonicalMapper protheusItemMapper(ProtheusConnection protheus) {
        return new ProtheusItemMapper(protheus.properties().kinds());
    }

    @Bean
    CanonicalMapper protheusPhaseMapper(ProtheusConnection protheus) {
        return new ProtheusPhaseMapper(protheus.properties().phaseSource());
    }

    @Bean
    CanonicalMapper protheusRoutingMapper(ProtheusConnection protheus) {
        return new ProtheusRoutingMapper(protheus.properties().phaseSource());
    }

    @Bean
    ProtheusOrderMapper protheusOrderMapper(ProtheusConnection protheus) {
        ProtheusProperties properties = protheus.properties();
        String routing = properties.defaultRouting();
        return new ProtheusOrderMapper(
                routing,
                properties.routing().enabled()
                        ? PushedOrder.followingItsRouting(routing)
                        : PushedOrder.withItsActivities(routing, properties.phaseSource()));
    }

    @Bean
    CanonicalMapper protheusPostingMapper(ProtheusConnection protheus, ProtheusPostingServices services) {
        return new ProtheusPostingMapper(
                zones(protheus), company -> services.of(company).referenceField());
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
