package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.inbox.SourceDesk.Answer;
import io.esteira.inbox.SourceDesk.Code;
import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people may say of a source as a whole. */
class SteeredSourceTests extends ScriptedSource {

    @Autowired
    private SourceDesk desk;

    @Autowired
    private RouteDesk routes;

    @Autowired
    private StaleSources stale;

    @Autowired
    private SourcePace pace;

    @Autowired
    private NextRun nextRun;

    private Caller it;

    @BeforeEach
    void read() {
        it = caller(Role.IT);
        reader.withPhases("V", 30);
        poll();
        assertThat(reader.requests).hasSize(1);
    }

    @AfterEach
    void endAll() {
        jdbc.sql(
                        "delete from hub.maintenance_window where company_id = (select id from hub.company where code = 'LATICINIO')")
                .update();
    }

    private Caller caller(Role role) {
        return new Caller(
                "maria", "app", Set.of(role), Set.of(stream().company().id()), "", Instant.MAX);
    }

    private Answer maintain(@Nullable Instant from, Instant until) {
        return desk.addMaintenance(it, ScriptedReader.COMPANY, "csw", from, until, "Troca do servidor");
    }

    private static Code code(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return Code.valueOf(((Answer.Refused) answer).refusal().code());
    }

    private String state() {
        return jdbc.sql("select state from hub.route where id = ?")
                .param(stream().id())
                .query(String.class)
                .single();
    }

    private UUID route() {
        return jdbc.sql("select public_id from hub.route where id = ?")
                .param(stream().id())
                .query(UUID.class)
                .single();
    }

    private UUID window() {
        return Objects.requireNonNull(
                jdbc.sql("""
                        select public_id from hub.maintenance_window
                         where company_id = ? order by id desc limit 1
                        """).param(stream().company().id()).query(UUID.class).single());
    }

    private long audited(String action) {
        return count(
                "select count(*) from hub.audit_entry where action = ? and company_id = (select id from hub.company where code = 'LATICINIO')",
                action);
    }

    @Test
    void restsWhileItIsUnderMaintenanceAndGoesOnAfterwards() {
        long audited = audited("source.maintenance");
        long ended = audited("source.maintenance.end");
        assertThat(maintain(null, Instant.now().plus(Duration.ofHours(1)))).isInstanceOf(Answer.Done.class);

        poll();

        assertThat(reader.requests).hasSize(1);
        assertThat(state()).isEqualTo("MAINTENANCE");
        assertThat(audited("source.maintenance")).isEqualTo(audited + 1);
        assertThat(routes.run(it, route(), false))
                .isEqualTo(new RouteDesk.Answer.Refused(RouteTexts.underMaintenance()));

        assertThat(desk.endMaintenance(it, window())).isInstanceOf(Answer.Done.class);
        assertThat(desk.endMaintenance(it, window())).isInstanceOf(Answer.Done.class);
        poll();

        assertThat(reader.requests).hasSize(2);
        assertThat(state()).isEqualTo("OK");
        assertThat(audited("source.maintenance.end")).isEqualTo(ended + 1);
    }

    @Test
    void isNotUnderMaintenanceBeforeThatBegins() {
        maintain(Instant.now().plus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(2)));

        poll();

