package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.Watermark;
import io.esteira.inbox.RouteDesk.Answer;
import io.esteira.inbox.RouteDesk.Code;
import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people may ask of routes, and what their runs are booked as. */
class SteeredRouteTests extends ScriptedSource {

    private static final LocalDate DAY = LocalDate.parse("2026-03-02");

    @Autowired
    private RouteDesk desk;

    @Autowired
    private RunRetention retention;

    private Caller it;

    /** A route that has been read, and is not due by itself for an hour. */
    @BeforeEach
    void read() {
        it = caller(Role.IT);
        reader.cadence = Duration.ofHours(1);
        reader.snapshotCadence = Duration.ofDays(1);
        reader.withPhases("W", 3);
        poll();
        assertThat(reader.requests).hasSize(1);
        poll();
        assertThat(reader.requests).hasSize(1);
    }

    @Test
    void runsWhenItIsAskedTo() {
        done(desk.run(it, route(), false));

        poll();
        poll();

        assertThat(reader.requests).hasSize(2).last().isEqualTo(request(ReadMode.INCREMENTAL, "3"));
    }

    @Test
    void readsAllAnewWhenItIsAskedTo() {
        done(desk.run(it, route(), true));

        poll();
        poll();

        assertThat(reader.requests)
                .hasSize(2)
                .last()
                .isEqualTo(new ReadRequest(ScriptedReader.COMPANY, ReadMode.SNAPSHOT, null));
    }

    @Test
    void aFullReadingThatFailsIsFollowedByAnotherOne() {
        done(desk.run(it, route(), true));
        reader.away = true;
        assertThatThrownBy(this::poll).isInstanceOf(SourceUnavailable.class);
        reader.away = false;
        done(desk.run(it, route(), false));

        poll();

        assertThat(reader.requests)
                .hasSize(3)
                .last()
                .isEqualTo(new ReadRequest(ScriptedReader.COMPANY, ReadMode.SNAPSHOT, null));
    }

    @Test
    void isReadAgainFromADayOn() {
        reader.readsFromADay = true;
        done(desk.backfill(it, route(), DAY.plusDays(7)));
        done(desk.backfill(it, route(), DAY));
        done(desk.backfill(it, route(), DAY.plusDays(3)));

        poll();

        assertThat(reader.requests).hasSize(2).last().isEqualTo(request(ReadMode.INCREMENTAL, DAY.toString()));
    }

    @Test
    void whatIsToBeReadWholeIsNotReadFromADayOn() {
        reader.readsFromADay = true;
        done(desk.run(it, route(), true));
        done(desk.backfill(it, route(), DAY));

        poll();

        assertThat(reader.requests)
                .hasSize(2)
                .last()
                .isEqualTo(new ReadRequest(ScriptedReader.COMPANY, ReadMode.SNAPSHOT, null));
    }

    @Test
    void aRouteThatWasPausedWhileItReadsIsNotAskedForMore() {
        done(desk.run(it, route(), false));
        List<Answer> whileReading = new ArrayList<>();
        reader.whileReading = () -> {
            whileReading.add(desk.pause(it, route(), null));
            whileReading.add(desk.run(it, route(), false));
        };

        poll();

        assertThat(whileReading).last().isEqualTo(new Answer.Refused(RouteTexts.paused()));
    }

    @Test
    void aBackfillThatFailsIsFollowedByOneThatBeginsThere() {
        reader.readsFromADay = true;
        done(desk.backfill(it, route(), DAY));
        reader.away = true;
        assertThatThrownBy(this::poll).isInstanceOf(SourceUnavailable.class);
        reader.away = false;
        done(desk.run(it, route(), false));

        poll();

        assertThat(reader.requests).hasSize(3).last().isEqualTo(request(ReadMode.INCREMENTAL, DAY.toString()));
    }

    @Test
    void isReadWholeWhereItsSourceKnowsNoDays() {
        done(desk.backfill(it, route(), DAY));

        poll();

        assertThat(reader.requests)
                .hasSize(2)
                .last()
                .isEqualTo(new ReadRequest(ScriptedReader.COMPANY, ReadMode.SNAPSHOT, null));
    }

    @Test
    void restsWhileItIsPausedHoweverDueItIs() {
        done(desk.run(it, route(), false));
        done(desk.pause(it, route(), null));
        poll();
        assertThat(reader.requests).hasSize(1);
        assertThat(state()).isEqualTo("PAUSED");
        assertThat(desk.run(it, route(), false)).isEqualTo(new Answer.Refused(RouteTexts.paused()));
        assertThat(desk.backfill(it, route(), DAY)).isEqualTo(new Answer.Refused(RouteTexts.paused()));

        done(desk.resume(it, route()));
        poll();

        assertThat(reader.requests).hasSize(2);
        assertThat(state()).isEqualTo("OK");
    }

