package io.esteira.planning;

import static java.math.BigDecimal.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.planning.SubcontractorTarget.Pieces;
import io.esteira.planning.SubcontractorTarget.Shop;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubcontractorSplitTest {

    private static Shop shop(String code, @Nullable Integer capacity, int days, int load) {
        return new Shop(
                code,
                "Facção " + code,
                capacity == null ? null : BigDecimal.valueOf(capacity),
                null,
                BigDecimal.valueOf(days),
                BigDecimal.valueOf(load),
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    private static SubcontractedCategory split(@Nullable Integer days, int queue, int toSchedule, Shop... shops) {
        return SubcontractorSplit.of(
                "CAMISETA",
                new Pieces(BigDecimal.ZERO, BigDecimal.valueOf(queue), BigDecimal.valueOf(toSchedule)),
                days == null ? null : BigDecimal.valueOf(days),
                List.of(shops));
    }

    private static List<String> told(
            SubcontractedCategory category, Function<SubcontractorTarget, @Nullable Object> value) {
        return category.subcontractors().stream()
                .map(target -> target.shop().code() + " " + value.apply(target))
                .toList();
    }

    @Test
    void theWorkedExampleGivesFifteenFiveAndEighteen() {
        // given 26 days, 330 pieces to be scheduled, 550 in the queue
        Shop first = shop("F1", 15, 26, 100);
        Shop second = shop("F2", 5, 26, 0);

        // when
        SubcontractedCategory category = split(26, 550, 330, first, second);

        // then
        assertThat(category.dailyTarget()).isEqualTo(BigInteger.valueOf(38));
        assertThat(category.surplus()).isEqualByComparingTo("18");
        assertThat(told(category, SubcontractorTarget::share))
                .containsExactly("F1 32.66", "F2 14.64", "EXCEDENTE 52.70");
        assertThat(told(category, target -> target.pieces().toSchedule()))
                .containsExactly("F1 108", "F2 48", "EXCEDENTE 174");
        assertThat(told(category, target -> target.pieces().queue()))
                .containsExactly("F1 180", "F2 80", "EXCEDENTE 290");
        assertThat(told(category, SubcontractorTarget::toProduce)).containsExactly("F1 388", "F2 128", "EXCEDENTE 464");
        assertThat(told(category, SubcontractorTarget::dailyTarget)).containsExactly("F1 15", "F2 5", "EXCEDENTE 18");
        assertThat(told(category, SubcontractorTarget::moved)).containsExactly("F1 0", "F2 0", "EXCEDENTE 0");
    }

    @Test
    void whatOneHasOverItsCapacityGoesToOthersFirstAndThenToTheSurplus() {
        // given one that holds 40 more than it can make, and one with room for 30
        Shop full = shop("F1", 10, 10, 140);
        Shop free = shop("F2", 3, 10, 0);

        // when nothing else is to be made, but 140 pieces in 10 days are 14 a day, one more than both can
        SubcontractedCategory category = split(10, 0, 0, full, free);

        // then
        assertThat(told(category, SubcontractorTarget::moved)).containsExactly("F1 -40", "F2 30", "EXCEDENTE 10");
        assertThat(told(category, SubcontractorTarget::toProduce)).containsExactly("F1 100", "F2 30", "EXCEDENTE 10");
        assertThat(told(category, SubcontractorTarget::dailyTarget)).containsExactly("F1 10", "F2 3", "EXCEDENTE 1");
    }

    @Test
    void whereNobodyHasRoomTheSurplusGetsAll() {
        SubcontractedCategory category = split(10, 50, 0, shop("F1", 10, 10, 100), shop("F2", 0, 10, 0));

        assertThat(told(category, SubcontractorTarget::toProduce)).containsExactly("F1 100", "F2 0", "EXCEDENTE 50");
        assertThat(told(category, SubcontractorTarget::share))
                .containsExactly("F1 0.00", "F2 0.00", "EXCEDENTE 100.00");
    }

    @Test
    void withoutSubcontractorsAllIsSurplus() {
        SubcontractedCategory category = split(10, 50, 45);

        assertThat(told(category, SubcontractorTarget::toProduce)).containsExactly("EXCEDENTE 95");
        assertThat(told(category, SubcontractorTarget::dailyTarget)).containsExactly("EXCEDENTE 10");
    }

    @Test
    void withoutAWindowNobodyHasRoomAndThereIsNoDailyTarget() {
        Shop first = new Shop(
                "F1",
                "Facção F1",
                BigDecimal.TEN,
                null,
                null,
                BigDecimal.valueOf(20),
                BigDecimal.ZERO,
                BigDecimal.ZERO);

        SubcontractedCategory category = split(null, 50, 30, first);

        assertThat(category.dailyTarget()).isNull();
        assertThat(category.surplus()).isNull();
        assertThat(told(category, SubcontractorTarget::toProduce)).containsExactly("F1 20", "EXCEDENTE 80");
        assertThat(told(category, SubcontractorTarget::dailyTarget)).containsExactly("F1 null", "EXCEDENTE null");
    }

    @Test
    void whenTheWindowHasPassedEachKeepsWhatItHoldsAndHasToMakeItAll() {
        SubcontractedCategory category = split(0, 50, 30, shop("F1", 10, 0, 20));

        assertThat(category.dailyTarget()).isEqualTo(BigInteger.valueOf(100));
        assertThat(told(category, SubcontractorTarget::toProduce)).containsExactly("F1 20", "EXCEDENTE 80");
        assertThat(told(category, SubcontractorTarget::dailyTarget)).containsExactly("F1 20", "EXCEDENTE 80");
    }

    @Test
    void oneWithoutAnAgreementIsGivenNothingAndKeepsWhatItHolds() {
        SubcontractedCategory category = split(10, 50, 0, shop("F1", 5, 10, 0), shop("F2", null, 10, 30));

        assertThat(told(category, SubcontractorTarget::toProduce)).contains("F2 30");
        assertThat(told(category, SubcontractorTarget::share)).contains("F2 0.00");
    }

    @Test
    void oneThatWorksHalfTheDaysMakesItsPiecesInThose() {
        // 67 pieces in 10 days are 6.7 a day, and 33 in 5 are 6.6
        SubcontractedCategory category = split(10, 100, 0, shop("F1", 10, 10, 0), shop("F2", 10, 5, 0));

        assertThat(told(category, SubcontractorTarget::toProduce)).containsExactly("F1 67", "F2 33");
        assertThat(told(category, SubcontractorTarget::dailyTarget)).containsExactly("F1 7", "F2 6");
    }

    @Test
    void piecesStayWholeHoweverManyZerosTheyAreToldWith() {
        Pieces pieces = new Pieces(BigDecimal.ZERO, new BigDecimal("100.000"), BigDecimal.ZERO);

        SubcontractedCategory category = SubcontractorSplit.of(
                "CAMISETA",
                pieces,
                BigDecimal.TEN,
                List.of(shop("F1", 5, 10, 0), shop("F2", 5, 10, 0), shop("F3", 5, 10, 0)));

        assertThat(told(category, target -> target.pieces().queue())).containsExactly("F1 34", "F2 33", "F3 33");
    }

    @Test
    void whatIsOverTheCapacityOfHalfADayMovesAsAWholePiece() {
        // given room for 37.5 pieces in two and a half days, and 40 of them
        BigDecimal days = new BigDecimal("2.5");
        Shop full = new Shop("F1", "", BigDecimal.valueOf(15), null, days, BigDecimal.valueOf(40), ZERO, ZERO);
        Shop free = new Shop("F2", "", BigDecimal.valueOf(15), null, days, ZERO, ZERO, ZERO);

        SubcontractedCategory category =
                SubcontractorSplit.of("X", new Pieces(ZERO, ZERO, ZERO), days, List.of(full, free));

        assertThat(told(category, SubcontractorTarget::moved)).containsExactly("F1 -3", "F2 3");
    }

    @Test
    void fromOneWithoutCapacityNoMoreIsTakenThanItHolds() {
        // given kilograms
        Shop none = new Shop("F1", "", ZERO, null, BigDecimal.TEN, new BigDecimal("2.5"), ZERO, ZERO);

        SubcontractedCategory category =
                SubcontractorSplit.of("X", new Pieces(ZERO, ZERO, ZERO), BigDecimal.TEN, List.of(none));

        assertThat(told(category, SubcontractorTarget::toProduce)).containsExactly("F1 0.0", "EXCEDENTE 2.5");
    }

    @Test
    void nothingToMakeIsNobodysTarget() {
        assertThat(split(10, 0, 0).subcontractors()).isEmpty();
        assertThat(told(split(10, 0, 0, shop("F1", 5, 10, 0)), SubcontractorTarget::dailyTarget))
                .containsExactly("F1 0");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sharesAlwaysAddUpAndNobodyIsOverItsCapacity(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 1_000; round++) {
            addsUp(random);
        }
    }

    private static void addsUp(RandomGenerator random) {
        boolean halves = random.nextInt(3) == 0;
        BigDecimal days = random.nextInt(6) == 0
                ? null
                : BigDecimal.valueOf(random.nextInt(60)).divide(BigDecimal.valueOf(halves ? 2 : 1));
        List<Shop> shops = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            boolean own = random.nextInt(5) == 0;
            shops.add(new Shop(
                    "F" + i,
                    "",
                    random.nextInt(6) == 0 ? null : BigDecimal.valueOf(random.nextInt(40)),
                    null,
                    days == null || !own ? days : BigDecimal.valueOf(random.nextInt(30)),
                    BigDecimal.valueOf(random.nextInt(3) == 0 ? 0 : random.nextInt(600)),
                    BigDecimal.ZERO,
                    BigDecimal.ZERO));
        }
        Pieces pieces = new Pieces(
                BigDecimal.valueOf(random.nextInt(3) == 0 ? random.nextInt(200) : 0),
                BigDecimal.valueOf(random.nextInt(900)),
                BigDecimal.valueOf(random.nextInt(4) == 0 ? 0 : random.nextInt(900)));

        SubcontractedCategory category = SubcontractorSplit.of("X", pieces, days, shops);

        List<SubcontractorTarget> targets = category.subcontractors();
        String what = category.toString();
        assertThat(sum(targets, target -> target.pieces().unassigned()))
                .as(what)
                .isEqualByComparingTo(pieces.unassigned());
        assertThat(sum(targets, target -> target.pieces().queue())).as(what).isEqualByComparingTo(pieces.queue());
        assertThat(sum(targets, target -> target.pieces().toSchedule()))
                .as(what)
                .isEqualByComparingTo(pieces.toSchedule());
        assertThat(sum(targets, SubcontractorTarget::moved)).as(what).isZero();
        assertThat(sum(targets, SubcontractorTarget::toProduce)).as(what).isEqualByComparingTo(category.toProduce());
        assertThat(targets).as(what).allMatch(target -> target.toProduce().signum() >= 0);
        if (pieces.sum().signum() > 0) {
            assertThat(sum(targets, SubcontractorTarget::share)).as(what).isEqualByComparingTo("100");
        }
        if (days != null && days.signum() > 0) {
            assertThat(targets).as(what).allMatch(SubcontractorSplitTest::isWithinItsCapacity);
        }
        if (days != null
                && targets.stream()
                        .allMatch(target -> days.compareTo(
                                        Objects.requireNonNull(target.shop().days()))
                                == 0)) {
            assertThat(sum(targets, target -> new BigDecimal(Objects.requireNonNull(target.dailyTarget()))))
                    .as(what)
                    .isEqualByComparingTo(
                            targets.isEmpty()
                                    ? BigDecimal.ZERO
                                    : new BigDecimal(Objects.requireNonNull(category.dailyTarget())));
        }
    }

    private static boolean isWithinItsCapacity(SubcontractorTarget target) {
        return target.surplus()
                || target.shop().capacity() == null
                || target.toProduce().compareTo(target.shop().room()) <= 0;
    }

    private static BigDecimal sum(List<SubcontractorTarget> targets, Function<SubcontractorTarget, BigDecimal> value) {
        return targets.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
