package io.esteira.planning;

import static java.math.BigDecimal.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.planning.TargetChange.Share;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Why a target is another than it was: to the piece, and in the order of the causes. Invoicing began on 6 October, the switch is on 21. */
class TargetCausesTest {

    private static final LocalDate DAY = LocalDate.parse("2025-10-22");
    private static final LocalDate BEFORE_SWITCH = LocalDate.parse("2025-10-20");
    private static final LocalDate SWITCH = LocalDate.parse("2025-10-21");

    /** What one product is netted from, and the phases that it passes. */
    private record Product(
            long id,
            @Nullable Integer netted,
            int sold,
            int previous,
            int stock,
            int coming,
            int backlog,
            Set<String> phases) {

        static Product of(int netted) {
            return new Product(1, netted, 0, 0, 0, 0, 0, Set.of("409"));
        }

        Product sold(int pieces) {
            return new Product(id, netted, pieces, previous, stock, coming, backlog, phases);
        }

        Product previous(int pieces) {
            return new Product(id, netted, sold, pieces, stock, coming, backlog, phases);
        }

        Product stock(int pieces) {
            return new Product(id, netted, sold, previous, pieces, coming, backlog, phases);
        }

        Product coming(int pieces) {
            return new Product(id, netted, sold, previous, stock, pieces, backlog, phases);
        }

        Product backlog(int pieces) {
            return new Product(id, netted, sold, previous, stock, coming, pieces, phases);
        }

        Product by(String... others) {
            return new Product(id, netted, sold, previous, stock, coming, backlog, Set.of(others));
        }

        int toSchedule() {
            return (netted == null ? 0 : Math.max(0, netted - sold - (stock - previous + coming))) + backlog;
        }

        DemandPart part() {
            return new DemandPart(
                    7,
                    id,
                    netted == null ? null : BigDecimal.valueOf(netted),
                    BigDecimal.valueOf(sold / 2),
                    BigDecimal.valueOf(sold - sold / 2),
                    BigDecimal.valueOf(previous),
                    BigDecimal.valueOf(stock),
                    BigDecimal.valueOf(coming),
                    BigDecimal.valueOf(backlog),
                    BigDecimal.valueOf(toSchedule()),
                    phases);
        }
    }

    private record Moment(
            LocalDate day,
            DemandModel model,
            List<Long> lots,
            String rules,
            Map<String, LocalDate> windows,
            Map<String, Integer> load,
            List<Product> products) {

        static Moment with(Product... products) {
            return new Moment(
                    DAY,
                    DemandModel.LOT_FORECAST,
                    List.of(1L),
                    "{\"switchDays\": 15}",
                    Map.of(),
                    Map.of(),
                    List.of(products));
        }

        Moment on(LocalDate other) {
            return new Moment(other, model, lots, rules, windows, load, products);
        }

        Moment by(DemandModel other) {
            return new Moment(day, other, lots, rules, windows, load, products);
        }

        Moment lots(Long... others) {
            return new Moment(day, model, List.of(others), rules, windows, load, products);
        }

        Moment rules(String others) {
            return new Moment(day, model, lots, others, windows, load, products);
        }

        Moment windows(Map<String, LocalDate> others) {
            return new Moment(day, model, lots, rules, others, load, products);
        }

        Moment load(Map<String, Integer> others) {
            return new Moment(day, model, lots, rules, windows, others, products);
        }

        TargetState state() {
            WorkDays days = new WorkDays(
                    day, Stream.generate(() -> BigDecimal.ONE).limit(60).toList());
            List<PlanBasis.Window> all = new ArrayList<>();
            windows.forEach((phase, end) -> all.add(new PlanBasis.Window(phase, phase, day.minusDays(30), end)));
            PlanBasis basis = new PlanBasis(
                    new PlanBasis.Contents(
                            (short) 1,
                            model,
                            LocalDate.parse("2025-10-06"),
                            DAY,
                            lots,
                            List.of(),
                            List.of(),
                            List.of()),
                    new RuleSets.RuleSet(null, JsonMapper.shared().readTree(rules)),
                    new PlanBasis.Schedule(null, all));
            Map<String, Integer> toSchedule = new TreeMap<>();
            windows.keySet().forEach(phase -> toSchedule.merge(phase, 0, Integer::sum));
            load.keySet().forEach(phase -> toSchedule.merge(phase, 0, Integer::sum));
            products.forEach(product ->
                    product.phases().forEach(phase -> toSchedule.merge(phase, product.toSchedule(), Integer::sum)));
            List<PhaseTarget> phases = toSchedule.entrySet().stream()
                    .map(phase -> phase(phase.getKey(), phase.getValue(), all, days))
                    .toList();
            return new TargetState(
                    day,
                    Instant.EPOCH,
                    basis,
                    days,
                    phases,
                    products.stream().map(Product::part).toList());
        }

        private PhaseTarget phase(String code, int toSchedule, List<PlanBasis.Window> all, WorkDays days) {
            BigDecimal left = all.stream()
                    .filter(window -> window.phase().equals(code))
                    .map(window -> days.left(window, day))
                    .findFirst()
                    .orElse(null);
            BigDecimal inOrders = BigDecimal.valueOf(load.getOrDefault(code, 0));
            Measures measures = new Measures(ZERO, BigDecimal.valueOf(toSchedule), ZERO, ZERO, inOrders, ZERO, ZERO);
            return PhaseTarget.of(code, code, null, null, left, measures, List.of());
        }
    }

