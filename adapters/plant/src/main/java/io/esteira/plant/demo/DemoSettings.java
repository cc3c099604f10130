package io.esteira.plant.demo;

import io.esteira.plant.PlantSize;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.core.env.Environment;

/**
 * Where the demo lives and which ports it has.
 *
 * @param plantEnabled whether the plant runs in this process; if not, one is expected at the plant's ports
 */
record DemoSettings(
        Path dir,
        int serverPort,
        int postgresPort,
        int mqttPort,
        int protheusPort,
        int controlPort,
        boolean plantEnabled,
        PlantSize size,
        Duration pace) {

    static DemoSettings of(Environment environment) {
        return new DemoSettings(
                Path.of(environment.getProperty("esteira.demo.dir", ".esteira")),
                number(environment, "server.port", 8080),
                number(environment, "esteira.demo.resolved.postgres-port", DemoEnvironment.POSTGRES),
                number(environment, "esteira.demo.resolved.mqtt-port", DemoEnvironment.MQTT),
                number(environment, "esteira.demo.resolved.protheus-port", DemoEnvironment.PROTHEUS),
                number(environment, "esteira.demo.resolved.plant-port", DemoEnvironment.CONTROL),
                environment.getProperty("esteira.demo.plant.enabled", Boolean.class, true),
                PlantSize.of(
                        number(environment, "esteira.demo.items", 5_000),
                        number(environment, "esteira.demo.orders", 20_000),
                        number(environment, "esteira.demo.open-orders", 3_000),
                        number(environment, "esteira.demo.movements", 200_000)),
                Duration.ofMillis(number(environment, "esteira.demo.pace-millis", 2_000)));
    }

    private static int number(Environment environment, String name, int otherwise) {
        return environment.getProperty(name, Integer.class, otherwise);
    }
}
