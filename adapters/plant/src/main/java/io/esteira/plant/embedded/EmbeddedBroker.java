package io.esteira.plant.embedded;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/**
 * An MQTT 5 broker in this process, on 127.0.0.1, without login. Sessions, queued and retained messages live in a folder
 * and survive a restart. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** Each keeps files of its own, 16 MB and more, however little is in them; the default is 64. */
    private static final int BUCKETS = 2;

    static {
        InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
    }

    private final EmbeddedHiveMQ broker;
    private final int port;

    private EmbeddedBroker(EmbeddedHiveMQ broker, int port) {
        this.broker = broker;
        this.port = port;
    }

    /**
     * @param dir where the data live; created when absent
     * @param port 0 takes any free one
     * @throws PortInUseException when another program has the port
     */
    public static EmbeddedBroker start(Path dir, int port) {
        Ports.require("MQTT", port, "ESTEIRA_DEMO_MQTT_PORT");
        int chosen = port == 0 ? Ports.free() : port;
        Path home = dir.toAbsolutePath().normalize().resolve("mqtt");
        EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(configuration(home.resolve("conf"), chosen))
                .withDataFolder(created(home.resolve("data")))
                .withExtensionsFolder(created(home.resolve("extensions")))
                .withoutLoggingBootstrap()
                .build();
        try {
            broker.start().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the MQTT broker did not start in " + home, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the MQTT broker started", e);
        }
        return new EmbeddedBroker(broker, chosen);
    }

    private static Path configuration(Path folder, int port) {
        String config = """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener>
                      <port>%d</port>
                      <bind-address>127.0.0.1</bind-address>
                    </tcp-listener>
                  </listeners>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(port);
        try {
            Files.writeString(created(folder).resolve("config.xml"), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Where clients connect: {@code tcp://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        try {
            broker.stop().get();
            broker.close();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the MQTT broker did not stop", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
