package io.esteira.plant.demo;

import io.esteira.plant.embedded.Ports;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes {@code demo} the profile of an application that names none, and settles the demo's ports before anybody asks: the
 * ERP ports move to free ones unless they were chosen, since nobody types them.
 */
final class DemoEnvironment implements EnvironmentPostProcessor, Ordered {

    static final String PROFILE = "demo";
    static final int POSTGRES = 15432;
    static final int MQTT = 11883;
    static final int PROTHEUS = 18084;
    static final int CONTROL = 18085;
    static final int EXTERNAL_POSTGRES = 15433;

    private static final String SOURCE = "esteira-demo";

    @Override
    public int getOrder() {
        // Before the configuration files are read: they depend on the profile.
        return ConfigDataEnvironmentPostProcessor.ORDER - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("spring.profiles.default", PROFILE);
        logging(environment, values);
        environment.getPropertySources().addLast(new MapPropertySource(SOURCE, values));
        if (isDemo(environment)) {
            ports(environment, values);
        }
    }

    /** As far as can be told before the configuration files are read: Boot applies the profiles only then. */
    private static boolean isDemo(ConfigurableEnvironment environment) {
        Set<String> active = new HashSet<>(List.of(environment.getActiveProfiles()));
        active.addAll(List.of(environment.getProperty("spring.profiles.active", String[].class, new String[0])));
        return active.isEmpty() || active.contains(PROFILE);
    }

    /** The broker's jar has a logback.xml, which would take over. */
    private static void logging(ConfigurableEnvironment environment, Map<String, Object> values) {
        ClassLoader loader = DemoEnvironment.class.getClassLoader();
        boolean own = loader.getResource("logback-spring.xml") != null;
        if (!environment.containsProperty("logging.config") && loader.getResource("logback-test.xml") == null) {
            values.put(
                    "logging.config", own ? "classpath:logback-spring.xml" : "classpath:io/esteira/plant/logback.xml");
        }
    }

    private static void ports(ConfigurableEnvironment environment, Map<String, Object> values) {
        boolean attached = environment.getProperty("esteira.demo.attach", Boolean.class, false);
        boolean plant = environment.getProperty("esteira.demo.plant.enabled", Boolean.class, true);
        int postgres = chosen(environment, "esteira.demo.postgres-port", POSTGRES);
        int external = chosen(environment, "esteira.demo.plant-postgres-port", EXTERNAL_POSTGRES);
        values.put("esteira.demo.resolved.postgres-port", postgres);
        values.put("esteira.demo.resolved.mqtt-port", chosen(environment, "esteira.demo.mqtt-port", MQTT));
        values.put(
                "esteira.demo.resolved.protheus-port",
                movable(environment, "esteira.demo.protheus-port", PROTHEUS, plant && !attached));
        values.put(
                "esteira.demo.resolved.plant-port",
                movable(environment, "esteira.demo.plant-port", CONTROL, plant && !attached));
        values.put("esteira.demo.resolved.csw-port", plant ? postgres : external);
    }

    /** 0 becomes a free port, so that addresses can be told before the servers run. */
    private static int chosen(ConfigurableEnvironment environment, String name, int otherwise) {
        int port = environment.getProperty(name, Integer.class, otherwise);
        return port == 0 ? Ports.free() : port;
    }

    private static int movable(ConfigurableEnvironment environment, String name, int otherwise, boolean ours) {
        boolean fixed = environment.containsProperty(name) || !ours;
        return fixed || Ports.isFree(otherwise) ? chosen(environment, name, otherwise) : Ports.free();
    }
}
