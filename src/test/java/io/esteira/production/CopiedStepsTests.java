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
        List<MergeBatch.Entry> entries = Arrays.stream(changes)
                .map(change -> new MergeBatch.Entry(++inboxId, Instant.now(), false, change))
                .toList();
        transaction.executeWithoutResult(status -> assertThat(writer.write(companies.get("LATICINIO"), SOURCE, entries))
                .isEmpty());
    }

    private static RoutingStepChange step(String routing, int sequence, String operation) {
        return new RoutingStepChange(
                new Ref("steps-" + routing + operation), ITEM, routing, sequence, operation, null, null, null);
    }

    private static OrderChange order(String number, String routing) {
        return new OrderChange(
                new Ref(number),
                number,
                ITEM,
                OrderChange.Status.RELEASED,
                "",
                BigDecimal.TEN,
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
        jdbc.sql("""
                        insert into hub.posting (public_id, company_id, order_id, step_id, posted_on, good, scrap, rework, completes, origin, state, in_erp, created_by, created_at)
                        select gen_random_uuid(), s.company_id, s.order_id, s.id, current_date, 1, 0, 0, false, 'ERP', 'ACCEPTED', true, ?, now()
                          from hub.order_step s join hub.production_order o on o.id = s.order_id
                         where o.number = 'STEPS-2' and s.operation = '20'
                        """).param(SOURCE).update();

        write(order("STEPS-2", "02"));

        assertThat(operations("STEPS-2")).containsExactly("10", "20", "30");
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
