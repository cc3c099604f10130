package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DeliveryPropertiesTest {

    @ParameterizedTest
    @CsvSource({"parallelism, 0", "retries, ''", "jitter, 1.5", "jitter, NaN", "absent-reads, 0"})
    void whatNothingCouldBeDeliveredWithIsRefusedByItsName(String key, String value) {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of("esteira.delivery." + key, value)));

        assertThatThrownBy(() -> binder.bindOrCreate("esteira.delivery", DeliveryProperties.class))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("esteira.delivery." + key + " must be ");
    }

    /** A call begins in the first half of its lease, so it may take less than the other half. */
    @Test
    void aLeaseIsMoreThanTwiceTheLongestCall() {
        DeliveryProperties minute = new Binder(
                        new MapConfigurationPropertySource(Map.of("esteira.delivery.lease", "60s")))
                .bindOrCreate("esteira.delivery", DeliveryProperties.class);

        assertThatCode(() -> minute.leaseOutlasts("protheus", Duration.ofMillis(29_999)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> minute.leaseOutlasts("protheus", Duration.ofSeconds(30)))
                .hasMessageContaining("twice the longest call of protheus");
    }
}
