package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.ItemChange;
import io.esteira.adapter.canonical.OrderChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.RoutingStepChange;
import io.esteira.canonical.CanonicalWriter;
import io.esteira.canonical.MergeBatch;
import io.esteira.platform.Companies;
import io.esteira.support.HubTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Steps of orders that follow their item's routing. */
class CopiedStepsTests extends HubTest {

    private static final String SOURCE = "steps-test";
    private static final Ref ITEM = new Ref("steps-item");

    @Autowired
    private CanonicalWriter writer;

    @Autowired
    private Companies companies;

    @Autowired
    private TransactionTemplate transaction;

    private long inboxId;

    @BeforeEach
    void routings() {
        write(
                new ItemChange(ITEM, ITEM.key(), "an item", ItemChange.Kind.PRODUCT, null, null, null, null, true),
                step("01", 10, "10"),
                step("01", 20, "20"),
                step("02", 10, "10"),
                step("02", 30, "30"));
    }

    private void write(CanonicalChange... changes) {
        merge(Arrays.stream(changes).map(this::shown).toList());
    }

    private void merge(List<MergeBatch.Entry> entries) {
        transaction.executeWithoutResult(status -> assertThat(writer.write(companies.get("LATICINIO"), SOURCE, entries))
                .isEmpty());
    }

    private MergeBatch.Entry shown(CanonicalChange change) {
        return new MergeBatch.Entry(++inboxId, Instant.now(), false, change);
    }

    private MergeBatch.Entry gone(CanonicalChange change) {
        return new MergeBatch.Entry(++inboxId, Instant.now(), true, change);
    }

    private static RoutingStepChange step(String routing, int sequence, String operation) {
        return new RoutingStepChange(
                new Ref("steps-" + routing + operation), ITEM, routing, sequence, operation, null, null, null);
    }

    private static OrderChange order(String number, String routing) {
        return order(number, routing, OrderChange.Status.RELEASED);
    }

    private static OrderChange order(String number, String routing, OrderChange.Status status) {
        return new OrderChange(
                new Ref(number),
                number,
                ITEM,
                status,
                "",
                BigDecimal.TEN,
                null,
                null,
                null,
                null,
                null,
                routing,
                null,
                null,
                null,
                null,
                null,
                false);
    }

    private List<String> operations(String number) {
        return jdbc.sql("""
                        select s.operation from hub.order_step s join hub.production_order o on o.id = s.order_id
                         where o.number = ? and s.deleted_at is null order by s.sequence
                        """).param(number).query(String.class).list();
    }

    @Test
    void anOrderThatChangesItsRoutingLosesTheStepsOfTheOldOne() {
        write(order("STEPS-1", "01"));
        assertThat(operations("STEPS-1")).containsExactly("10", "20");

        write(order("STEPS-1", "02"));
        assertThat(operations("STEPS-1")).containsExactly("10", "30");

        write(order("STEPS-1", "01"));
        assertThat(operations("STEPS-1")).containsExactly("10", "20");
    }

    @Test
    void aStepOnWhichWorkWasPostedStays() {
        write(order("STEPS-2", "01"));
        post("STEPS-2", "20");

        write(order("STEPS-2", "02"));

        assertThat(operations("STEPS-2")).containsExactly("10", "20", "30");
    }

    private void post(String number, String operation) {
        jdbc.sql("""
                        insert into hub.posting (public_id, company_id, order_id, step_id, posted_on, good, scrap, rework, completes, origin, state, in_erp, created_by, created_at)
                        select gen_random_uuid(), s.company_id, s.order_id, s.id, current_date, 1, 0, 0, false, 'ERP', 'ACCEPTED', true, ?, now()
                          from hub.order_step s join hub.production_order o on o.id = s.order_id
                         where o.number = ? and s.operation = ?
                        """).params(SOURCE, number, operation).update();
    }

    @Test
    void aStepOnWhichWorkWasPostedStaysWhenTheRoutingLosesIt() {
        write(order("STEPS-4", "01"));
        post("STEPS-4", "20");

        merge(List.of(gone(step("01", 10, "10")), gone(step("01", 20, "20"))));

        assertThat(operations("STEPS-4")).containsExactly("20");
    }

    @Test
    void aClosedOrderKeepsTheStepsThatItHad() {
        write(order("STEPS-5", "01"));
        write(order("STEPS-5", "01", OrderChange.Status.CLOSED));

        merge(List.of(gone(step("01", 20, "20"))));
        write(order("STEPS-5", "02", OrderChange.Status.CLOSED));

        assertThat(operations("STEPS-5")).containsExactly("10", "20");
    }

    @Test
    void ofTwoRowsOfOnePositionTheOneThatIsNotDeletedCounts() {
        write(step("03", 10, "10"), order("STEPS-6", "03"));

        merge(List.of(gone(step("03", 10, "10")), shown(step("03", 10, "010"))));
        assertThat(operations("STEPS-6")).containsExactly("010");

        write(order("STEPS-6", "03", OrderChange.Status.PLANNED));
        assertThat(operations("STEPS-6")).containsExactly("010");
    }

    @Test
    void anOrderWhoseNewRoutingIsNotKnownKeepsItsStepsUntilItIs() {
        write(order("STEPS-3", "01"));

        write(order("STEPS-3", "99"));
        assertThat(operations("STEPS-3")).containsExactly("10", "20");

        write(step("99", 50, "50"));
        assertThat(operations("STEPS-3")).containsExactly("50");
    }
}
