package io.esteira.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpandTextTest {

    @Test
    void isTakenApartWhereNothingIsQuotedOrNested() {
        assertThat(ExpandText.of(
                        "item, steps($filter=in(a,'x;),(''y');$expand=phase($select=code;$top=1),order) ,lines"))
                .isEqualTo(Map.of(
                        "item",
                        Map.of(),
                        "steps",
                        Map.of("$filter", "in(a,'x;),(''y')", "$expand", "phase($select=code;$top=1),order"),
                        "lines",
                        Map.of()));
    }

    @Test
    void nothingIsNothing() {
        assertThat(ExpandText.of(null)).isEmpty();
    }
}
