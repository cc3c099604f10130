package io.esteira.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.HubTest;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

class ReadinessTests extends HubTest {

    @Autowired
    private HealthEndpointGroups groups;

    @Test
    void aHubWithoutItsDatabaseIsAliveAndNotReady() {
        assertThat(Objects.requireNonNull(groups.get("readiness")).isMember("db"))
                .isTrue();
        assertThat(Objects.requireNonNull(groups.get("liveness")).isMember("db"))
                .isFalse();
    }
}
