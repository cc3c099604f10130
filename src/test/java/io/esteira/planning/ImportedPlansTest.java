package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.IssueCode;
import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.DayOffChange;
import io.esteira.adapter.canonical.DelayReasonChange;
import io.esteira.adapter.canonical.PhaseWindowChange;
import io.esteira.adapter.canonical.PlanChange;
import io.esteira.adapter.canonical.PlanChange.Goal;
import io.esteira.adapter.canonical.PlanChange.Lot;
import io.esteira.adapter.canonical.Ref;
import io.esteira.calendar.CalendarDay;
import io.esteira.calendar.WorkCalendars;
import io.esteira.canonical.MergeBatch.Refusal;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans of another planning system become the hub's, and follow it until a person changes them. */
class ImportedPlansTest {

    private static final LocalDate FIRST = LocalDate.parse("2025-10-06");
    private static final LocalDate LAST = LocalDate.parse("2025-11-07");
    private static PlanningDatabase database;
    private static int companies;

    private Company company;
    private Caller planner;

    @BeforeAll
    static void start() {
        database = new PlanningDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aCompanyWithALot() {
        company = database.company("IMPORT" + ++companies);
        planner = PlanningDatabase.planner(company);
        database.hold(
                company,
                new SmallPlant()
                        .phases("409", "429")
                        .product("010200001-0", "A", "TSHIRT A", "409", "429")
                        .forecast("25O06A", "A", 1000));
    }

    private static PlanChange plan(String name, String lot, String... collections) {
        return new PlanChange(
                new Ref("VER25"),
                "VER25",
                name,
                LocalDate.parse("2025-06-01"),
                LocalDate.parse("2025-09-30"),
                FIRST,
                LocalDate.parse("2025-12-31"),
                List.of(new Lot(lot, true)),
                List.of("1"),
                List.of(collections),
                List.of(new Goal(true, "POLO", BigDecimal.TEN, null)));
    }

    private static PhaseWindowChange window(String phase, LocalDate last) {
        return new PhaseWindowChange(new Ref("VER25|" + phase), new Ref("VER25"), phase, FIRST, last);
    }

    private Map<Long, Refusal> plans(CanonicalChange... changes) {
        return database.merge(company, false, database.merger("importedPlans"), changes);
    }

    private Map<Long, Refusal> windows(boolean gone, CanonicalChange... changes) {
        return database.merge(company, gone, database.merger("importedWindows"), changes);
    }

    private PlanStore.Row row() {
        return database.get(PlanStore.class).find(company.id(), "VER25").orElseThrow();
    }

    private String one(String column) {
        return String.valueOf(database.jdbc.queryForObject(
                "select " + column + " from hub.plan where company_id = ? and code = 'VER25'",
                Object.class,
                company.id()));
    }

    private List<LocalDate> lastDays() {
        return database.get(PlanStore.class).schedule(row()).windows().stream()
                .map(PlanBasis.Window::endsOn)
                .toList();
    }

    private void personSaves() {
        assertThat(database.get(Plans.class).save(planner, company.code(), PlanningDatabase.plan("VER25", "25O06A")))
                .isInstanceOf(Plans.Answer.Done.class);
    }

    @Test
    void aPlanIsTakenOverWithAllThatIsLinkedToIt() {
        assertThat(plans(plan("VERAO 2025", "25O06A", "VERAO 2025"))).isEmpty();
        assertThat(windows(false, window("409", LAST))).isEmpty();

        PlanBasis basis = database.get(PlanStore.class)
                .basis(row(), database.get(RuleSets.class).of(company.id(), FIRST));
        assertThat(basis.contents().lots())
                .hasSize(1)
                .isEqualTo(basis.contents().backlogLots());
        assertThat(basis.contents().invoiceTypes()).hasSize(1);
        assertThat(basis.contents().collections()).containsExactly("VERAO 2025");
        assertThat(lastDays()).containsExactly(LAST);
        assertThat(one("source")).isEqualTo("pcp");
        assertThat(one("(select name || pieces from hub.plan_goal g where g.plan_id = plan.id)"))
                .isEqualTo("POLO10");
    }

    @Test
    void aPlanWaitsForItsLotsWhateverSourceBringsThem() {
        Map<Long, Refusal> refusals = plans(plan("VERAO 2025", "25O06Z"));

        assertThat(refusals.values()).singleElement().satisfies(refusal -> {
            assertThat(refusal.issue().code()).isEqualTo(IssueCode.UNMAPPED);
            assertThat(refusal.waitsFor()).isEqualTo("lot code");
            assertThat(refusal.waitsKey()).isEqualTo("25O06Z");
        });
        assertThat(known("lot code", "25O06Z")).isFalse();
        assertThat(known("lot code", "25O06A")).isTrue();
        assertThat(known("invoice type code", "1")).isTrue();
        assertThat(known("phase code", "409")).isTrue();
    }

    private boolean known(String entity, String key) {
        return Boolean.TRUE.equals(database.jdbc.queryForObject(
                "select * from hub.knows(?, 'pcp', ?, ?)", Boolean.class, company.id(), entity, key));
    }

    @Test
    void aCollectionThatNothingLeadsToIsRefused() {
        Map<Long, Refusal> refusals = plans(plan("VERAO 2025", "25O06A", "OUTONO 1999"));

        assertThat(refusals.values())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.issue().message()).contains("OUTONO 1999"));
    }

    @Test
    void aPlanFollowsItsSource() {
        plans(plan("VERAO 2025", "25O06A"));
        windows(false, window("409", LAST), window("429", LAST));

        plans(plan("VERAO 2025 B", "25O06A"));
        windows(false, window("409", LAST.plusDays(7)));
        windows(true, window("429", LAST));

        assertThat(one("name")).isEqualTo("VERAO 2025 B");
        assertThat(lastDays()).containsExactly(LAST.plusDays(7));
    }

    @Test
    void aPlanThatAPersonHasMadeIsNotOverwritten() {
        personSaves();

        assertThat(plans(plan("VERAO 2025", "25O06A"))).isEmpty();
        assertThat(windows(false, window("409", LAST))).isEmpty();

        assertThat(one("name")).isEqualTo("Plano VER25");
        assertThat(one("source")).isEqualTo("null");
        assertThat(lastDays()).isEmpty();
    }

    @Test
    void aPlanThatAPersonSavesFollowsNoMore() {
        plans(plan("VERAO 2025", "25O06A"));
        windows(false, window("409", LAST));
        personSaves();

        plans(plan("VERAO 2025 B", "25O06A"));
        windows(false, window("409", LAST.plusDays(7)));
        windows(true, window("409", LAST));

        assertThat(one("name")).isEqualTo("Plano VER25");
        assertThat(lastDays()).containsExactly(LAST);
    }

    @Test
    void aPersonsWindowEndsTheFollowingToo() {
        plans(plan("VERAO 2025", "25O06A"));
        UUID id = row().publicId();

        database.get(Plans.class).setWindow(planner, id, "409", FIRST, LAST);
        windows(false, window("409", LAST.plusDays(7)));

        assertThat(one("source")).isEqualTo("null");
        assertThat(lastDays()).containsExactly(LAST);
    }

    @Test
    void aWindowWaitsForItsPlanAndPhase() {
        assertThat(windows(false, window("409", LAST)).values())
                .extracting(Refusal::waitsFor)
                .containsExactly("plan");

        plans(plan("VERAO 2025", "25O06A"));

        assertThat(windows(false, window("999", LAST)).values())
                .extracting(Refusal::waitsFor)
                .containsExactly("phase code");
    }

    @Test
    void aReasonIsAddedOnceAndWaitsForItsOrder() {
        DelayReasonChange reason = new DelayReasonChange(new Ref("a"), "000001-001", "Fase 429", "FALTOU LINHA");
        assertThat(reasons(reason).values()).extracting(Refusal::waitsFor).containsExactly("order number");

        database.jdbc.update("""
                insert into hub.production_order (public_id, company_id, source, observed_at, source_key, number, item_id, status,
                  reported_status, source_status, posting_blocked)
                select gen_random_uuid(), company_id, 'csw', now(), '1', '000001-001', id, 'RELEASED', 'RELEASED', '3', false
                from hub.item where company_id = ? and code = 'A'""", company.id());
        assertThat(known("order number", "000001-001")).isTrue();
        assertThat(reasons(reason)).isEmpty();
        assertThat(reasons(reason)).isEmpty();

        assertThat(database.jdbc.queryForList(
                        "select reason from hub.delay_justification where company_id = ?", String.class, company.id()))
                .containsExactly("FALTOU LINHA");
    }

    private Map<Long, Refusal> reasons(CanonicalChange change) {
        return database.merge(company, false, database.merger("importedReasons"), change);
    }

    @Test
    void daysOffOfTheSourceAreThoseOfTheCompanyUnlessAPersonSaysOtherwise() {
        LocalDate city = LocalDate.parse("2025-11-14");
        LocalDate republic = LocalDate.parse("2025-11-15");
        DayOffChange dayOff = new DayOffChange(new Ref("14/11/2025|CIDADE"), city, "CIDADE");
        DayOffChange national = new DayOffChange(new Ref("2025-11-15|REPUBLICA"), republic, "REPUBLICA");

        database.merge(company, false, database.merger("importedDays"), dayOff, national);

        assertThat(worked(city)).isZero();
        assertThat(kind(city)).isEqualTo("MUNICIPAL");
        assertThat(kind(republic)).isEqualTo("NATIONAL");

        UUID calendar = database.uuid(
                "select public_id from hub.work_calendar where company_id = ? and code = 'DEFAULT'", company.id());
        database.get(WorkCalendars.class)
                .setDays(
                        planner,
                        calendar,
                        city,
                        new CalendarDay(city, CalendarDay.Kind.EXTRA_SHIFT, "Turno", BigDecimal.ONE));
        assertThat(worked(city)).isEqualByComparingTo("1");

        database.merge(company, true, database.merger("importedDays"), national);
        assertThat(database.jdbc.queryForList(
                        "select day from hub.calendar_day where company_id = ? and origin = 'IMPORT'",
                        LocalDate.class,
                        company.id()))
                .containsExactly(city);
    }

    private BigDecimal worked(LocalDate day) {
        return Objects.requireNonNull(database.jdbc.queryForObject("""
                select hub.work_days((select id from hub.work_calendar where company_id = ? and code = 'DEFAULT'), ?, ?)""", BigDecimal.class, company.id(), day, day));
    }

    private String kind(LocalDate day) {
        return String.valueOf(database.jdbc.queryForObject(
                "select kind from hub.calendar_day where company_id = ? and day = ? and origin = 'IMPORT'",
                String.class,
                company.id(),
                day));
    }
}
