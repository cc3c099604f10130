package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.testkit.MutableClock;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a subscriber of targets is told, and when. */
class TargetWatchTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static PlanningDatabase database;
    private static Company company;
    private static Caller planner;
    private static UUID plan;

    @BeforeAll
    static void data() {
        database = new PlanningDatabase();
        company = database.company("EXEMPLO");
        planner = PlanningDatabase.planner(company);
        database.hold(
                company,
                new SmallPlant()
                        .phases("409")
                        .product("010200001-0", "A", "TSHIRT A", "409")
                        .forecast("L", "A", 1000)
                        .stock("A", "5", 100));
        database.get(io.esteira.calendar.WorkCalendars.class).computeHolidays();
        assertThat(database.get(Plans.class).save(planner, "EXEMPLO", PlanningDatabase.plan("P", "L")))
                .isInstanceOf(Plans.Answer.Done.class);
        plan = database.planId(company, "P");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static @Nullable BigInteger daily(@Nullable PlanTargets targets) {
        return Objects.requireNonNull(targets).phases().getFirst().dailyTarget();
    }

    private static void window(String endsOn) {
        assertThat(database.get(Plans.class)
                        .setWindow(planner, plan, "409", LocalDate.parse("2025-10-20"), LocalDate.parse(endsOn)))
                .isInstanceOf(Plans.Answer.Done.class);
    }

    @Test
    void windowsShowAtOnceAndPiecesAfterARest() {
        AtomicInteger again = new AtomicInteger();
        TargetWatch watch = database.get(Targets.class).watch(planner, plan, 1).orElseThrow();
        assertThat(watch.look(again::incrementAndGet))
                .as("the first look tells nothing")
                .isNull();

        database.jdbc.update("update hub.stock_balance set quantity = 190 where company_id = ?", company.id());
        window("2025-10-23");

        PlanTargets told = watch.look(again::incrementAndGet);
        assertThat(daily(told)).as("over the pieces of before").isEqualTo(BigInteger.valueOf(450));
        assertThat(watch.look(again::incrementAndGet)).as("nothing else").isNull();
        await().atMost(SOON).until(() -> again.get() > 0);
        assertThat(daily(watch.look(again::incrementAndGet))).isEqualTo(BigInteger.valueOf(405));
        assertThat(again.get())
                .as("what was counted anew is not counted again for nothing")
                .isEqualTo(1);
    }

    @Test
    void whatManyWatchIsCountedOnce() {
        Instant noon = Instant.parse("2025-10-22T15:00:00Z");
        LocalDate day = LocalDate.parse("2025-10-22");
        PlanStore plans = database.get(PlanStore.class);
        PlanBasis basis = plans.basis(
                plans.find(planner, plan).orElseThrow(),
                database.get(RuleSets.class).of(company.id(), day));
        TargetCounts counts = new TargetCounts(Clock.fixed(noon, ZoneOffset.UTC));
        AtomicInteger worked = new AtomicInteger();
        Supplier<List<TargetRow>> work = () -> {
            worked.incrementAndGet();
            return List.of();
        };

        TargetCounts.Count count = counts.count(1, 1, basis, day, noon.minusSeconds(2), work);
        assertThat(counts.count(1, 1, basis, day, noon.minusSeconds(1), work)).isSameAs(count);
        assertThat(worked).hasValue(1);

        counts.count(1, 1, basis, day, noon, work);
        assertThat(worked).as("something happened since").hasValue(2);
        counts.count(1, 1, basis, day.plusDays(1), noon.minusSeconds(1), work);
        assertThat(worked).as("another day").hasValue(3);
        counts.count(2, 1, basis, day, noon, work);
        counts.count(1, 3, basis, day, noon, work);
        assertThat(worked).as("another plan, another depth").hasValue(5);
    }

    @Test
    void aClockThatIsSetBackDoesNotStopTheCounting() {
        MutableClock clock = new MutableClock("2025-10-22T15:00:00Z");
        LocalDate day = LocalDate.parse("2025-10-22");
        PlanStore plans = database.get(PlanStore.class);
        PlanBasis basis = plans.basis(
                plans.find(planner, plan).orElseThrow(),
                database.get(RuleSets.class).of(company.id(), day));
        TargetCounts counts = new TargetCounts(clock);
        AtomicInteger worked = new AtomicInteger();
        Supplier<List<TargetRow>> work = () -> {
            worked.incrementAndGet();
            return List.of();
        };
        TargetCounts.Count count = counts.count(1, 1, basis, day, clock.instant(), work);

        clock.pass(Duration.ofHours(-2));

        assertThat(count.restLeft(clock.instant())).isZero();
        counts.count(1, 1, basis, day, clock.instant(), work);
        assertThat(worked).hasValue(2);
    }

    @Test
    void peopleOfAnotherCompanyWatchNothing() {
        Caller other = PlanningDatabase.planner(database.company("OUTRA"));

        assertThat(database.get(Targets.class).watch(other, plan, 1)).isEmpty();
    }
}
