package io.esteira.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {

    @Test
    void namesMayComeTwiceAndWithoutValues() {
        assertThat(Parameters.of("a=1&b&a=2%203&&c=x%3Dy+z").values())
                .isEqualTo(Map.of("a", List.of("1", "2 3"), "b", List.of(""), "c", List.of("x=y z")));
        assertThat(Parameters.of(null).values()).isEmpty();
    }

    @Test
    void whatIsNoSoundAddressIsRefused() {
        assertThatThrownBy(() -> Parameters.of("a=%zz")).isInstanceOf(DocumentRefused.class);
        assertThatThrownBy(() -> Parameters.of("a=%")).isInstanceOf(DocumentRefused.class);
        assertThatThrownBy(() -> Parameters.of("a=1&a=2").single("a")).isInstanceOf(DocumentRefused.class);
    }
}
