package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Role;
import io.esteira.support.HubProcess;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two instances, of which one is killed or frozen while it reads and delivers, again and again, and people who steer both. */
@Tag("faults")
@Tag("instances")
class InstancesFaults {

    private static final int ROUNDS = Integer.getInteger("faults.rounds", 10);

    private Instances instances;

    @BeforeEach
    void start() {
        instances = new Instances();
        instances.ready();
    }

    @AfterEach
    void stop() {
        instances.close();
    }

    @Test
    void nothingIsDoneTwiceAndNothingIsLost() {
        List<String> references = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            instances.plant().faults().arm(late());
            HubProcess other = instances.another();
            instances.reads(false);
            instances.changeSource();
            references.addAll(instances.post(4));
            long run = instances.runUnderWay(other);
            boolean freezes = round % 2 == 0;
            if (freezes) {
                other.freeze();
            } else {
                other.kill();
            }
            instances.plant().faults().clear();
            instances.reads(true);
            instances.isFinishedByAnother(run);
            if (freezes) {
                other.thaw();
                isFenced(other, run);
            }
            instances.areInErpOnce(references);
            instances.noRunWasDoneTwice();
            other.close();
        }
    }

    /** Protheus has it, and is asked for its answer while the instance goes. */
    private static Fault late() {
        return Fault.always(FaultKind.F11)
                .as("slow")
                .late(Duration.ofSeconds(2))
                .on("mata681");
    }

    private void isFenced(HubProcess woken, long run) {
        await().atMost(Instances.SOON).untilAsserted(() -> assertThat(woken.log())
                .containsPattern("run " + run + " of csw.order-lines/\\w+ lost the lead to another node"));
        instances.ledgerAndCanonicalAgree();
    }

    @Test
    void whatAPersonWantsOfARouteHoldsAtBothAtOnce() {
        instances.another();
        RouteDesk desk = instances.bean(RouteDesk.class);
        UUID route = route("phases");
        desk.setCadence(it(), route, Duration.ofSeconds(1));
        bothHaveRun(now());

        desk.pause(it(), route, null);
        Instant paused = now();
        bothHaveRun(paused);
        assertThat(runsSince("phases", paused)).isEmpty();

        desk.resume(it(), route);
        desk.setCadence(it(), route, Duration.ofHours(1));
        Instant resumed = now();
        await().atMost(Instances.SOON).until(() -> !runsSince("phases", paused).isEmpty());
        bothHaveRun(resumed);
        assertThat(runsSince("phases", resumed)).hasSizeLessThanOrEqualTo(1);
    }

    /** Whatever routes: which instance runs one may go on as it began. */
    private void bothHaveRun(Instant since) {
        await().atMost(Instances.SOON)
                .until(() -> instances
                                .jdbc
                                .sql("select count(distinct node) from hub.run where started_at > ?")
                                .param(Timestamp.from(since))
                                .query(Long.class)
                                .single()
                        == 2);
    }

    /** Which instances began one. */
    private List<String> runsSince(String entity, Instant since) {
        return instances
                .jdbc
                .sql("""
                        select node from hub.run where route_id = 'csw.' || ? and started_at > ?
                           and company_id = (select id from hub.company where code = 'MATRIZ')
                        """)
                .params(entity, Timestamp.from(since))
                .query(String.class)
                .list();
    }

    private Instant now() {
        return instances
                .jdbc
                .sql("select clock_timestamp()")
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private UUID route(String entity) {
        return instances.jdbc.sql("""
                        select public_id from hub.route where route_id = 'csw.' || ? and company_id = (select id from hub.company where code = 'MATRIZ')
                        """).param(entity).query(UUID.class).single();
    }

    private Caller it() {
        short matriz = instances.bean(Companies.class).get("MATRIZ").id();
        return new Caller("ana", "test", Set.of(Role.IT), Set.of(matriz), "", Instant.MAX);
    }
}
