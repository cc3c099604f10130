package io.esteira.plant.demo;

import io.esteira.plant.embedded.EmbeddedDatabase;
import io.esteira.plant.embedded.Ports;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Profiles;

/** Looks at room and ports before anything starts, so that a full disk or a port in use is one sentence and not a long log. */
final class DemoPortCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        boolean attached = context.getEnvironment().getProperty("esteira.demo.attach", Boolean.class, false);
        if (attached || !context.getEnvironment().acceptsProfiles(Profiles.of(DemoEnvironment.PROFILE))) {
            return;
        }
        DemoSettings settings = DemoSettings.of(context.getEnvironment());
        Ports.require("HTTP", Math.max(settings.serverPort(), 0), "SERVER_PORT");
        EmbeddedDatabase.requireSpace(settings.dir());
        EmbeddedDatabase.requirePort(settings.dir(), settings.postgresPort());
        Ports.require("MQTT", settings.mqttPort(), "ESTEIRA_DEMO_MQTT_PORT");
        if (settings.plantEnabled()) {
            Ports.require("Protheus", settings.protheusPort(), "ESTEIRA_DEMO_PROTHEUS_PORT");
            Ports.require("plant control", settings.controlPort(), "ESTEIRA_DEMO_PLANT_PORT");
        }
    }
}
