package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.calendar.WorkCalendar;
import io.esteira.calendar.WorkCalendars;
import io.esteira.planning.NaiveTargets.Key;
import io.esteira.planning.NaiveTargets.Pieces;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One thousand plants by chance: the statement finds what one works out by hand, to the piece, at each level. */
class RandomPlantsTest {

    private static final int PLANTS = 250;
    private static PlanningDatabase database;

    @BeforeAll
    static void start() {
        database = new PlanningDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void targetsAreWhatOneWorksOutByHand(long seed) {
        RandomPlants random =
                new RandomPlants(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        for (int i = 0; i < PLANTS; i++) {
            holds(random, "R" + seed + "_" + i, i % 10 == 0);
        }
    }

    private static void holds(RandomPlants random, String code, boolean closely) {
        SmallPlant plant = random.plant();
        PlanInput plan = random.plan(plant);
        LocalDate day = random.day();
        Company company = database.company(code);
        Caller planner = PlanningDatabase.planner(company);
        database.hold(company, plant);
        assertThat(database.get(Plans.class).save(planner, code, plan)).isInstanceOf(Plans.Answer.Done.class);
        UUID id = database.planId(company, "P");

        PlanTargets targets = targets(planner, id, day);

        assertThat(items(targets))
                .as(code)
                .isEqualTo(nonZero(NaiveTargets.of(plant, plan, day).targets()));
        targets.phases().forEach(phase -> addsUp(code, phase));
        if (closely) {
            random.shuffle(plant);
            isTheSame(targets, code + "S", plant, plan, day);
            isMonotonous(random, company, planner, id, day, plant);
        }
    }

    /** In which order sources tell their rows changes nothing. */
    private static void isTheSame(PlanTargets targets, String code, SmallPlant plant, PlanInput plan, LocalDate day) {
        Company company = database.company(code);
        Caller planner = PlanningDatabase.planner(company);
        database.hold(company, plant);
        assertThat(database.get(Plans.class).save(planner, code, plan)).isInstanceOf(Plans.Answer.Done.class);

        PlanTargets same = targets(planner, database.planId(company, "P"), day);

        assertThat(same.phases())
                .as(code)
                .usingRecursiveComparison()
                .withEqualsForType((one, other) -> one.compareTo(other) == 0, BigDecimal.class)
                .isEqualTo(targets.phases());
    }

    private static PlanTargets targets(Caller planner, UUID plan, LocalDate day) {
        return database.get(Targets.class)
                .of(planner, plan, TargetRequest.on(day, 4))
                .orElseThrow();
    }

    private static Map<Key, Pieces> items(PlanTargets targets) {
        Map<Key, Pieces> items = byKey();
        targets.phases().forEach(phase -> phase.categories().stream()
                .flatMap(category -> category.parts().stream())
                .flatMap(style -> style.parts().stream())
                .forEach(item ->
                        items.merge(new Key(phase.code(), item.code()), pieces(item.measures()), Pieces::plus)));
        return nonZero(items);
    }

    private static Pieces pieces(Measures m) {
        return new Pieces(
                m.forecast().intValueExact(),
                m.toSchedule().intValueExact(),
                m.load().intValueExact(),
                m.queueNext().intValueExact(),
                m.queue().intValueExact());
    }

    private static Map<Key, Pieces> nonZero(Map<Key, Pieces> items) {
        Map<Key, Pieces> kept = byKey();
        items.forEach((key, pieces) -> {
            if (!pieces.equals(new Pieces(0, 0, 0, 0, 0))) {
                kept.put(key, pieces);
            }
        });
        return kept;
    }

    private static Map<Key, Pieces> byKey() {
        return new TreeMap<>(Comparator.comparing(Key::phase).thenComparing(Key::sku));
    }

    private static void addsUp(String code, PhaseTarget phase) {
        addsUp(code, phase.measures(), phase.dailyTarget(), phase.categories());
    }

    private static void addsUp(String code, Measures whole, @Nullable BigInteger daily, List<TargetPart> parts) {
        if (parts.isEmpty()) {
            return;
        }
        Measures sum = parts.stream().map(TargetPart::measures).reduce(Measures.NONE, Measures::plus);
        assertThat(sum)
                .as(code)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(whole);
        if (daily != null) {
            assertThat(parts.stream()
                            .map(part -> Objects.requireNonNull(part.dailyTarget()))
                            .reduce(BigInteger.ZERO, BigInteger::add))
                    .as(code)
                    .isEqualTo(daily);
        }
        parts.forEach(part -> addsUp(code, part.measures(), part.dailyTarget(), part.parts()));
    }

    private static void isMonotonous(
            RandomPlants random, Company company, Caller planner, UUID plan, LocalDate day, SmallPlant plant) {
        WorkCalendar usual = new WorkCalendar(
                WorkCalendars.DEFAULT,
                "Usual",
                WorkCalendar.Scope.COMPANY,
                null,
                null,
                null,
                Collections.nCopies(7, BigDecimal.ONE),
                LocalTime.of(7, 0),
                LocalTime.of(17, 0));
        assertThat(database.get(WorkCalendars.class).save(planner, company.code(), usual))
                .isInstanceOf(WorkCalendars.Answer.Done.class);
        Plans plans = database.get(Plans.class);
        List<String> windows = random.windows();
        for (String phase : windows) {
            assertThat(plans.setWindow(planner, plan, phase, day.minusDays(3), random.after(day, 40)))
                    .isInstanceOf(Plans.Answer.Done.class);
        }
        PlanTargets before = targets(planner, plan, day);

        database.jdbc.update("update hub.phase_window set ends_on = ends_on + 1 where plan_id = ?", before.planId());
        PlanTargets longer = targets(planner, plan, day);
        neverMore(before, longer);

        database.jdbc.update("""
                insert into hub.stock_balance (public_id, company_id, source, item_id, balance_key, class, quantity, observed_at)
                select gen_random_uuid(), company_id, 'csw', id, 'more', '5', 7, now() from hub.item
                where company_id = ? and code = ?
                """, company.id(), plant.skus.getFirst().code());
        neverMore(longer, targets(planner, plan, day));
    }

    private static void neverMore(PlanTargets before, PlanTargets after) {
        Map<String, PhaseTarget> known = new TreeMap<>();
        before.phases().forEach(phase -> known.put(phase.code(), phase));
        for (PhaseTarget phase : after.phases()) {
            PhaseTarget earlier = Objects.requireNonNull(known.get(phase.code()));
            assertThat(phase.measures().toProduce())
                    .isLessThanOrEqualTo(earlier.measures().toProduce());
            if (phase.exactDailyTarget() != null) {
                assertThat(phase.exactDailyTarget()).isLessThanOrEqualTo(earlier.exactDailyTarget());
            }
        }
    }
}
