package io.esteira.adapter.mqtt;

import io.esteira.adapter.CounterSink;
import io.esteira.adapter.CounterSink.CounterReading;
import io.esteira.adapter.Inbox;
import io.esteira.adapter.testkit.StreamContract;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** The stream contract over a real broker. */
class MqttContractTests extends StreamContract {

    private final TestBroker broker = TestBroker.shared();
    private final Gate gate = new Gate(broker.port());
    private final String clientId = "hub-" + UUID.randomUUID();

    @AfterEach
    void closeTheGate() {
        gate.close();
    }

    @Override
    protected RunningStream start(CounterSink counters, Inbox inbox) {
        var adapter = new RunningAdapter(RunningAdapter.settings(gate.port(), clientId), counters, inbox);
        return new RunningStream() {
            @Override
            public boolean ready() {
                return adapter.subscribed();
            }

            @Override
            public void close() {
                adapter.close();
            }
        };
    }

    @Override
    protected CounterReading reading(Instant at, long good, long bad) {
        return new CounterReading("mqtt", "MATRIZ", "01", "Prensa 01", "A", at, good, bad, "RUNNING");
    }

    @Override
    protected void emit(CounterReading reading) {
        broker.publish(topic(), """
                {"id": "%s", "name": "%s", "timestamp": "%s", "status": "%s",
                 "production": {"total": %d, "good": %d, "bad": %d}, "product": {"code": "%s", "target": 1000}}
                """.formatted(
                        reading.equipment(),
                        reading.equipmentName(),
                        reading.at(),
                        reading.status(),
                        reading.good() + reading.bad(),
                        reading.good(),
                        reading.bad(),
                        reading.product()));
    }

    @Override
    protected void emitGarbage(String text) {
        broker.publish(topic(), text);
    }

    @Override
    protected void cutSource() {
        gate.cut();
    }

    @Override
    protected void restoreSource() {
        gate.open();
    }

    private String topic() {
        return clientId + "/cell/01/telemetry";
    }
}
