package io.esteira.adapter.mqtt;

import com.hivemq.embedded.EmbeddedHiveMQ;
import io.esteira.adapter.testkit.ScratchFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;

/** A real MQTT 5 broker on a free local port, started once for all tests, and a machine that publishes to it. */
final class TestBroker {

    private static @Nullable TestBroker shared;

    private final int port;
    private final MqttClient machine;

    static synchronized TestBroker shared() {
        if (shared == null) {
            shared = new TestBroker();
        }
        return shared;
    }

    private TestBroker() {
        try {
            port = freePort();
            Path folder = ScratchFolder.create("broker");
            Files.writeString(folder.resolve("config.xml"), """
                    <hivemq>
                      <listeners>
                        <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                      </listeners>
                      <persistence><mode>in-memory</mode></persistence>
                      <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                    </hivemq>
                    """.formatted(port));
            EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                    .withConfigurationFolder(folder)
                    .withDataFolder(Files.createDirectories(folder.resolve("data")))
                    .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                    .withoutLoggingBootstrap()
                    .build();
            broker.start().join();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, folder)));
            machine = new MqttClient("tcp://127.0.0.1:" + port, "machine", new MemoryPersistence());
            machine.connect();
        } catch (IOException | MqttException e) {
            throw new IllegalStateException("The test broker does not start", e);
        }
    }

    private static void stop(EmbeddedHiveMQ broker, Path folder) {
        broker.stop().join();
        ScratchFolder.delete(folder);
    }

    int port() {
        return port;
    }

    /** Returns when the broker has taken the message. */
    void publish(String topic, byte[] payload, int qos) {
        try {
            var message = new MqttMessage(payload);
            message.setQos(qos);
            while (!taken(topic, message)) {
                Thread.onSpinWait();
            }
        } catch (MqttException e) {
            throw new IllegalStateException("The broker refuses a message", e);
        }
    }

    /** The client tells that a message has arrived before it counts it as arrived, and then has too many under way. */
    private boolean taken(String topic, MqttMessage message) throws MqttException {
        try {
            machine.publish(topic, message);
            return true;
        } catch (MqttException e) {
            if (e.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT) {
                throw e;
            }
            return false;
        }
    }

    void publish(String topic, String payload) {
        publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1);
    }

    /** What a broker that was set up anew does: it knows nothing of the client any more. */
    void forget(String clientId) throws MqttException {
        var client = new MqttClient("tcp://127.0.0.1:" + port, clientId, new MemoryPersistence());
        var options = new MqttConnectionOptions();
        options.setCleanStart(true);
        client.connect(options);
        client.disconnect();
        client.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
