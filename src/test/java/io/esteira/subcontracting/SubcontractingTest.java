package io.esteira.subcontracting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.subcontracting.SubcontractOrders.PromisedBy;
import io.esteira.subcontracting.SubcontractOrders.SubcontractOrder;
import io.esteira.subcontracting.SubcontractOrders.Wanted;
import io.esteira.subcontracting.Subcontracting.Answer;
import io.esteira.subcontracting.Subcontracting.Told;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two subcontractors of a company; the day is 2025-10-22. */
class SubcontractingTest {

    private static HikariDataSource dataSource;
    private static Factory factory;
    private static JdbcClient jdbc;
    private static Hub hub;
    private static int companies;

    private Company company = new Company((short) 0, "", "", ZoneOffset.UTC);
    private Caller planner = Hub.caller(Set.of());
    private Caller leader = planner;
    private long order;

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
                .start("io.esteira.planning", "io.esteira.subcontracting");
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
        leader = Hub.caller(Set.of(Role.LEADER), company);
        order = factory.order(
                company, "csw", "000905-001", "100", List.of(new Step(1, "401", "401"), new Step(2, "429", "429")));
        for (String code : List.of("1", "2")) {
            jdbc.sql("""
                            insert into hub.subcontractor (public_id, company_id, source, code, name, observed_at)
                            values (gen_random_uuid(), ?, 'csw', ?, ?, now())
                            """).params(company.id(), code, "FACCAO " + code).update();
        }
    }

    private void shipment(String shop, int pieces, boolean open, @Nullable String day) {
        jdbc.sql("""
                        insert into hub.subcontract_shipment (public_id, company_id, source, order_id, shipment_key, subcontractor_id,
                          phase_id, number, pieces, open, released_on, observed_at)
                        select gen_random_uuid(), s.company_id, 'csw', :order, gen_random_uuid()::text, s.id, f.id, '1', :pieces, :open,
                          :day::date, now()
                        from hub.subcontractor s join hub.phase f on f.company_id = s.company_id and f.code = '429'
                        where s.company_id = :company and s.code = :shop
                        """)
                .param("order", order)
                .param("pieces", pieces)
                .param("open", open)
                .param("day", day)
                .param("company", company.id())
                .param("shop", shop)
                .update();
    }

    private Subcontracting subcontracting() {
        return hub.get(Subcontracting.class);
    }

    private static AgreedCapacity capacity(String category, String pieces, @Nullable Integer days) {
        return new AgreedCapacity(category, new BigDecimal(pieces), days);
    }

    private Answer save(AgreedCapacity... capacities) {
        return save(planner, "1", "429", capacities);
    }

    private Answer save(Caller caller, String shop, String phase, AgreedCapacity... capacities) {
        return subcontracting().saveCapacities(caller, company.code(), shop, phase, List.of(capacities), "acordo");
    }

    private Answer tell(Caller caller, @Nullable String shop, SubcontractStatus status, @Nullable String promisedOn) {
        return subcontracting()
                .tell(
                        caller,
                        orderId(),
                        shop,
                        new Told(status, "nota", promisedOn == null ? null : LocalDate.parse(promisedOn)));
    }

    private UUID orderId() {
        return jdbc.sql("select public_id from hub.production_order where id = ?")
                .param(order)
                .query(UUID.class)
                .single();
    }

    private static void done(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
    }

    private static void refused(Answer answer, String code) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        assertThat(((Answer.Refused) answer).refusal().code()).hasToString(code);
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).param(company.id()).query(String.class).list();
    }

    private List<SubcontractOrder> orders(Wanted wanted) {
        return hub.get(SubcontractOrders.class)
                .of(planner, company.code(), wanted)
                .orElseThrow();
    }

    private static Wanted all() {
        return new Wanted(null, null, null, null);
    }

    private static final String HISTORY = """
            select coalesce(h.pieces_per_day::text, 'gone') || ' by ' || h.created_by
            from hub.subcontract_capacity_change h join hub.subcontract_capacity c on c.id = h.capacity_id
            where c.company_id = ? order by h.id
            """;

    @Test
    void whatCapacitiesWereSetToIsKeptWithWhoSetThem() {
        // given
        done(save(capacity("CAMISETA", "15", 10), capacity("POLO", "4.5", null)));

        // when one changes and the other is said once more
        done(save(capacity("CAMISETA", "18", 10), capacity("POLO", "4.5", null)));

        // then
        assertThat(texts(HISTORY)).containsExactly("15 by maria", "4.5 by maria", "18 by maria");
        assertThat(
                        texts(
                                "select category || ' ' || pieces_per_day from hub.subcontract_capacity where company_id = ? order by 1"))
                .containsExactly("CAMISETA 18", "POLO 4.5");
        assertThat(texts("select action from hub.audit_entry where company_id = ?"))
                .containsExactly("subcontractCapacity.save", "subcontractCapacity.save");
        assertThat(
                        texts(
                                "select kind::text from hub.change_log where entity = 'subcontract_capacity' and company_id = ? order by seq"))
                .containsExactly("I", "I", "U");
    }

    @Test
    void aCapacityThatIsTakenAwayStaysInItsHistoryAndMayComeBack() {
        // given
        done(save(capacity("CAMISETA", "15", 10)));
        UUID capacity =
                UUID.fromString(texts("select public_id::text from hub.subcontract_capacity where company_id = ?")
                        .getFirst());

        // when
        refused(subcontracting().removeCapacity(Hub.caller(Set.of(Role.PLANNER)), capacity), "CAPACITY_NOT_FOUND");
        refused(subcontracting().removeCapacity(leader, capacity), "FORBIDDEN");
        done(subcontracting().removeCapacity(planner, capacity));
        refused(subcontracting().removeCapacity(planner, capacity), "CAPACITY_NOT_FOUND");
        done(save(capacity("CAMISETA", "15", 10)));

        // then
        assertThat(texts(HISTORY)).containsExactly("15 by maria", "gone by maria", "15 by maria");
        assertThat(
                        texts(
                                "select coalesce(deleted_at::text, 'holds') from hub.subcontract_capacity where company_id = ?"))
                .containsExactly("holds");
    }

    @Test
    void capacitiesThatCannotBeAreRefused() {
        refused(save(leader, "1", "429", capacity("POLO", "1", null)), "FORBIDDEN");
        refused(save(Hub.caller(Set.of(Role.PLANNER)), "1", "429", capacity("POLO", "1", null)), "UNKNOWN_COMPANY");
        refused(save(planner, "9", "429", capacity("POLO", "1", null)), "UNKNOWN_SUBCONTRACTOR");
        refused(save(planner, "1", "'; drop table hub.item; --", capacity("POLO", "1", null)), "UNKNOWN_PHASE");
        refused(save(capacity("ROUPA", "1", null)), "UNKNOWN_CATEGORY");
        refused(save(capacity("POLO", "1", null), capacity("POLO", "2", null)), "GIVEN_TWICE");
        refused(save(capacity("POLO", "-1", null)), "INVALID_QUANTITY");
        refused(save(capacity("POLO", "1e999999999", null)), "INVALID_QUANTITY");
        refused(save(capacity("POLO", "1e-999999999", null)), "INVALID_QUANTITY");
        refused(save(capacity("POLO", "1", -1)), "INVALID_QUANTITY");
        refused(save(capacity("POLO", "1", Integer.MAX_VALUE)), "INVALID_QUANTITY");
        refused(
                subcontracting().saveCapacities(planner, company.code(), "1", "429", List.of(), "x".repeat(2_001)),
                "INVALID_TEXT");
        assertThat(texts(HISTORY)).isEmpty();
    }

    @Test
    void aSubcontractorMayHaveACalendarOfItsOwn() {
        // given
        jdbc.sql("""
                        insert into hub.work_calendar (company_id, code, name, scope, created_by, updated_by)
                        values (?, 'FAC1', 'Facção 1', 'SUBCONTRACTOR', 'maria', 'maria')
                        """).param(company.id()).update();

        // when, then
        refused(subcontracting().setCalendar(planner, company.code(), "1", "FAC9"), "UNKNOWN_CALENDAR");
        refused(subcontracting().setCalendar(leader, company.code(), "1", "FAC1"), "FORBIDDEN");
        done(subcontracting().setCalendar(planner, company.code(), "1", "FAC1"));
        String sql = "select s.code || ' ' || coalesce(c.code, '-') from hub.subcontractor s "
                + "left join hub.work_calendar c on c.id = s.calendar_id where s.company_id = ? order by 1";
        assertThat(texts(sql)).containsExactly("1 FAC1", "2 -");
        done(subcontracting().setCalendar(planner, company.code(), "1", null));
        assertThat(texts(sql)).containsExactly("1 -", "2 -");
    }

    @Test
    void statusesAreOnlyEverAddedAndTheLastOneHolds() {
        // given
        shipment("1", 100, true, "2025-10-02");

        // when
        done(tell(leader, null, SubcontractStatus.SEWING, "2025-10-25"));
        done(tell(planner, "1", SubcontractStatus.FINISHING, null));

        // then
        assertThat(texts("select status from hub.subcontract_status where company_id = ? order by id"))
                .containsExactly("SEWING", "FINISHING");
        SubcontractOrder told = orders(all()).getFirst();
        assertThat(told.status()).isEqualTo(SubcontractStatus.FINISHING);
        assertThat(told.promisedOn()).isEqualTo("2025-10-25");
        assertThat(told.promisedBy()).isEqualTo(PromisedBy.PERSON);
        assertThat(told.late()).isFalse();
        assertThatThrownBy(() -> jdbc.sql("update hub.subcontract_status set status = 'FINISHED'")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("is never changed");
        assertThatThrownBy(() -> jdbc.sql("delete from hub.subcontract_status").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void statusesThatCannotBeToldAreRefused() {
        refused(tell(leader, null, SubcontractStatus.SEWING, null), "NOT_AT_SUBCONTRACTOR");
        shipment("1", 60, true, "2025-10-02");
        shipment("2", 40, true, "2025-10-02");
        refused(tell(leader, null, SubcontractStatus.SEWING, null), "SEVERAL_SUBCONTRACTORS");
        refused(tell(leader, "9", SubcontractStatus.SEWING, null), "NOT_AT_SUBCONTRACTOR");
        refused(tell(leader, "1", SubcontractStatus.SEWING, "1999-12-31"), "INVALID_DATE");
        refused(tell(leader, "1", SubcontractStatus.SEWING, "+999999-12-31"), "INVALID_DATE");
        refused(tell(Hub.caller(Set.of(Role.OPERATOR), company), "1", SubcontractStatus.SEWING, null), "FORBIDDEN");
        refused(tell(Hub.caller(Set.of(Role.LEADER)), "1", SubcontractStatus.SEWING, null), "ORDER_NOT_FOUND");
        assertThat(texts("select status from hub.subcontract_status where company_id = ?"))
                .isEmpty();
    }

    @Test
    void whoGaveAllBackMayStillBeToldOfUnlessAnotherHasTheOrder() {
        shipment("1", 60, false, "2025-10-02");
        done(tell(leader, null, SubcontractStatus.COLLECTED, null));
        shipment("2", 40, true, "2025-10-12");
        done(tell(leader, null, SubcontractStatus.SEWING, null));

        assertThat(texts("select b.code || ' ' || t.status from hub.subcontract_status t "
                        + "join hub.subcontractor b on b.id = t.subcontractor_id where t.company_id = ? order by t.id"))
                .containsExactly("1 COLLECTED", "2 SEWING");
    }

    @Test
    void whatIsPromisedFollowsFromTheLeadTimeInDaysOfTheCalendar() {
        // given
        shipment("1", 100, true, "2025-10-02");
        assertThat(orders(all()).getFirst().promisedOn()).isNull();
        goal(null, "30");
        assertThat(orders(all()).getFirst().promisedOn()).isEqualTo("2025-11-01");
        goal("-", "24.5");
        assertThat(orders(all()).getFirst().promisedOn()).isEqualTo("2025-10-27");

        // when
        done(save(capacity("-", "15", 19)));

        // then
        SubcontractOrder promised = orders(all()).getFirst();
        assertThat(promised.promisedOn()).isEqualTo("2025-10-21");
        assertThat(promised.promisedBy()).isEqualTo(PromisedBy.LEAD_TIME);
        assertThat(promised.late()).isTrue();
        assertThat(promised.status()).isEqualTo(SubcontractStatus.NOT_REPORTED);
        assertThat(orders(new Wanted("1", "429", SubcontractStatus.NOT_REPORTED, true)))
                .hasSize(1);
        assertThat(orders(new Wanted("2", null, null, null))).isEmpty();
        assertThat(orders(new Wanted(null, "401", null, null))).isEmpty();
        assertThat(orders(new Wanted(null, null, SubcontractStatus.SEWING, null)))
                .isEmpty();
        assertThat(orders(new Wanted(null, null, null, false))).isEmpty();
    }

    private void goal(@Nullable String category, String days) {
        jdbc.sql("""
                        insert into hub.lead_time_goal (company_id, phase_id, category, days, updated_by)
                        select company_id, id, :category, :days::numeric, 'maria' from hub.phase where company_id = :company and code = '429'
                        """)
                .param("category", category)
                .param("days", days)
                .param("company", company.id())
                .update();
    }

    @Test
    void companiesOfOthersDoNotExist() {
        assertThat(hub.get(SubcontractOrders.class).of(Hub.caller(Set.of(Role.PLANNER)), company.code(), all()))
                .isEmpty();
    }
}
