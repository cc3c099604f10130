package io.esteira.adapter.pcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovableFeastsTests {

    @ParameterizedTest
    @CsvSource({
        "Carnaval, 2024, 2024-02-12",
        "CARNAVAL, 2025, 2025-03-04",
        "Segunda de Carnaval, 2026, 2026-02-16",
        "QUARTA-FEIRA DE CINZAS (CARNAVAL), 2026, 2026-02-18",
        "Paixão de Cristo, 2026, 2026-04-03",
        "SEXTA-FEIRA SANTA, 2024, 2024-03-29",
        "Páscoa, 2000, 2000-04-23",
        "CORPUS CHRISTI, 2026, 2026-06-04",
        "CORPUS CHRISTI, 2024, 2024-05-30"
    })
    void feastsAreOnTheirDays(String name, int year, LocalDate day) {
        assertThat(MovableFeasts.of(name, year))
                .hasValueSatisfying(days -> assertThat(days).contains(day));
    }

    @Test
    void whatDoesNotMoveHasNoDayOfItsOwn() {
        assertThat(MovableFeasts.of("ANIVERSARIO DA CIDADE", 2025)).isEmpty();
    }
}
