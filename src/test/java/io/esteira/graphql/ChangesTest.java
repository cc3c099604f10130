package io.esteira.graphql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import graphql.ExecutionResult;
import io.esteira.platform.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.graphql.ExecutionGraphQlResponse;
import reactor.core.publisher.BaseSubscriber;

@Execution(ExecutionMode.SAME_THREAD)
class ChangesTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Contract contract = new Contract();

    @BeforeEach
    void start() {
        contract.changes.start();
    }

    @AfterEach
    void close() {
        contract.close();
    }

    /** Takes what comes as fast as it is allowed to. */
    private static final class Taker extends BaseSubscriber<ExecutionResult> {

        final List<Object> taken = new CopyOnWriteArrayList<>();
        private final long atFirst;

        Taker(long atFirst) {
            this.atFirst = atFirst;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            if (atFirst > 0) {
                subscription.request(atFirst);
            }
        }

        @Override
        protected void hookOnNext(ExecutionResult result) {
            Object data = result.getData();
            taken.add(data == null ? result.getErrors() : data);
        }

        @Override
        protected void hookOnError(Throwable thrown) {
            taken.add(thrown);
        }
    }

    private Taker subscribe(String document) {
        return subscribe(document, Long.MAX_VALUE);
    }

    private Taker subscribe(String document, long atFirst) {
        ExecutionGraphQlResponse response = contract.ask(document);
        Publisher<ExecutionResult> publisher =
                requireNonNull(response.getExecutionResult().getData(), () -> response.getErrors()
                        .toString());
        Taker taker = new Taker(atFirst);
        publisher.subscribe(taker);
        return taker;
    }

    private void touchOrder(String company, String number) {
        contract.sql.sql("""
                        with o as (
                          update hub.production_order o set good_pending = o.good_pending + 1
                          from hub.company c where c.id = o.company_id and c.code = :company and o.number = :number
                          returning o.id, o.company_id)
                        insert into hub.change_log (entity, row_id, company_id, kind) select 'production_order', o.id, o.company_id, 'U' from o""").param("company", company).param("number", number).update();
    }

    @Test
    void reachSubscribersSoonAfterTheSignal() {
        // given
        Taker taker = subscribe("subscription { productionOrderChanged { number goodPending item { code } } }");

        // when
        touchOrder("MATRIZ", "000123");
        contract.changes.changed();

        // then
        await().atMost(SOON).until(() -> taker.taken.size() == 1);
        assertThat(taker.taken.getFirst())
                .hasToString("{productionOrderChanged={number=000123, goodPending=6, item={code=0001}}}");
    }

    @Test
    void reachSubscribersWithoutASignalToo() {
        // given
        Taker taker = subscribe("subscription { productionOrderChanged { number } }");

        // when
        touchOrder("MATRIZ", "000124");

        // then
        await().atMost(SOON).until(() -> taker.taken.size() == 1);
    }

    @Test
    void ofStepsAreChangesOfTheirOrder() {
        // given
        Taker taker =
                subscribe("subscription { productionOrderChanged(where: {company: {eq: \"MATRIZ\"}}) { number } }");

        // when
        contract.sql
                .sql("insert into hub.change_log (entity, row_id, company_id, kind)"
                        + " select 'order_step', s.id, s.company_id, 'U' from hub.order_step s")
                .update();
        contract.changes.changed();

        // then
        await().atMost(SOON).until(() -> taker.taken.size() == 2);
        assertThat(taker.taken)
                .hasToString("[{productionOrderChanged={number=000123}}, {productionOrderChanged={number=000124}}]");
    }

    @Test
    void areToldOnlyToWhomTheyConcern() {
        // given
        Taker all = subscribe("subscription { productionOrderChanged { company } }");
        Taker closed = subscribe("subscription { productionOrderChanged(where: {status: {eq: CLOSED}}) { number } }");
        contract.as(Role.OPERATOR, "LATICINIO");
        Taker others = subscribe("subscription { productionOrderChanged { company } }");

        // when
        touchOrder("MATRIZ", "000123");
        touchOrder("MATRIZ", "000125");
        touchOrder("LATICINIO", "000123");
        contract.changes.changed();

        // then
        await().atMost(SOON)
                .until(() -> all.taken.size() == 3
                        && others.taken.size() == 1
                        && closed.taken.toString().contains("000125"));
        assertThat(closed.taken).hasToString("[{productionOrderChanged={number=000125}}]");
        assertThat(others.taken).hasToString("[{productionOrderChanged={company=LATICINIO}}]");
    }

    @Test
    void ofJobsAreToldInTheirCompanyAlone() {
        // given
        contract.as(Role.IT, "MATRIZ");
        Taker ours = subscribe("subscription { jobChanged { company } }");
        contract.as(Role.IT, "LATICINIO");
        Taker others = subscribe("subscription { jobChanged { company } }");

        // when
        contract.sql.sql("""
                        insert into hub.change_log (entity, row_id, company_id, kind)
                        select 'job', j.id, j.company_id, 'U' from hub.job j join hub.company c on c.id = j.company_id
                         order by c.code <> 'MATRIZ'
                        """).update();
        contract.changes.changed();

        // then
        await().atMost(SOON).until(() -> !others.taken.isEmpty() && !ours.taken.isEmpty());
        assertThat(ours.taken).hasToString("[{jobChanged={company=MATRIZ}}]");
        assertThat(others.taken).hasToString("[{jobChanged={company=LATICINIO}}]");
    }

    @Test
    void tellOfPostingsWhenTheyArrive() {
        // given
        Taker taker = subscribe("subscription { postingDelivered { good deliveries { state } company } }");

        // when
        changeDelivery("SENDING");
        changeDelivery("DELIVERED");
        contract.changes.changed();
        await().atMost(SOON).until(() -> taker.taken.size() == 1);
        changeDelivery("DELIVERED");
        contract.changes.changed();

        // then
        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> taker.taken.size() == 1);
        assertThat(taker.taken)
                .hasToString("[{postingDelivered={good=30, deliveries=[{state=DELIVERED}], company=MATRIZ}}]");
    }

    private void changeDelivery(String state) {
        contract.sql.sql("""
                        with d as (select * from hub.delivery where id = (select min(id) from hub.delivery) for update),
                          u as (update hub.delivery set state = :state from d where d.id = hub.delivery.id)
                        insert into hub.change_log (entity, row_id, company_id, kind, before)
                        select 'delivery', d.id, d.company_id, 'U', to_jsonb(d) from d""").param("state", state).update();
    }

    @Test
    void waitForOlderTransactionsSoThatNoneIsPassedOver() throws SQLException {
        // given
        Taker taker = subscribe("subscription { productionOrderChanged { number } }");
        try (Connection slow = contract.pool.getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute(
                    "insert into hub.change_log (entity, row_id, company_id, kind)"
                            + " select 'production_order', o.id, o.company_id, 'U' from hub.production_order o where o.number = '000125'");

            // when
            touchOrder("MATRIZ", "000124");
            contract.changes.changed();
            await().during(Duration.ofMillis(600)).atMost(SOON).until(taker.taken::isEmpty);
            slow.commit();
        }

        // then
        await().atMost(SOON).until(() -> taker.taken.size() == 2);
    }

    @Test
    void ofSlowTakersBecomeOneForEachRow() {
        // given
        Taker taker = subscribe("subscription { productionOrderChanged { number goodPending } }", 0);
        Taker quick = subscribe("subscription { productionOrderChanged { number goodPending } }");
        for (int i = 0; i < 5; i++) {
            touchOrder("MATRIZ", "000123");
            touchOrder("MATRIZ", "000124");
            contract.changes.changed();
        }
        // The last change: once it is told, so are those before it, which transactions of other tests may hold back.
        touchOrder("MATRIZ", "000125");
        contract.changes.changed();
        await().atMost(SOON).until(() -> quick.taken.toString().contains("000125"));
        assertThat(taker.taken).isEmpty();

        // when
        taker.request(10);

        // then
        await().atMost(SOON).until(() -> taker.taken.size() == 3);
        await().during(Duration.ofMillis(300)).atMost(SOON).until(() -> taker.taken.size() == 3);
        assertThat(taker.taken.toString())
                .contains("{number=000123, goodPending=10}", "{number=000124, goodPending=5}", "000125");
    }

    @Test
    void ofMoreRowsThanATakerMayOweEndItsSubscription() {
        // given
        Taker taker = subscribe("subscription { productionOrderChanged { number } }", 0);

        // when
        contract.sql
                .sql("insert into hub.change_log (entity, row_id, company_id, kind)"
                        + " select 'production_order', n, 1, 'U' from generate_series(1, 12000) n")
                .update();
        contract.changes.changed();

        await().atMost(SOON).until(() -> contract.changes.subscribers() == 0);
        taker.request(1);

        // then
        await().atMost(SOON).until(() -> taker.taken.size() == 1);
        assertThat(taker.taken.getFirst()).asString().contains("subscribe again");
    }

    @Test
    void surviveALostConnection() {
        // given
        Taker taker = subscribe("subscription { productionOrderChanged { number } }");
        touchOrder("MATRIZ", "000123");
        contract.changes.changed();
        await().atMost(SOON).until(() -> taker.taken.size() == 1);

        // when
        contract.sql
                .sql("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                        + " and datname = current_database()")
                .query(Boolean.class)
                .list();
        touchOrder("MATRIZ", "000124");

        // then
        await().atMost(SOON).until(() -> taker.taken.size() == 2);
        touchOrder("MATRIZ", "000125");
        contract.changes.changed();
        await().atMost(SOON).until(() -> taker.taken.size() == 3);
    }

    @Test
    void endWithTheSubscription() {
        // given
        Taker taker = subscribe("subscription { productionOrderChanged { number } }");
        taker.cancel();

        // when
        touchOrder("MATRIZ", "000123");
        contract.changes.changed();

        // then
        await().during(Duration.ofMillis(400)).atMost(SOON).until(taker.taken::isEmpty);
    }

    @Test
    void areRefusedToWrongRoles() {
        // given
        contract.as(Role.QUALITY, "MATRIZ");

        // when
        ExecutionGraphQlResponse response = contract.ask("subscription { postingDelivered { deliveries { state } } }");

        // then
        assertThat(Contract.code(response)).isEqualTo("FORBIDDEN");
        assertThat(response.toMap()).isNotEqualTo(Map.of());
    }
}
