package io.esteira.adapter.mqtt;

import io.esteira.adapter.CounterSink;
import io.esteira.adapter.Inbox;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.dsl.IntegrationFlow;

/** Broker → direct channel → hub. The channel must stay direct: the batch is acknowledged when the flow has returned. */
@Configuration(proxyBeanMethods = false)
class MqttRoutes {

    static final String TELEMETRY = "mqtt.telemetry";

    @Bean
    MqttInbound mqttInbound(MqttProperties properties, MqttStatus status, Clock clock) {
        return new MqttInbound(properties, status, clock);
    }

    @Bean
    MqttTelemetryHandler mqttTelemetryHandler(MqttProperties properties, CounterSink counters, Inbox inbox) {
        return new MqttTelemetryHandler(properties, counters, inbox);
    }

    @Bean
    @SuppressWarnings("unchecked")
    IntegrationFlow mqttTelemetryFlow(MqttInbound inbound, MqttTelemetryHandler handler) {
        return IntegrationFlow.from(inbound)
                .channel(channels -> channels.direct(TELEMETRY))
                .handle(message -> handler.handle((List<MqttArrival>) message.getPayload()))
                .get();
    }
}
