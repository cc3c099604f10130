package io.esteira.support;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.plant.Plant;
import org.springframework.test.context.DynamicPropertyRegistry;

/** What a hub is told of its database and of the plant that it reads. */
public final class HubSettings {

    private HubSettings() {}

    public static void of(DynamicPropertyRegistry registry, HikariDataSource database, Plant plant) {
        registry.add("spring.datasource.url", database::getJdbcUrl);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("esteira.adapters.csw.url", plant::cswJdbcUrl);
        registry.add("esteira.adapters.csw.user", plant::cswUser);
        registry.add("esteira.adapters.csw.password", plant::cswPassword);
        registry.add("esteira.adapters.pcp.url", plant::cswJdbcUrl);
        registry.add("esteira.adapters.pcp.user", plant::planningUser);
        registry.add("esteira.adapters.pcp.password", plant::planningPassword);
        registry.add("esteira.adapters.protheus.base-url", plant::protheusUri);
        registry.add("esteira.adapters.protheus.user", plant::protheusUser);
        registry.add("esteira.adapters.protheus.password", plant::protheusPassword);
        registry.add("esteira.adapters.mqtt.url", plant::mqttUri);
    }
}
