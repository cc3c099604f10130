package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
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
}
