package io.esteira.planning;

import static java.math.BigDecimal.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is to be made of a phase in the days and hours that are left, and by which of its parts. */
class PhaseTargetTest {

    private static final LocalDate DAY = LocalDate.parse("2025-10-22");

    private static Measures toSchedule(int pieces) {
        return new Measures(ZERO, BigDecimal.valueOf(pieces), ZERO, ZERO, ZERO, ZERO, ZERO);
    }

    private static PhaseTarget target(@Nullable BigDecimal days, Measures measures, TargetPart... parts) {
        return PhaseTarget.of("409", "COSTURA", DAY, DAY, days, measures, List.of(parts));
    }

    private static TargetPart part(String code, int pieces, TargetPart... parts) {
        return new TargetPart(code, code, toSchedule(pieces), null, List.of(parts));
    }

    @ParameterizedTest
    @CsvSource({"5, 2, 3", "5, 2.5, 2", "7, 2, 4", "10, 4, 3", "10, 3, 3", "0, 3, 0", "9, 0, 9"})
    void theDailyTargetIsRoundedHalfUp(int pieces, BigDecimal days, BigInteger daily) {
        assertThat(target(days, toSchedule(pieces)).dailyTarget()).isEqualTo(daily);
    }

    @Test
    void itIsToldUnroundedToo() {
        assertThat(target(new BigDecimal("8"), toSchedule(10)).exactDailyTarget())
                .isEqualByComparingTo("1.25");
        assertThat(target(null, toSchedule(10)).exactDailyTarget()).isNull();
    }

    @Test
    void loadQueueAndWhatIsToBeScheduledAreToBeMade() {
        Measures measures = new Measures(
                new BigDecimal("1000"),
                new BigDecimal("100"),
                new BigDecimal("20"),
                new BigDecimal("2"),
                new BigDecimal("3"),
                new BigDecimal("500"),
                new BigDecimal("50"));

        assertThat(measures.toProduce()).isEqualByComparingTo("123");
        assertThat(measures.plus(measures))
                .isEqualTo(new Measures(
                        new BigDecimal("2000"),
                        new BigDecimal("200"),
                        new BigDecimal("40"),
                        new BigDecimal("4"),
                        new BigDecimal("6"),
                        new BigDecimal("1000"),
                        new BigDecimal("100")));
    }

    @Test
    void dailyTargetsOfPartsAddUpAtEachLevel() {
        PhaseTarget target = target(
                new BigDecimal("3"),
                toSchedule(10),
                part("CAMISETA", 7, part("A", 4, part("A1", 2), part("A2", 2)), part("B", 3)),
                part("POLO", 3));

        assertThat(target.dailyTarget()).isEqualTo(3);
        assertThat(target.categories())
                .extracting(TargetPart::dailyTarget)
                .containsExactly(BigInteger.TWO, BigInteger.ONE);
        TargetPart shirts = target.categories().getFirst();
        assertThat(shirts.parts()).extracting(TargetPart::dailyTarget).containsExactly(BigInteger.ONE, BigInteger.ONE);
        assertThat(shirts.parts().getFirst().parts())
                .extracting(TargetPart::dailyTarget)
                .containsExactly(BigInteger.ONE, BigInteger.ZERO);
    }

    @Test
    void withoutAWindowNoPartHasADailyTarget() {
        assertThat(target(null, toSchedule(10), part("CAMISETA", 10)).categories())
                .extracting(TargetPart::dailyTarget)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource({"40, 3, 20", "40, 0.5, 120", "100, 3, 0", "130, 3, 0"})
    void thePaceBringsTheDayToItsTarget(int achieved, BigDecimal hours, BigDecimal pace) {
        Measures measures =
                new Measures(ZERO, BigDecimal.valueOf(100), ZERO, ZERO, ZERO, ZERO, BigDecimal.valueOf(achieved));

        assertThat(target(BigDecimal.ONE, measures).paceNeeded(hours)).isEqualByComparingTo(pace);
    }

    @Test
    void withoutHoursOrAWindowThereIsNoPace() {
        assertThat(target(BigDecimal.ONE, toSchedule(10)).paceNeeded(null)).isNull();
        assertThat(target(null, toSchedule(10)).paceNeeded(BigDecimal.TEN)).isNull();
    }

    @Test
    void itSaysWhyThereAreNoDays() {
        assertThat(target(null, toSchedule(1)).noDays()).isEqualTo(PhaseTarget.NoDays.NO_WINDOW);
        assertThat(target(ZERO, toSchedule(1)).noDays()).isEqualTo(PhaseTarget.NoDays.WINDOW_ENDED);
        assertThat(target(new BigDecimal("0.5"), toSchedule(1)).noDays()).isNull();
    }
}
