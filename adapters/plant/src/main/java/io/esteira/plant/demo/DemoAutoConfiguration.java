package io.esteira.plant.demo;

import io.esteira.plant.embedded.EmbeddedBroker;
import io.esteira.plant.embedded.EmbeddedDatabase;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** Everything that a hub needs and a demo cannot expect to find: database, broker, issuer and plant. */
@AutoConfiguration(
        before = {DataSourceAutoConfiguration.class, OAuth2AuthorizationServerJwtAutoConfiguration.class},
        beforeName =
                "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration")
@Profile(DemoEnvironment.PROFILE)
public class DemoAutoConfiguration {

    @Bean
    DemoSettings demoSettings(Environment environment) {
        return DemoSettings.of(environment);
    }

    /** A command beside a demo that runs: its database and nothing else. */
    @Bean
    @ConditionalOnProperty("esteira.demo.attach")
    JdbcConnectionDetails runningDatabase(DemoSettings settings) {
        return DemoServers.hubDatabase(settings.postgresPort());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "esteira.demo.attach", havingValue = "false", matchIfMissing = true)
    static class Servers {

        @Bean(destroyMethod = "close")
        DemoServers demoServers(DemoSettings settings) {
            return new DemoServers(settings);
        }

        /** Closed by {@link DemoServers}. */
        @Bean(destroyMethod = "")
        EmbeddedDatabase embeddedDatabase(DemoServers servers) {
            return servers.database();
        }

        @Bean
        JdbcConnectionDetails jdbcConnectionDetails(DemoServers servers) {
            return servers.hubDatabase();
        }

        /** Closed by {@link DemoServers}. */
        @Bean(destroyMethod = "")
        EmbeddedBroker embeddedBroker(DemoServers servers) {
            return servers.broker();
        }

        @Bean
        @ConditionalOnProperty(name = "esteira.demo.plant.enabled", matchIfMissing = true)
        DemoPlant demoPlant(DemoSettings settings, EmbeddedDatabase database, EmbeddedBroker broker) {
            return new DemoPlant(settings, database, broker.uri());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @Import({DemoIssuer.class, DemoLoginController.class, DemoUsersController.class})
    static class Web {

        @Bean
        DemoAnnouncement demoAnnouncement(DemoSettings settings) {
            return new DemoAnnouncement(settings);
        }
    }
}