        assertThat(reader.requests).hasSize(2);
        assertThat(state()).isEqualTo("OK");
    }

    @Test
    void nobodyIsToldThatItIsOldWhileItIsUnderMaintenanceNorRightAfter() {
        jdbc.sql(
                        "update hub.stream_state set read_as_of = now() - interval '1 day', stale_after = interval '10 minutes' where stream_id = ?")
                .param(stream().id())
                .update();
        assertThat(isTold()).isTrue();

        maintain(null, Instant.now().plus(Duration.ofHours(1)));
        assertThat(isTold()).isFalse();

        desk.endMaintenance(it, window());
        assertThat(isTold()).isFalse();

        jdbc.sql("""
                        update hub.maintenance_window set starts_at = starts_at - interval '1 hour', ended_at = ended_at - interval '11 minutes'
                         where public_id = ?
                        """).param(window()).update();
        assertThat(isTold()).isTrue();
    }

    private boolean isTold() {
        return stale.found().stream().anyMatch(found -> found.subject().equals("csw/LATICINIO"));
    }

    @Test
    void refusesWhatIsNoMaintenance() {
        Instant now = Instant.now();
        assertThat(code(maintain(null, now.minusSeconds(1)))).isEqualTo(Code.INVALID_TIME);
        assertThat(code(maintain(now.plusSeconds(60), now.plusSeconds(60)))).isEqualTo(Code.INVALID_TIME);
        assertThat(code(maintain(null, now.plus(Duration.ofDays(32))))).isEqualTo(Code.INVALID_TIME);
        assertThat(code(desk.addMaintenance(it, ScriptedReader.COMPANY, "csw", null, now.plusSeconds(60), " ")))
                .isEqualTo(Code.INVALID_REASON);
        assertThat(code(desk.addMaintenance(
                        it, ScriptedReader.COMPANY, "'; drop table hub.stream; --", null, now.plusSeconds(60), "x")))
                .isEqualTo(Code.SOURCE_NOT_FOUND);
        assertThat(code(desk.addMaintenance(it, "MATRIZ", null, null, now.plusSeconds(60), "x")))
                .isEqualTo(Code.COMPANY_NOT_FOUND);
        assertThat(code(desk.addMaintenance(
                        caller(Role.LEADER), ScriptedReader.COMPANY, null, null, now.plusSeconds(60), "x")))
                .isEqualTo(Code.FORBIDDEN);
        assertThat(code(desk.endMaintenance(it, UUID.randomUUID()))).isEqualTo(Code.WINDOW_NOT_FOUND);
        maintain(null, now.plusSeconds(60));
        assertThat(code(desk.endMaintenance(caller(Role.LEADER), window()))).isEqualTo(Code.FORBIDDEN);
    }

    @Test
    void noMoreOfItsRoutesRunTogetherThanItBears() {
        ScriptedReader second = new ScriptedReader("items");
        polling.poll(second);
        assertThat(second.requests).hasSize(1);
        reader.whileReading = () -> inAnotherThread(() -> polling.poll(second));
        poll();
        assertThat(second.requests).hasSize(2);

        desk.setBudget(it, ScriptedReader.COMPANY, "csw", 1, null);
        poll();
        assertThat(second.requests).hasSize(2);
        polling.poll(second);
        assertThat(second.requests).hasSize(3);

        desk.setBudget(it, ScriptedReader.COMPANY, "csw", 2, null);
        poll();
        assertThat(second.requests).hasSize(4);
        assertThat(reader.requests).hasSize(4);
    }

    private static void inAnotherThread(Runnable work) {
        try {
            Thread.ofVirtual().start(work).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void isAskedNoFasterThanItBears() {
        desk.setBudget(it, ScriptedReader.COMPANY, "csw", null, 600);
        board.forget();
        reader.pageRows = 3;
        long begun = System.nanoTime();

        poll();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(890));
        assertThat(live("V")).isEqualTo(30);
    }

    @Test
    void manyThatWaitForFewRequestsGetATurnEach() {
        desk.setBudget(it, ScriptedReader.COMPANY, "csw", null, 1);

        List<Long> minutes = IntStream.range(0, 5)
                .mapToObj(n -> Math.round(pace.reserve(stream()).toSeconds() / 60.0))
                .toList();

        assertThat(minutes).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void aTurnThatAClockPlannedThatRanAheadIsNotWaitedFor() {
        desk.setBudget(it, ScriptedReader.COMPANY, "csw", null, 1);
        jdbc.sql("update hub.source_state set next_request_at = now() + interval '1 day' where requests_per_minute = 1")
                .update();

        assertThat(pace.reserve(stream())).isZero();
    }

    @Test
    void whoWaitsForItsNextRunIsToldThatItRests() throws InterruptedException {
        maintain(null, Instant.now().plus(Duration.ofHours(1)));

        assertThat(nextRun.await(stream().id(), Duration.ofSeconds(30))).isEqualTo(NextRun.Outcome.PAUSED);
    }

    @Test
    void refusesWhatIsNoBudget() {
        assertThat(code(desk.setBudget(it, ScriptedReader.COMPANY, "csw", 0, null)))
                .isEqualTo(Code.INVALID_BUDGET);
        assertThat(code(desk.setBudget(it, ScriptedReader.COMPANY, "csw", 101, null)))
                .isEqualTo(Code.INVALID_BUDGET);
        assertThat(code(desk.setBudget(it, ScriptedReader.COMPANY, "csw", null, 60_001)))
                .isEqualTo(Code.INVALID_BUDGET);
        assertThat(code(desk.setBudget(it, ScriptedReader.COMPANY, "csv", 1, null)))
                .isEqualTo(Code.SOURCE_NOT_FOUND);
        assertThat(code(desk.setBudget(it, "MATRIZ", "csw", 1, null))).isEqualTo(Code.COMPANY_NOT_FOUND);
        assertThat(code(desk.setBudget(caller(Role.ANALYST), ScriptedReader.COMPANY, "csw", 1, null)))
                .isEqualTo(Code.FORBIDDEN);
    }
}
