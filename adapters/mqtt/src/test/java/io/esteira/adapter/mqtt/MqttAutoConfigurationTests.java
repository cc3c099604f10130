package io.esteira.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.CounterSink;
import io.esteira.adapter.Inbox;
import io.esteira.adapter.Issue;
import io.esteira.adapter.Page;
import io.esteira.adapter.SourceRecord;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MqttAutoConfigurationTests {

    /** Nobody listens on port 1: the start must not mind. */
    private final ApplicationContextRunner hub = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(IntegrationAutoConfiguration.class, MqttAutoConfiguration.class))
            .withBean(CounterSink.class, () -> readings -> {})
            .withBean(Inbox.class, NoInbox::new)
            .withBean(Clock.class, Clock::systemUTC)
            .withPropertyValues("esteira.adapters.mqtt.url=tcp://127.0.0.1:1");

    @Test
    void isOffUnlessSwitchedOn() {
        hub.run(context -> assertThat(context).doesNotHaveBean(MqttInbound.class));
    }

    @Test
    void fitsTheTelemetryOfTheCellsByDefault() {
        hub.withPropertyValues(
                        "esteira.adapters.mqtt.enabled=true",
                        "esteira.adapters.mqtt.topics[0].filter=plant/cell/+/telemetry",
                        "esteira.adapters.mqtt.topics[0].company=MATRIZ")
                .run(context -> {
                    assertThat(context).hasNotFailed().hasBean("mqtt");
                    MqttProperties properties = context.getBean(MqttProperties.class);
                    assertThat(properties.sessionExpiry()).isEqualTo(Duration.ofDays(7));
                    assertThat(properties.topics().getFirst().mapping())
                            .isEqualTo(new MqttProperties.Mapping(
                                    "/id",
                                    "/name",
                                    "/product/code",
                                    "/production/good",
                                    "/production/bad",
                                    "/timestamp",
                                    "/status"));
                });
    }

    @Test
    void changesOneFieldOfTheMappingAndKeepsTheOthers() {
        hub.withPropertyValues(
                        "esteira.adapters.mqtt.enabled=true",
                        "esteira.adapters.mqtt.topics[0].filter=$share/hub/plant/+/counts",
                        "esteira.adapters.mqtt.topics[0].company=MATRIZ",
                        "esteira.adapters.mqtt.topics[0].mapping.equipment=topic:2")
                .run(context -> {
                    MqttProperties.Mapping mapping = context.getBean(MqttProperties.class)
                            .topics()
                            .getFirst()
                            .mapping();
                    assertThat(mapping.equipment()).isEqualTo("topic:2");
                    assertThat(mapping.good()).isEqualTo("/production/good");
                });
    }

    @Test
    void saysWhatIsMissingWhenNoTopicIsConfigured() {
        hub.withPropertyValues("esteira.adapters.mqtt.enabled=true").run(context -> assertThat(
                        context.getStartupFailure())
                .hasRootCauseMessage("esteira.adapters.mqtt.topics must name at least one filter and its company"));
    }

    @Test
    void saysWhichMappingIsWrong() {
        hub.withPropertyValues(
                        "esteira.adapters.mqtt.enabled=true",
                        "esteira.adapters.mqtt.topics[0].filter=plant/cell/+/telemetry",
                        "esteira.adapters.mqtt.topics[0].company=MATRIZ",
                        "esteira.adapters.mqtt.topics[0].mapping.good=production.good")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("production.good"));
    }

    @Test
    void keepsThePasswordOutOfLogs() {
        hub.withPropertyValues(
                        "esteira.adapters.mqtt.enabled=true",
                        "esteira.adapters.mqtt.user=hub",
                        "esteira.adapters.mqtt.password=s3cret",
                        "esteira.adapters.mqtt.topics[0].filter=plant/cell/+/telemetry",
                        "esteira.adapters.mqtt.topics[0].company=MATRIZ")
                .run(context -> assertThat(context.getBean(MqttProperties.class).toString())
                        .contains("hub")
                        .doesNotContain("s3cret"));
    }

    private static final class NoInbox implements Inbox {
        @Override
        public Receipt receive(Page page) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void quarantine(SourceRecord record, Issue issue) {
            throw new UnsupportedOperationException();
        }
    }
}
