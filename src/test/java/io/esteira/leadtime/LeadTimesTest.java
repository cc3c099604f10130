package io.esteira.leadtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.leadtime.LeadTimeGoals.LeadTimeGoal;
import io.esteira.leadtime.LeadTimeRequest.By;
import io.esteira.planning.UnknownFilter;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.support.Factory;
import io.esteira.support.Factory.Step;
import io.esteira.support.Hub;
import io.esteira.support.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LeadTimesTest {

    private static HikariDataSource dataSource;
    private static Factory factory;
    private static JdbcClient jdbc;
    private static Hub hub;
    private static int companies;

    private Company company = new Company((short) 0, "", "", ZoneOffset.UTC);
    private Caller planner = Hub.caller(Set.of());

    @BeforeAll
    static void start() {
        dataSource = TestDatabase.create();
        factory = new Factory(dataSource);
        jdbc = factory.jdbc();
        hub = Hub.on(dataSource, Clock.fixed(Instant.parse("2025-10-22T12:00:00Z"), ZoneOffset.UTC))
                .with(
                        "transactionTemplate",
                        TransactionTemplate.class,
                        new TransactionTemplate(new JdbcTransactionManager(dataSource)))
                .start("io.esteira.planning", "io.esteira.leadtime");
    }

    @AfterAll
    static void close() {
        hub.close();
        dataSource.close();
    }

    @BeforeEach
    void company() {
        company = factory.company("C" + ++companies);
        planner = Hub.caller(Set.of(Role.PLANNER), company);
    }

    private long order(String number, String... phases) {
        List<Step> steps = IntStream.range(0, phases.length)
                .mapToObj(i -> new Step(i + 1, phases[i], phases[i]))
                .toList();
        return factory.order(company, "csw", number, "100", steps);
    }

    /** A posting at eight in the morning of São Paulo. */
    private void posting(long order, int sequence, String day, int pieces) {
        jdbc.sql("""
                        insert into hub.posting (public_id, company_id, order_id, step_id, posted_on, ended_at, good, scrap, rework, completes,
                          origin, in_erp, created_by, created_at)
                        select gen_random_uuid(), s.company_id, s.order_id, s.id, ?::date, (?::date + time '08:00') at time zone ?, ?, 0, 0,
                          false, 'ERP', true, 'csw', now()
                        from hub.order_step s where s.order_id = ? and s.sequence = ?
                        """)
                .params(day, day, company.zone().getId(), pieces, order, sequence)
                .update();
    }

    private void passed(String number, int pieces, String... days) {
        long order = order(number, "401", "409", "433", "449");
        IntStream.range(0, days.length).forEach(i -> posting(order, i + 1, days[i], pieces));
    }

    private void note(long order, String shop, String direction, String day, int pieces) {
        jdbc.sql("""
                        insert into hub.subcontractor (public_id, company_id, source, code, name, observed_at)
                        values (gen_random_uuid(), ?, 'csw', ?, ?, now()) on conflict do nothing
                        """).params(company.id(), shop, "Facção " + shop).update();
        jdbc.sql("""
                        insert into hub.subcontract_note (public_id, company_id, source, order_id, note_key, subcontractor_id, phase_id,
                          direction, day, pieces, observed_at)
                        select gen_random_uuid(), s.company_id, 'csw', ?, gen_random_uuid()::text, s.id, f.id, ?, ?::date, ?, now()
                        from hub.subcontractor s
                        join hub.phase f on f.company_id = s.company_id and f.code = '429'
                        where s.company_id = ? and s.code = ?
                        """).params(order, direction, day, pieces, company.id(), shop).update();
    }

    private static LeadTimeRequest request(By by, String from, String to) {
        return new LeadTimeRequest(
                by, LocalDate.parse(from), LocalDate.parse(to), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private LeadTimes.Measured measured(LeadTimeRequest request) {
        return hub.get(LeadTimes.class).of(planner, company.code(), request).orElseThrow();
    }

    private LeadTime row(LeadTimeRequest request, String code) {
        return measured(request).rows().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static void holds(LeadTime.Span span, String mean, String weighted, int measured, int pieces) {
        assertThat(span.mean()).isEqualByComparingTo(mean);
        assertThat(span.weighted()).isEqualByComparingTo(weighted);
        assertThat(span.measured()).isEqualTo(measured);
        assertThat(span.pieces()).isEqualByComparingTo(BigDecimal.valueOf(pieces));
    }

    @Test
    void aHundredPiecesInFourDaysAndThreeHundredInEightAreSixDaysAndSevenByPieces() {
        // given
        passed("000911-001", 100, "2025-08-29", "2025-09-01", "2025-09-05", "2025-09-05");
        passed("000912-001", 300, "2025-08-29", "2025-09-01", "2025-09-09", "2025-09-09");

        // when
        LeadTime phase = row(request(By.PHASE, "2025-09-01", "2025-09-30"), "433");

        // then
        holds(phase.span(), "6", "7", 2, 400);
        assertThat(phase.categories()).hasSize(1);
        holds(phase.categories().getFirst().span(), "6", "7", 2, 400);
    }

    @Test
    void anEntryLongBeforeThePeriodCounts() {
        passed("000911-001", 100, "2025-01-10", "2025-01-20", "2025-09-05", "2025-09-05");

        holds(row(request(By.PHASE, "2025-09-05", "2025-09-05"), "433").span(), "228", "228", 1, 100);
        assertThat(measured(request(By.PHASE, "2025-09-06", "2025-09-30")).rows())
                .isEmpty();
    }

    @Test
    void anOrderLeavesAPhaseWithItsLastPostingAndAStepThatWasNotPostedIsSkipped() {
        // given
        long order = order("000911-001", "401", "409", "433", "449");
        posting(order, 1, "2025-09-01", 100);
        posting(order, 3, "2025-09-03", 40);
        posting(order, 3, "2025-09-11", 60);

        // when
        LeadTimes.Measured measured = measured(request(By.PHASE, "2025-09-01", "2025-09-30"));

        // then
        assertThat(measured.rows()).extracting(LeadTime::code).containsExactly("433");
        holds(measured.rows().getFirst().span(), "10", "10", 1, 100);
        holds(measured.whole(), "10", "10", 1, 100);
    }

    @Test
    void stepsInARowThatAreFoldedIntoOnePhaseAreOneStay() {
        // given
        order("000900-001", "429");
        long order = order("000911-001", "401", "455", "429", "449");
        posting(order, 1, "2025-09-01", 100);
        posting(order, 2, "2025-09-04", 100);
        posting(order, 3, "2025-09-11", 100);

        // when
        LeadTimes.Measured measured = measured(request(By.PHASE, "2025-09-01", "2025-09-30"));

        // then
        assertThat(measured.rows()).extracting(LeadTime::code).containsExactly("429");
        holds(measured.rows().getFirst().span(), "10", "10", 1, 100);
    }

    @Test
    void whatWasSentFirstComesBackFirst() {
        // given
        long order = order("000921-001", "401", "429", "449");
        note(order, "1", "SENT", "2025-06-01", 100);
        note(order, "1", "SENT", "2025-06-11", 100);
        note(order, "1", "RETURNED", "2025-06-21", 150);
        note(order, "1", "RETURNED", "2025-07-01", 60);

        // when 100 pieces took 20 days, 50 took 10 and 50 took 20; ten more than were sent came back
        LeadTime shop = row(request(By.SUBCONTRACTOR, "2025-06-01", "2025-07-31"), "1");

        // then
        assertThat(shop.span().weighted()).isEqualByComparingTo("17.5");
        assertThat(shop.span().pieces()).isEqualByComparingTo("200");
        assertThat(shop.span().measured()).isEqualTo(3);
        holds(row(request(By.SUBCONTRACTOR, "2025-07-01", "2025-07-31"), "1").span(), "20", "20", 1, 50);
    }

    @Test
    void aParentOrderIsMeasuredFromPlanningToStock() {
        // given
        passed("000911-001", 100, "2025-08-25", "2025-09-01", "2025-09-05", "2025-09-10");
        passed("000911-002", 100, "2025-08-01", "2025-09-01", "2025-09-05", "2025-09-10");
        passed("000912-001", 300, "2025-09-01", "2025-09-02", "2025-09-03", "2025-09-11");

        // when
        LeadTimes.Measured measured = measured(request(By.ORDER, "2025-09-01", "2025-09-30"));

        // then
        assertThat(measured.rows()).extracting(LeadTime::code).containsExactly("000911-001", "000912-001");
        holds(measured.whole(), "13", "11.5", 2, 400);
    }

    @Test
    void filtersChooseAndTellOfWhatTheyDoNotKnow() {
        // given
        passed("000911-001", 100, "2025-08-29", "2025-09-01", "2025-09-05", "2025-09-05");
        passed("000912-001", 300, "2025-08-29", "2025-09-01", "2025-09-09", "2025-09-09");
        jdbc.sql(
                        "update hub.production_order set type = '1-VENDA', lot = 'LOTE VERAO 2025' where company_id = ? and number = '000911-001'")
                .param(company.id())
                .update();
        jdbc.sql(
                        "update hub.production_order set type = '2-PARTE', lot = 'ENCOMENDA 2025' where company_id = ? and number = '000912-001'")
                .param(company.id())
                .update();

        // when, then
        assertThat(only(List.of("1"), List.of(), List.of(), List.of()).pieces()).isEqualByComparingTo("200");
        assertThat(only(List.of("2-PARTE"), List.of(), List.of(), List.of()).measured())
                .isEqualTo(2);
        assertThat(only(List.of(), List.of("-"), List.of(), List.of()).measured())
                .isEqualTo(4);
        assertThat(only(List.of(), List.of("POLO"), List.of(), List.of()).measured())
                .isZero();
        assertThat(only(List.of(), List.of(), List.of("VERAO 2025"), List.of()).measured())
                .isEqualTo(2);
        assertThat(only(List.of(), List.of(), List.of(), List.of("433")).measured())
                .isEqualTo(2);
        refuses("order type", "9", () -> only(List.of("9"), List.of(), List.of(), List.of()));
        refuses("category", "X", () -> only(List.of(), List.of("X"), List.of(), List.of()));
        refuses("collection", "VERAO 2026", () -> only(List.of(), List.of(), List.of("VERAO 2026"), List.of()));
        refuses("phase", "'; drop", () -> only(List.of(), List.of(), List.of(), List.of("433", "'; drop")));
    }

    private LeadTime.Span only(
            List<String> types, List<String> categories, List<String> collections, List<String> phases) {
        return measured(new LeadTimeRequest(
                        By.PHASE,
                        LocalDate.parse("2025-09-04"),
                        LocalDate.parse("2025-09-30"),
                        types,
                        categories,
                        collections,
                        phases,
                        List.of()))
                .whole();
    }

    private static void refuses(String what, String code, Runnable asked) {
        assertThatThrownBy(asked::run)
                .isInstanceOf(UnknownFilter.class)
                .hasMessage("The company has no %s \"%s\".".formatted(what, code));
    }

    @Test
    void goalsOfPhasesAndCategoriesColourWhatWasMeasured() {
        // given
        passed("000911-001", 100, "2025-08-29", "2025-09-01", "2025-09-05", "2025-09-05");
        LeadTimeRequest request = request(By.PHASE, "2025-09-01", "2025-09-30");
        assertThat(row(request, "433").flag()).isNull();

        // when, then: four days
        set(null, "4", null, "Maria");
        assertThat(row(request, "433").flag()).isEqualTo(LeadTime.Flag.NORMAL);
        assertThat(row(request, "433").responsible()).isEqualTo("Maria");
        set(null, "3", "5", null);
        assertThat(row(request, "433").flag()).isEqualTo(LeadTime.Flag.ATTENTION);
        assertThat(row(request, "433").categories().getFirst().flag()).isEqualTo(LeadTime.Flag.ATTENTION);
        set("-", "2", "4", null);
        assertThat(row(request, "433").flag()).isEqualTo(LeadTime.Flag.ATTENTION);
        assertThat(row(request, "433").categories().getFirst().flag()).isEqualTo(LeadTime.Flag.LATE);
        set(null, "3", null, null);
        assertThat(row(request, "433").flag()).isEqualTo(LeadTime.Flag.LATE);
    }

    private void set(
            @Nullable String category,
            @Nullable String days,
            @Nullable String attention,
            @Nullable String responsible) {
        assertThat(save(planner, "433", category, days, attention, responsible))
                .isInstanceOf(LeadTimeGoals.Answer.Done.class);
    }

    private LeadTimeGoals.Answer save(
            Caller caller,
            String phase,
            @Nullable String category,
            @Nullable String days,
            @Nullable String attention,
            @Nullable String responsible) {
        return hub.get(LeadTimeGoals.class)
                .save(
                        caller,
                        company.code(),
                        new LeadTimeGoal(
                                phase,
                                category,
                                days == null ? null : new BigDecimal(days),
                                attention == null ? null : new BigDecimal(attention),
                                responsible));
    }

    @Test
    void goalsThatCannotBeAreRefused() {
        order("000911-001", "433");

        refused(save(Hub.caller(Set.of(Role.LEADER), company), "433", null, "4", null, null), "FORBIDDEN");
        refused(save(Hub.caller(Set.of(Role.PLANNER)), "433", null, "4", null, null), "UNKNOWN_COMPANY");
        refused(save(planner, "999", null, "4", null, null), "UNKNOWN_PHASE");
        refused(save(planner, "433", "X", "4", null, null), "UNKNOWN_CATEGORY");
        refused(save(planner, "433", null, "-1", null, null), "INVALID_DAYS");
        refused(save(planner, "433", null, "1e9", null, null), "INVALID_DAYS");
        refused(save(planner, "433", null, "4", "3", null), "INVALID_DAYS");
        refused(save(planner, "433", null, null, "3", "Maria"), "INVALID_DAYS");
        refused(save(planner, "433", null, null, null, " "), "INVALID_RESPONSIBLE");
        refused(save(planner, "433", "-", "4", null, "Maria"), "INVALID_RESPONSIBLE");
        refused(save(planner, "433", null, null, null, null), "NOTHING_GIVEN");
    }

    private static void refused(LeadTimeGoals.Answer answer, String code) {
        assertThat(answer).isInstanceOf(LeadTimeGoals.Answer.Refused.class);
        assertThat(((LeadTimeGoals.Answer.Refused) answer).refusal().code()).hasToString(code);
    }

    @Test
    void goalsEndAndEachActIsAudited() {
        // given
        order("000911-001", "433");
        set(null, "4", null, null);
        UUID goal = Objects.requireNonNull(jdbc.sql("select public_id from hub.lead_time_goal where company_id = ?")
                .param(company.id())
                .query(UUID.class)
                .single());

        // when, then
        LeadTimeGoals goals = hub.get(LeadTimeGoals.class);
        refused(goals.remove(Hub.caller(Set.of(Role.PLANNER)), goal), "GOAL_NOT_FOUND");
        assertThat(goals.remove(planner, goal)).isInstanceOf(LeadTimeGoals.Answer.Done.class);
        refused(goals.remove(planner, goal), "GOAL_NOT_FOUND");
        assertThat(jdbc.sql("select action from hub.audit_entry where company_id = ? order by id")
                        .param(company.id())
                        .query(String.class)
                        .list())
                .containsExactly("leadTimeGoal.save", "leadTimeGoal.remove");
    }

    @Test
    void companiesOfOthersDoNotExist() {
        assertThat(hub.get(LeadTimes.class)
                        .of(
                                Hub.caller(Set.of(Role.PLANNER)),
                                company.code(),
                                request(By.ORDER, "2025-09-01", "2025-09-30")))
                .isEmpty();
    }
}