    private static Map<String, List<String>> causes(Moment... moments) {
        Map<String, List<String>> told = new HashMap<>();
        TargetCauses.along(Stream.of(moments).map(Moment::state).toList())
                .forEach(change -> told.put(
                        change.code(),
                        change.causes().stream()
                                .map(share -> share.cause() + " " + share.toProduce())
                                .toList()));
        return told;
    }

    private static List<String> of409(Product was, Product is) {
        return Objects.requireNonNull(causes(Moment.with(was), Moment.with(is)).get("409"));
    }

    @Test
    void eachNumberIsToldByItsOwnCauseInTheirOrder() {
        Product was =
                Product.of(1000).sold(100).previous(50).stock(200).coming(100).backlog(10);
        Product is =
                Product.of(1100).sold(130).previous(40).stock(220).coming(130).backlog(15);

        assertThat(of409(was, is)).containsExactly("FORECAST 100", "SALES -40", "STOCK -20", "ORDERS -25");
    }

    @Test
    void whatIsCoveredAlreadyIsNoCause() {
        assertThat(of409(Product.of(100).stock(90), Product.of(100).stock(150))).containsExactly("STOCK -10");
        assertThat(of409(Product.of(100).stock(150), Product.of(100).stock(190)))
                .isEmpty();
    }

    @Test
    void whatIsNettedFromOrdersIsSalesWhereOrdersAreTheDemand() {
        assertThat(causes(
                        Moment.with(Product.of(100)).by(DemandModel.SALES),
                        Moment.with(Product.of(130).sold(10)).by(DemandModel.SALES)))
                .containsEntry("409", List.of("SALES 20"));
    }

    @Test
    void aProductThatIsNewOrGoneIsToldByAllThatItIsMadeOf() {
        Moment without = Moment.with().windows(Map.of("409", DAY));
        Moment with = Moment.with(Product.of(100).coming(20)).windows(Map.of("409", DAY));

        assertThat(causes(without, with)).containsEntry("409", List.of("FORECAST 100", "ORDERS -20"));
        assertThat(causes(with, without)).containsEntry("409", List.of("FORECAST -80"));
    }

    @Test
    void aProductWithoutAForecastCountsByItsBacklogAlone() {
        Product was = new Product(1, null, 5, 0, 5, 5, 40, Set.of("409"));

        assertThat(of409(was, was.backlog(60))).containsExactly("ORDERS 20");
    }

    @Test
    void aPhaseThatARoutingGainsOrLosesIsToldAsRouting() {
        Product was = Product.of(100).by("401", "409");
        Product is = Product.of(130).by("409", "429");

        assertThat(causes(Moment.with(was), Moment.with(is)))
                .containsEntry("401", List.of("ROUTINGS -100"))
                .containsEntry("409", List.of("FORECAST 30"))
                .containsEntry("429", List.of("ROUTINGS 130"));
    }

    @Test
    void onTheDayOfTheSwitchThePreviousCollectionIsServedNoMore() {
        Product before = Product.of(500).previous(80).stock(120);
        Product after = Product.of(500).stock(120);

        assertThat(causes(
                        Moment.with(before).on(BEFORE_SWITCH),
                        Moment.with(after).on(SWITCH)))
                .containsEntry("409", List.of("DAYS_PASSED -80"));
        assertThat(causes(Moment.with(before).on(SWITCH), Moment.with(after).on(DAY)))
                .as("after it, what is left open is sales")
                .containsEntry("409", List.of("SALES -80"));
    }

