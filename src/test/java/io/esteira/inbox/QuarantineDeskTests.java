package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.esteira.inbox.QuarantineDesk.Answer;
import io.esteira.inbox.QuarantineDesk.Code;
import io.esteira.inbox.QuarantineDesk.ManyAnswer;
import io.esteira.jobs.Work;
import io.esteira.platform.Caller;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people do with quarantined records, one and many. */
class QuarantineDeskTests extends ScriptedSource {

    private static final String HELD = "state in ('OPEN', 'WAITING')";

    @Autowired
    private QuarantineDesk desk;

    @Autowired
    private QuarantineReplay replay;

    private Caller it;

    @BeforeEach
    void login() {
        it = caller(Role.IT);
        jdbc.sql("delete from hub.phase where code ~ '^Z[0-9]+$'").update();
    }

    @Test
    void manyAreReplayedByOneJobThatCountsWhatTheListShows() {
        // Given
        readNameless(1_200);
        readWithoutCode();
        mend("^Z");

        // When
        var counted = desk.replay(filter("nome", null, null), true, it);
        var answer = (ManyAnswer.Replaying) desk.replay(filter("nome", null, null), false, it);

        // Then
        assertThat(counted).isEqualTo(new ManyAnswer.Replaying(1_200, 1_200, null));
        assertThat(answer.replayable()).isEqualTo(1_200);
        Map<String, Object> job = ended(Objects.requireNonNull(answer.jobId()));
        assertThat(job).containsEntry("state", "DONE").containsEntry("done", 1_200L);
        assertThat(job.get("result")).isEqualTo("1200 replayed, 1200 used, 0 held, 0 failed");
        assertThat(live("Z")).isEqualTo(1_200);
        assertThat(entries(HELD)).isOne();
        assertThat(audited("quarantine.replay")).isEqualTo("1200");
    }

    @Test
    void whatIsStillWrongIsHeldOnAndWhatIsMendedIsUsed() {
        readNameless(20);
        mend("^Z1");

        var answer = (ManyAnswer.Replaying) desk.replay(filter(null, null, null), false, it);

        assertThat(ended(Objects.requireNonNull(answer.jobId())).get("result"))
                .isEqualTo("20 replayed, 11 used, 9 held, 0 failed");
        assertThat(entries(HELD)).isEqualTo(9);
        assertThat(live("Z")).isEqualTo(11);
    }

    @Test
    void aReplayThatIsCutOffKeepsWhatItHasDoneAndTheNextOneDoesTheRest() {
        // Given
        readNameless(QuarantineReplay.AT_ONCE + 500);
        mend("^Z");
        QuarantineSelection all =
                QuarantineSelection.of(stream().company().id(), QuarantineSelection.HELD, filter(null, null, null));
        Work.Progress cutOff = (done, total) -> {
            if (done >= QuarantineReplay.AT_ONCE) {
                throw new CancellationException("the node is gone");
            }
        };

        // When
        assertThatThrownBy(() -> replay.run(all, cutOff)).isInstanceOf(CancellationException.class);

        // Then
        assertThat(entries(HELD)).isEqualTo(500);
        Map<String, ?> rest = replay.run(all, (done, total) -> {});
        assertThat(rest.get("used")).isEqualTo(500L);
        assertThat(live("Z")).isEqualTo(QuarantineReplay.AT_ONCE + 500);
    }