    @Test
    void goesOnByItselfWhenItsPauseIsOver() {
        done(desk.run(it, route(), false));
        done(desk.pause(it, route(), Instant.now().plus(Duration.ofHours(1))));
        poll();
        assertThat(reader.requests).hasSize(1);

        jdbc.sql("update hub.stream_state set rests_until = now() where stream_id = ?")
                .param(stream().id())
                .update();
        board.forget();
        poll();

        assertThat(reader.requests).hasSize(2);
    }

    @Test
    void keepsTheCadenceThatAPersonHasSet() {
        done(desk.setCadence(it, route(), Duration.ofMinutes(2)));
        poll();

        assertThat(reader.requests).hasSize(2);
        assertThat(secondsToNext()).isEqualTo(120);

        done(desk.setCadence(it, route(), null));
        poll();
        assertThat(secondsToNext()).isEqualTo(3600);
    }

    @Test
    void isNotSteeredByOthersNorElsewhereNorIntoWhatCannotBe() {
        assertRefused(desk.run(caller(Role.LEADER), route(), false), Code.FORBIDDEN);
        assertRefused(desk.run(it, UUID.randomUUID(), false), Code.ROUTE_NOT_FOUND);
        Caller elsewhere = new Caller("ana", "test", Set.of(Role.IT), Set.of(), "", Instant.MAX);
        assertRefused(desk.run(elsewhere, route(), false), Code.ROUTE_NOT_FOUND);
        assertRefused(desk.pause(it, route(), Instant.now().minusSeconds(1)), Code.INVALID_TIME);
        assertRefused(desk.backfill(it, route(), LocalDate.now(ZoneOffset.UTC).plusDays(2)), Code.INVALID_DATE);
        assertRefused(desk.backfill(it, route(), LocalDate.of(1899, 12, 31)), Code.INVALID_DATE);
        assertRefused(desk.setCadence(it, route(), Duration.ZERO), Code.INVALID_CADENCE);
        assertRefused(desk.setCadence(it, route(), Duration.ofDays(8)), Code.INVALID_CADENCE);

        poll();
        assertThat(reader.requests).hasSize(1);
    }

    @Test
    void eachActIsAudited() {
        done(desk.pause(it, route(), null));
        done(desk.resume(it, route()));
        done(desk.backfill(it, route(), DAY));

        assertThat(jdbc.sql("select action from hub.audit_entry where subject = ? order by id desc limit 3")
                        .param(route().toString())
                        .query(String.class)
                        .list())
                .containsExactly("route.backfill", "route.resume", "route.pause");
    }

    @Test
    void itsRunsSayWhatTheyDid() {
        reader.scope.put("W0", ScriptedReader.phase("W0", "another name"));
        reader.withPhases("V", 2);
        done(desk.run(it, route(), false));
        poll();

        assertThat(jdbc.sql("""
                        select rows_read || ' read ' || rows_new || ' new ' || rows_changed || ' changed ' || rows_unchanged || ' unchanged '
                            || state || ' ' || (bytes > 100 and source_millis >= 0 and node like '%@%') as said
                          from hub.run where stream_id = ? order by id desc limit 1
                        """).param(stream().id()).query(String.class).single())
                .isEqualTo("5 read 2 new 1 changed 2 unchanged SUCCEEDED true");
    }

    @Test
    void runsThatFoundNothingNewAreForgottenAfterTwoDaysButForTheLatest() {
        for (int run = 0; run < 3; run++) {
            done(desk.run(it, route(), false));
            poll();
        }
        jdbc.sql("update hub.sync_run set ended_at = now() - interval '3 days' where stream_id = ?")
                .param(stream().id())
                .update();

        assertThat(retention.forget()).isEqualTo(2);
        assertThat(jdbc.sql("select stored_rows from hub.sync_run where stream_id = ? order by id")
                        .param(stream().id())
                        .query(Long.class)
                        .list())
                .containsExactly(3L, 0L);
    }

    private Caller caller(Role role) {
        return new Caller("ana", "test", Set.of(role), Set.of(stream().company().id()), "", Instant.MAX);
    }

    private static ReadRequest request(ReadMode mode, String watermark) {
        return new ReadRequest(ScriptedReader.COMPANY, mode, new Watermark(watermark));
    }

    private static void done(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
    }

    private static void assertRefused(Answer answer, Code code) {
        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(code.name()));
    }

    private UUID route() {
        return jdbc.sql("select public_id from hub.route where id = ?")
                .param(stream().id())
                .query(UUID.class)
                .single();
    }

    private String state() {
        return jdbc.sql("select state from hub.route where id = ?")
                .param(stream().id())
                .query(String.class)
                .single();
    }

    private long secondsToNext() {
        return count(
                "select extract(epoch from next_at - read_as_of)::bigint from hub.stream_state where stream_id = ?",
                stream().id());
    }
}
