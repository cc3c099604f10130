package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.calendar.CalendarDay;
import io.esteira.calendar.WorkCalendars;
import io.esteira.planning.TargetChange.Share;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Targets that were kept stay as they were, and say why those of now are others. */
class TargetSnapshotsTest {

    private static final LocalDate DAY = LocalDate.parse("2025-10-22");
    private static PlanningDatabase database;

    @BeforeAll
    static void start() {
        database = new PlanningDatabase();
        database.get(WorkCalendars.class).computeHolidays();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** One product with 100 in stock of 1,000, in a company of its own; phase 409 works until 7 November: 13 days. */
    private static final class Case {

        final Company company;
        final Caller planner;
        final UUID plan;

        Case(String code) {
            company = database.company(code);
            planner = PlanningDatabase.planner(company);
            SmallPlant plant = new SmallPlant()
                    .phases("401", "409", "429")
                    .product("010200001-0", "A", "TSHIRT A", "401", "409", "429")
                    .forecast("L", "A", 1000)
                    .stock("A", "5", 100)
                    .order("000001-001", "A", 130, 2, "401", "409", "429")
                    .order("000002-001", "A", 50, 1, "401", "409", "429")
                    .sale("A", "2025-10-20", 300, 100, 0);
            database.hold(company, plant);
            database.get(WorkCalendars.class).computeHolidays();
            done(database.get(Plans.class).save(planner, code, PlanningDatabase.plan("P", "L")));
            plan = database.planId(company, "P");
            window("2025-11-07");
            keep();
        }

        void window(String endsOn) {
            done(database.get(Plans.class)
                    .setWindow(planner, plan, "409", LocalDate.parse("2025-10-06"), LocalDate.parse(endsOn)));
        }

        void keep() {
            done(database.get(TargetSnapshots.class).keep(planner, plan));
        }

        int update(String sql) {
            return database.jdbc.update(sql.replace("?", Short.toString(company.id())));
        }

        TargetChange change() {
            return phase(database.get(TargetSnapshots.class)
                    .changes(planner, plan, DAY, null)
                    .orElseThrow());
        }

        TargetChange phase(TargetChanges changes) {
            return changes.phases().stream()
                    .filter(phase -> phase.code().equals("409"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void done(Plans.Answer answer) {
        assertThat(answer).isInstanceOf(Plans.Answer.Done.class);
    }

    private static void holds(TargetChange change, TargetCause cause, int toProduce, int daily) {
        assertThat(change.causes()).hasSize(1);
        Share share = change.causes().getFirst();
        assertThat(share.cause()).isEqualTo(cause);
        assertThat(share.toProduce()).isEqualByComparingTo(BigDecimal.valueOf(toProduce));
        assertThat(share.daily()).isEqualTo(BigInteger.valueOf(daily));
        addsUp(change);
    }

    private static void addsUp(TargetChange change) {
        assertThat(change.causes().stream().map(Share::toProduce).reduce(BigDecimal.ZERO, BigDecimal::add))
                .as(change.toString())
                .isEqualByComparingTo(change.toProduceAfter().subtract(change.toProduceBefore()));
        assertThat(change.causes().stream().map(Share::daily).reduce(BigInteger.ZERO, BigInteger::add))
                .as(change.toString())
                .isEqualTo(orZero(change.dailyAfter()).subtract(orZero(change.dailyBefore())));
    }

    private static BigInteger orZero(@Nullable BigInteger daily) {
        return daily == null ? BigInteger.ZERO : daily;
    }

    @BeforeEach
    void day() {
        database.on(DAY);
    }

    @Test
    void nothingHasChangedRightAfterwards() {
        TargetChange change = new Case("NADA").change();

        assertThat(change.causes()).isEmpty();
        assertThat(change.toProduceBefore()).isEqualByComparingTo("800");
        assertThat(change.dailyBefore()).isEqualTo(BigInteger.valueOf(62));
    }

    @Test
    void moreStockIsToldAsStock() {
        Case of = new Case("ESTOQUE");

        of.update("update hub.stock_balance set quantity = 165 where company_id = ?");

        holds(of.change(), TargetCause.STOCK, -65, -5);
    }

    @Test
    void anInvoiceIsToldAsSales() {
        Case of = new Case("VENDAS");

        of.update("update hub.sales_order_line set invoiced = 230 where company_id = ?");

        holds(of.change(), TargetCause.SALES, -130, -10);
    }

    @Test
    void aForecastThatWasTypedAnewIsToldAsForecast() {
        Case of = new Case("PREVISAO");

        of.update("update hub.lot_forecast set pieces = 1130 where company_id = ?");

        holds(of.change(), TargetCause.FORECAST, 130, 10);
    }

    @Test
    void anOrderThatMovedOnIsToldAsOrders() {
        Case of = new Case("OPS");

        of.update(
                "update hub.production_order set current_sequence = 3 where company_id = ? and number = '000001-001'");

        holds(of.change(), TargetCause.ORDERS, -130, -10);
    }

    @Test
    void anOrderThatIsReleasedChangesNothingInAll() {
        Case of = new Case("LIBERA");

        of.update(
                "update hub.production_order set current_sequence = 2 where company_id = ? and number = '000002-001'");

        assertThat(of.change().causes()).isEmpty();
    }

    @Test
    void aLongerWindowIsToldAsWindows() {
        Case of = new Case("JANELA");

        of.window("2025-11-14");

        holds(of.change(), TargetCause.WINDOWS, 0, 44 - 62);
    }

    @Test
    void aWindowThatIsTakenBackLeavesNoTarget() {
        Case of = new Case("SEM");

        done(database.get(Plans.class).removeWindow(of.planner, of.plan, "409"));

        assertThat(of.change().dailyAfter()).isNull();
        holds(of.change(), TargetCause.WINDOWS, 0, -62);
    }

    @Test
    void aDayOffIsToldAsCalendar() {
        Case of = new Case("FERIADO");
        UUID calendar = database.uuid("select public_id from hub.work_calendar where company_id = ?", of.company.id());
        LocalDate off = LocalDate.parse("2025-10-27");

        assertThat(database.get(WorkCalendars.class)
                        .setDays(
                                of.planner,
                                calendar,
                                off,
                                new CalendarDay(off, CalendarDay.Kind.MUNICIPAL, "Cidade", BigDecimal.ZERO)))
                .isInstanceOf(WorkCalendars.Answer.Done.class);

        holds(of.change(), TargetCause.CALENDAR, 0, 67 - 62);
    }

    @Test
    void otherRulesAreToldApartFromTheDataThatChangedWithThem() {
        Case of = new Case("REGRAS");
        of.update("update hub.stock_balance set quantity = 165 where company_id = ?");

        done(database.get(Plans.class)
                .saveRules(
                        of.planner,
                        of.company.code(),
                        DAY,
                        JsonMapper.shared().readTree("{\"stockClasses\": []}"),
                        null));

        TargetChange change = of.change();
        assertThat(change.causes()).extracting(Share::cause).containsExactly(TargetCause.RULES, TargetCause.STOCK);
        assertThat(change.causes().getFirst().toProduce()).isEqualByComparingTo("165");
        assertThat(change.causes().getLast().toProduce()).isEqualByComparingTo("-65");
        addsUp(change);
    }

    @Test
    void whatWasDecidedBetweenTwoDaysIsToldFromWhatWasKept() {
        Case of = new Case("PLANO");
        database.on(DAY.plusDays(1));
        of.update("update hub.stock_balance set quantity = 165 where company_id = ?");
        done(database.get(Plans.class).save(of.planner, of.company.code(), PlanningDatabase.plan("P")));
        of.keep();
        database.on(DAY.plusDays(2));
        of.update(
                "update hub.production_order set current_sequence = 3 where company_id = ? and number = '000001-001'");

        TargetChange change = of.change();

        assertThat(change.causes())
                .extracting(Share::cause)
                .containsExactly(TargetCause.DAYS_PASSED, TargetCause.PLAN, TargetCause.STOCK, TargetCause.ORDERS);
        assertThat(change.causes())
                .extracting(share -> share.toProduce().intValueExact())
                .containsExactly(0, -605, -65, -130);
        addsUp(change);
        TargetChange kept = of.phase(database.get(TargetSnapshots.class)
                .changes(of.planner, of.plan, DAY, DAY.plusDays(1))
                .orElseThrow());
        assertThat(kept.causes())
                .extracting(Share::cause)
                .containsExactly(TargetCause.DAYS_PASSED, TargetCause.PLAN, TargetCause.STOCK);
        assertThat(kept.toProduceAfter()).isEqualByComparingTo("130");
        addsUp(kept);
    }

    @Test
    void whatWasKeptStaysAsItWas() {
        Case of = new Case("FICA");
        of.update("update hub.stock_balance set quantity = 999 where company_id = ?");
        of.window("2025-11-14");

        PlanTargets kept =
                database.get(TargetSnapshots.class).of(of.planner, of.plan, DAY).orElseThrow();

        PhaseTarget phase = kept.phases().get(1);
        assertThat(phase.dailyTarget()).isEqualTo(BigInteger.valueOf(62));
        assertThat(phase.categories()).extracting(TargetPart::code).containsExactly("CAMISETA");
        assertThat(kept.awaitingRelease()).isEqualByComparingTo("50");
        for (String table : List.of("", "_part", "_item", "_style")) {
            assertThatThrownBy(() -> database.jdbc.update("delete from hub.target_snapshot" + table))
                    .hasMessageContaining("is never changed");
        }
    }

    @Test
    void aDayOfWhichNothingWasKeptIsRefusedWithTheFirst() {
        Case of = new Case("ANTES");

        assertThatThrownBy(
                        () -> database.get(TargetSnapshots.class).changes(of.planner, of.plan, DAY.minusDays(1), null))
                .isInstanceOf(QuestionRefused.class)
                .hasMessageContaining("2025-10-22");
    }

    @Test
    void eachPlanThatIsUnderWayIsKeptOnceADayByWhicheverInstance() {
        Case of = new Case("DIARIA");
        TargetSnapshots snapshots = database.get(TargetSnapshots.class);

        List<CompletableFuture<Void>> instances = Stream.generate(
                        () -> CompletableFuture.runAsync(snapshots::keepDaily))
                .limit(3)
                .toList();
        instances.forEach(CompletableFuture::join);
        snapshots.keepDaily();

        assertThat(database.jdbc.queryForObject(
                        "select count(*) from hub.target_snapshot where company_id = ? and kind = 'DAILY'",
                        Integer.class,
                        of.company.id()))
                .isEqualTo(1);
    }

    @Test
    void peopleOfAnotherCompanySeeNothing() {
        Case of = new Case("ALHEIA");
        Caller other = PlanningDatabase.planner(database.company("OUTRA"));

        assertThat(database.get(TargetSnapshots.class).of(other, of.plan, DAY)).isEmpty();
        assertThat(database.get(TargetSnapshots.class).changes(other, of.plan, DAY, null))
                .isEmpty();
        assertThat(database.get(TargetSnapshots.class).keep(other, of.plan)).isInstanceOf(Plans.Answer.Refused.class);
    }

    /** Whatever changes at once, causes add up to the difference, for each phase. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void causesAlwaysAddUp(long seed) {
        RandomGenerator by = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        RandomPlants random = new RandomPlants(by);
        List<Company> companies = IntStream.range(0, 40)
                .mapToObj(i -> database.company("C" + seed + "_" + i))
                .toList();
        database.get(WorkCalendars.class).computeHolidays();
        for (Company company : companies) {
            String code = company.code();
            Caller planner = PlanningDatabase.planner(company);
            SmallPlant plant = random.plant();
            database.hold(company, plant);
            database.on(DAY.minusDays(by.nextInt(0, 3)));
            LocalDate from = database.today();
            Plans plans = database.get(Plans.class);
            done(plans.save(planner, code, random.plan(plant)));
            UUID plan = database.planId(company, "P");
            for (String phase : random.windows()) {
                done(plans.setWindow(planner, plan, phase, DAY.minusDays(3), random.after(DAY, 40)));
            }
            done(database.get(TargetSnapshots.class).keep(planner, plan));
            database.on(DAY.plusDays(by.nextInt(0, 5)));
            disturb(company, by);
            for (String phase : random.windows()) {
                done(plans.setWindow(planner, plan, phase, DAY.minusDays(3), random.after(DAY, 40)));
            }
            if (by.nextInt(3) == 0) {
                done(plans.save(planner, code, random.plan(plant)));
            }
            TargetChanges changes = database.get(TargetSnapshots.class)
                    .changes(planner, plan, from, null)
                    .orElseThrow();
            changes.phases().forEach(TargetSnapshotsTest::addsUp);
            if (!database.today().equals(from)) {
                done(database.get(TargetSnapshots.class).keep(planner, plan));
                database.get(TargetSnapshots.class)
                        .changes(planner, plan, from, database.today())
                        .orElseThrow()
                        .phases()
                        .forEach(TargetSnapshotsTest::addsUp);
            }
        }
    }

    private static void disturb(Company company, RandomGenerator by) {
        List<String> some = List.of(
                "update hub.lot_forecast set pieces = pieces + (id % 7) where company_id = ?",
                "update hub.sales_order_line set invoiced = invoiced + (id % 3), cancelled = cancelled + (id % 2) where company_id = ?",
                "update hub.stock_balance set quantity = quantity + (id % 11) - 5 where company_id = ?",
                "update hub.production_order set current_sequence = current_sequence + 1 where company_id = ? and id % 2 = 0",
                "update hub.routing_step set deleted_at = now() where company_id = ? and id % 5 = 0",
                "update hub.order_line set planned = planned + 3 where company_id = ? and id % 3 = 0");
        some.forEach(sql -> {
            if (by.nextBoolean()) {
                database.jdbc.update(sql, company.id());
            }
        });
    }
}