    @Test
    void aFilterLeavesWhatTheListLeaves() {
        readNameless(5);
        readWithoutCode();
        jdbc.sql("update hub.quarantine set created_at = now() - interval '2 days' where source_key = 'Z0'")
                .update();
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));

        assertThat(matching(filter(null, null, null))).isEqualTo(6);
        assertThat(matching(filter("nome", null, null))).isEqualTo(5);
        assertThat(matching(filter("nome", "OPEN", yesterday))).isEqualTo(4);
        assertThat(matching(filter("nome", "WAITING", null))).isZero();
        assertThat(matching(filter("nome", "RESOLVED", null))).isZero();
    }

    @Test
    void whatWasDiscardedStaysSoUntilItsSourceBringsAnotherVersion() {
        // Given
        readNameless(1);
        UUID entry = entry("Z0");

        // When
        done(desk.discard(entry, " duplicada ", it));
        done(desk.discard(entry, "again", it));
        done(desk.replay(entry, it));

        // Then
        assertThat(standing(entry)).isEqualTo("DISCARDED duplicada ana");
        assertThat(matching(filter(null, null, null))).isZero();
        assertThat(audited("quarantine.discard")).isEqualTo("duplicada");

        // When
        reader.scope.put("Z0", "{\"codfase\":\"Z0\",\"seq\":2}");
        poll();

        // Then
        assertThat(standing(entry)).isEqualTo("OPEN - -");

        // When
        done(desk.discard(entry, "ainda errada", it));
        reader.scope.put("Z0", ScriptedReader.phase("Z0", "Costura"));
        poll();

        // Then
        assertThat(standing(entry)).startsWith("RESOLVED");
        assertThat(live("Z")).isOne();
    }

    @Test
    void whatWasDiscardedIsTakenBack() {
        readNameless(1);
        UUID entry = entry("Z0");
        done(desk.discard(entry, "engano", it));

        done(desk.reopen(entry, it));
        done(desk.reopen(entry, it));

        assertThat(standing(entry)).isEqualTo("OPEN - -");
    }

    @Test
    void manyAreDiscardedAndTakenBackWhereTheyAreAsManyAsWereSeen() {
        readNameless(30);

        assertRefused(desk.discard(filter(null, null, null), "teste", 29, it), Code.OTHER_COUNT);
        assertThat(entries(HELD)).isEqualTo(30);
        assertThat(desk.discard(filter(null, null, null), "teste", 30, it)).isEqualTo(new ManyAnswer.Done(30));
        assertThat(entries("state = 'DISCARDED'")).isEqualTo(30);

        assertThat(desk.reopen(filter("nome", null, null), 30, it)).isEqualTo(new ManyAnswer.Done(30));
        assertThat(entries(HELD)).isEqualTo(30);
    }

    @Test
    void nothingIsDoneByOthersNorElsewhereNorWithoutAReason() {
        readNameless(1);
        UUID entry = entry("Z0");
        Caller leader = caller(Role.LEADER);
        Caller elsewhere = new Caller("ana", "test", Set.of(Role.IT), Set.of(), "", Instant.MAX);
        QuarantineFilter all = filter(null, null, null);

        assertRefused(desk.replay(all, false, leader), Code.FORBIDDEN);
        assertRefused(desk.discard(all, "x", 1, leader), Code.FORBIDDEN);
        assertRefused(desk.reopen(all, 0, leader), Code.FORBIDDEN);
        assertRefused(desk.discard(entry, "x", leader), Code.FORBIDDEN);
        assertRefused(desk.reopen(entry, leader), Code.FORBIDDEN);
        assertRefused(desk.replay(all, true, elsewhere), Code.UNKNOWN_COMPANY);
        assertRefused(desk.discard(entry, "x", elsewhere), Code.ENTRY_NOT_FOUND);
        assertRefused(desk.discard(entry, " ", it), Code.REASON_MISSING);
        assertRefused(desk.discard(all, "", 1, it), Code.REASON_MISSING);
        assertRefused(desk.reopen(UUID.randomUUID(), it), Code.ENTRY_NOT_FOUND);

        reader.scope.put("Z0", ScriptedReader.phase("Z0", "Costura"));
        poll();
        assertRefused(desk.discard(entry, "x", it), Code.NOT_HELD);
        assertRefused(desk.reopen(entry, it), Code.NOT_DISCARDED);
    }

    @Test
    void aRunWhoseRefusalsCannotBeJudgedIsCompleteAllTheSame() {
        jdbc.sql("""
                        create function hub.refuse_alert() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
                        create trigger refuse_alert before insert on hub.alert for each row
                          when (new.subject = 'csw.phases/LATICINIO') execute function hub.refuse_alert();
                        """).update();
        try {
            readNameless(20);
        } finally {
            jdbc.sql("drop trigger refuse_alert on hub.alert; drop function hub.refuse_alert()")
                    .update();
        }

        assertThat(jdbc.sql("select outcome from hub.sync_run where stream_id = ? order by id desc limit 1")
                        .param(stream().id())
                        .query(String.class)
                        .single())
                .isEqualTo("COMPLETE");
    }

    private void readNameless(int count) {
        for (int i = 0; i < count; i++) {
            reader.scope.put("Z" + i, "{\"codfase\":\"Z" + i + "\"}");
        }
        poll();
        assertThat(entries(HELD)).isEqualTo(count);
    }

    private void readWithoutCode() {
        reader.scope.put("codeless", "{\"nome\":\"Corte\"}");
        poll();
    }

    /** As if the mapper understood now what it did not. */
    private void mend(String keys) {
        jdbc.sql("""
                        update hub.inbox_record
                           set payload = convert_to('{"codfase":"' || source_key || '","nome":"Fase"}', 'UTF8')
                         where stream_id = ? and source_key ~ ?
                        """).params(stream().id(), keys).update();
    }

    private QuarantineFilter filter(@Nullable String field, @Nullable String state, @Nullable Instant since) {
        return new QuarantineFilter(ScriptedReader.COMPANY, "csw", "phases", null, field, state, since);
    }

    private long matching(QuarantineFilter filter) {
        return ((ManyAnswer.Replaying) desk.replay(filter, true, it)).matching();
    }

    private long entries(String condition) {
        return count(
                "select count(*) from hub.quarantine where source = 'csw' and entity = 'phases' and company_id = ? and "
                        + condition,
                stream().company().id());
    }

    private UUID entry(String key) {
        return jdbc.sql(
                        "select public_id from hub.quarantine where entity = 'phases' and source_key = ? order by id desc limit 1")
                .param(key)
                .query(UUID.class)
                .single();
    }

    private String standing(UUID entry) {
        return jdbc.sql(
                        "select state || ' ' || coalesce(discard_reason, '-') || ' ' || coalesce(ended_by, '-') from hub.quarantine where public_id = ?")
                .param(entry)
                .query(String.class)
                .single();
    }

    private String audited(String action) {
        return jdbc.sql("""
                        select coalesce(detail ->> 'reason', detail ->> 'count') from hub.audit_entry
                         where action = ? and detail ->> 'reason' is distinct from 'again' order by id desc limit 1
                        """).param(action).query(String.class).single();
    }

    private Map<String, Object> ended(long job) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from hub.job where id = ? and ended_at is not null", job) == 1);
        return jdbc.sql("""
                        select state, done, (result ->> 'replayed') || ' replayed, ' || (result ->> 'used') || ' used, '
                               || (result ->> 'stillHeld') || ' held, ' || (result ->> 'failed') || ' failed' as result
                          from hub.job where id = ?
                        """).param(job).query().singleRow();
    }

    private static void done(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
    }

    private static void assertRefused(Answer answer, Code code) {
        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> is(refused.refusal(), code));
    }

    private static void assertRefused(ManyAnswer answer, Code code) {
        assertThat(answer).isInstanceOfSatisfying(ManyAnswer.Refused.class, refused -> is(refused.refusal(), code));
    }

    private static void is(Refusal refusal, Code code) {
        assertThat(refusal.code()).isEqualTo(code.name());
    }

    private Caller caller(Role role) {
        return new Caller("ana", "test", Set.of(role), Set.of(stream().company().id()), "", Instant.MAX);
    }
}