    @Test
    void ordersThatStandAtAPhaseAreToldWithThoseThatCome() {
        assertThat(causes(
                        Moment.with(Product.of(100)).load(Map.of("409", 50)),
                        Moment.with(Product.of(100).coming(30)).load(Map.of("409", 80, "429", 5))))
                .containsEntry("409", List.of())
                .containsEntry("429", List.of("ORDERS 5"));
    }

    @Test
    void whatPeopleDecidedIsToldAsThatAlone() {
        Moment was = Moment.with(Product.of(100));

        assertThat(causes(was, Moment.with(Product.of(40)).lots(1L, 2L))).containsEntry("409", List.of("PLAN -60"));
        assertThat(causes(was, Moment.with(Product.of(40)).rules("{\"switchDays\": 3}")))
                .containsEntry("409", List.of("RULES -60"));
        assertThat(causes(
                        was,
                        Moment.with(Product.of(40)).lots(2L),
                        Moment.with(Product.of(50)).lots(2L)))
                .as("and the data by themselves")
                .containsEntry("409", List.of("PLAN -60", "FORECAST 10"));
    }

    @Test
    void dailyTargetsAreToldByWhatMovedThem() {
        Moment was = Moment.with(Product.of(100)).windows(Map.of("409", DAY.plusDays(9)));
        Moment later = was.on(DAY.plusDays(5));
        Moment longer = later.windows(Map.of("409", DAY.plusDays(24)));

        assertThat(daily(was, later)).containsExactly("DAYS_PASSED 10");
        assertThat(daily(later, longer)).containsExactly("WINDOWS -15");
        assertThat(daily(was, longer)).containsExactly("DAYS_PASSED 10", "WINDOWS -15");
        assertThat(daily(was, was.windows(Map.of()))).containsExactly("WINDOWS -10");
        assertThat(daily(was.windows(Map.of()), was)).containsExactly("WINDOWS 10");
    }

    private static List<String> daily(Moment... moments) {
        return TargetCauses.along(Stream.of(moments).map(Moment::state).toList()).getFirst().causes().stream()
                .map(share -> share.cause() + " " + share.daily())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void causesAddUpWhateverChanges(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 500; round++) {
            List<Moment> moments =
                    List.of(random(random, DAY.minusDays(3)), random(random, DAY.minusDays(1)), random(random, DAY));
            List<TargetState> states = moments.stream().map(Moment::state).toList();

            List<TargetChange> changes = TargetCauses.along(states);

            Set<String> phases = new TreeSet<>(states.getFirst().byPhase().keySet());
            phases.addAll(states.getLast().byPhase().keySet());
            assertThat(changes).extracting(TargetChange::code).containsExactlyElementsOf(phases);
            changes.forEach(TargetCausesTest::addsUp);
        }
    }

    private static Moment random(RandomGenerator random, LocalDate day) {
        List<Product> products = new ArrayList<>();
        for (long id = 1; id < 4; id++) {
            if (random.nextInt(4) > 0) {
                products.add(new Product(
                        id,
                        random.nextInt(5) == 0 ? null : random.nextInt(500),
                        random.nextInt(100),
                        day.isBefore(SWITCH) ? random.nextInt(50) : 0,
                        random.nextInt(200),
                        random.nextInt(100),
                        random.nextInt(3) == 0 ? random.nextInt(50) : 0,
                        random.nextBoolean() ? Set.of("401", "409") : Set.of("409", "429")));
            }
        }
        Map<String, LocalDate> windows = new HashMap<>();
        Stream.of("401", "409")
                .filter(phase -> random.nextInt(3) > 0)
                .forEach(phase -> windows.put(phase, DAY.plusDays(random.nextInt(20))));
        return new Moment(
                day,
                DemandModel.LOT_FORECAST,
                random.nextInt(4) == 0 ? List.of(2L) : List.of(1L),
                random.nextInt(4) == 0 ? "{\"switchDays\": 15, \"other\": 1}" : "{\"switchDays\": 15}",
                windows,
                random.nextBoolean() ? Map.of() : Map.of("409", random.nextInt(90)),
                products);
    }

    private static void addsUp(TargetChange change) {
        assertThat(change.causes().stream().map(Share::toProduce).reduce(ZERO, BigDecimal::add))
                .as(change.toString())
                .isEqualByComparingTo(change.toProduceAfter().subtract(change.toProduceBefore()));
        assertThat(change.causes().stream().map(Share::daily).reduce(BigInteger.ZERO, BigInteger::add))
                .as(change.toString())
                .isEqualTo(Objects.requireNonNullElse(change.dailyAfter(), BigInteger.ZERO)
                        .subtract(Objects.requireNonNullElse(change.dailyBefore(), BigInteger.ZERO)));
    }
}
