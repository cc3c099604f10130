package io.esteira.plant;

import io.esteira.plant.embedded.PortInUseException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The plant as a program of its own, so that it outlives a hub that is killed. Settings come from the environment;
 * README.md lists them. The first argument, where given, is the data folder.
 */
public final class PlantMain {

    private PlantMain() {}

    public static void main(String[] args) throws InterruptedException {
        // The broker's jar carries a logging configuration of its own; this one goes first.
        System.setProperty("logback.configurationFile", "io/esteira/plant/logback.xml");
        try {
            Plant plant = Plant.start(settings(args, System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(plant::close));
            announce(plant);
        } catch (PortInUseException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static void announce(Plant plant) {
        System.out.println("Planta simulada pronta / simulated plant ready");
        System.out.println(
                "  CSW       " + plant.cswJdbcUrl() + "  (" + plant.cswUser() + "/" + plant.cswPassword() + ")");
        System.out.println("  Protheus  " + plant.protheusUri() + "  (" + plant.protheusUser() + "/"
                + plant.protheusPassword() + ")");
        System.out.println("  MQTT      " + (plant.mqttUri() == null ? "-" : plant.mqttUri()));
        System.out.println("  controle / control  " + plant.controlUri());
    }

    static PlantSettings settings(String[] args, Map<String, String> environment) {
        Environment values = new Environment(environment);
        Path dir = Path.of(args.length > 0 ? args[0] : values.text("DIR", ".esteira-plant"));
        PlantSettings settings = PlantSettings.in(dir)
                .withSeed(values.number("SEED", 2026))
                .withSize(values.size())
                .withOwnDatabase((int) values.number("POSTGRES_PORT", 15433))
                .withPorts((int) values.number("PROTHEUS_PORT", 18084), (int) values.number("CONTROL_PORT", 18085))
                .withPace(Duration.ofMillis(values.number("PACE_MILLIS", 2_000)))
                .withWorking(values.text("WORKING", "true").equals("true"));
        String broker = values.text("BROKER", "");
        return switch (broker) {
            case "" -> settings;
            case "own" -> settings.withOwnBroker((int) values.number("MQTT_PORT", 11884));
            default -> settings.withBroker(URI.create(broker));
        };
    }

    /** Variables whose names start with {@code ESTEIRA_PLANT_}. */
    private record Environment(Map<String, String> variables) {

        String text(String name, String otherwise) {
            return Optional.ofNullable(variables.get("ESTEIRA_PLANT_" + name))
                    .filter(value -> !value.isBlank())
                    .orElse(otherwise);
        }

        long number(String name, long otherwise) {
            return Long.parseLong(text(name, Long.toString(otherwise)));
        }

        PlantSize size() {
            return PlantSize.of(
                    (int) number("ITEMS", 5_000),
                    (int) number("ORDERS", 20_000),
                    (int) number("OPEN_ORDERS", 3_000),
                    (int) number("MOVEMENTS", 200_000));
        }
    }
}
