package io.esteira.planning;

import static java.math.BigDecimal.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetTreeTest {

    private static final LocalDate DAY = LocalDate.parse("2025-10-22");
    private static final WorkDays DAYS =
            new WorkDays(DAY, Stream.generate(() -> BigDecimal.ONE).limit(30).toList());

    private static TargetRow row(
            String phase, @Nullable String category, @Nullable String style, @Nullable String item, int pieces) {
        Measures measures = new Measures(ZERO, BigDecimal.valueOf(pieces), ZERO, ZERO, ZERO, ZERO, ZERO);
        return new TargetRow(phase, "Fase " + phase, category, style, style + " style", item, item + " item", measures);
    }

    private static PlanBasis.Window window(String phase) {
        return new PlanBasis.Window(phase, "Janela " + phase, DAY, DAY.plusDays(9));
    }

    private static List<PhaseTarget> phases(List<TargetRow> rows, List<PlanBasis.Window> windows, String... shown) {
        return TargetTree.phases(rows, windows, DAYS, DAY, List.of(shown));
    }

    @Test
    void aPhaseThatHasAWindowAndNothingToMakeIsShown() {
        List<PhaseTarget> phases = phases(List.of(row("409", "POLO", null, null, 10)), List.of(window("429")));

        assertThat(phases).extracting(PhaseTarget::code).containsExactly("409", "429");
        assertThat(phases.getLast().name()).isEqualTo("Janela 429");
        assertThat(phases.getLast().measures().toProduce()).isZero();
        assertThat(phases.getLast().days()).isEqualByComparingTo("10");
        assertThat(phases.getFirst().days()).as("without a window").isNull();
    }

    @Test
    void phasesComeAsTheRulesSayAndTheOthersAfterThemByCode() {
        List<TargetRow> rows = Stream.of("449", "401", "429", "409")
                .map(code -> row(code, "POLO", null, null, 1))
                .toList();

        assertThat(phases(rows, List.of(), "429", "999", "449"))
                .extracting(PhaseTarget::code)
                .containsExactly("429", "449", "401", "409");
    }

    @Test
    void aWholeIsTheSumOfItsParts() {
        PhaseTarget phase = phases(
                        List.of(
                                row("409", "POLO", "P", "P1", 1),
                                row("409", "CAMISETA", "A", "A1", 10),
                                row("409", "CAMISETA", "A", "A2", 20),
                                row("409", "CAMISETA", "B", "B1", 400)),
                        List.of())
                .getFirst();

        assertThat(phase.measures().toProduce()).isEqualByComparingTo("431");
        assertThat(told(phase.categories())).containsExactly("POLO 1", "CAMISETA 430");
        List<TargetPart> styles = phase.categories().getLast().parts();
        assertThat(told(styles)).containsExactly("A 30", "B 400");
        assertThat(styles.getFirst().name()).isEqualTo("A style");
        assertThat(told(styles.getFirst().parts())).containsExactly("A1 10", "A2 20");
        assertThat(styles.getFirst().parts().getLast().name()).isEqualTo("A2 item");
        assertThat(styles.getFirst().parts().getLast().parts()).isEmpty();
    }

    private static List<String> told(List<TargetPart> parts) {
        return parts.stream()
                .map(part -> part.code() + " " + part.measures().toProduce())
                .toList();
    }

    @Test
    void partsGoAsDeepAsTheyWereAskedFor() {
        PhaseTarget phase =
                phases(List.of(row("409", "POLO", null, null, 7)), List.of()).getFirst();

        assertThat(told(phase.categories())).containsExactly("POLO 7");
        assertThat(phase.categories().getFirst().parts()).isEmpty();
    }
}
