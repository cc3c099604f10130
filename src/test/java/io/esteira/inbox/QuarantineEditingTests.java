package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.inbox.QuarantineDesk.Code;
import io.esteira.inbox.QuarantineEditing.Answer;
import io.esteira.inbox.QuarantineEditing.Edit;
import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Corrections of quarantined records. */
class QuarantineEditingTests extends ScriptedSource {

    private static final String CAME = "{\"codfase\":\"Y1\"}";
    private static final String MENDED = "{\"codfase\":\"Y1\",\"nome\":\"Costura\"}";

    @Autowired
    private QuarantineEditing editing;

    @Autowired
    private QuarantineDesk desk;

    private Caller it;
    private UUID entry;

    @BeforeEach
    void readWithoutName() {
        it = caller(Role.IT);
        jdbc.sql("delete from hub.phase where code ~ '^Y[0-9]+$'").update();
        reader.scope.put("Y1", CAME);
        poll();
        entry = jdbc.sql("select public_id from hub.quarantine where source_key = 'Y1' and state = 'OPEN'")
                .query(UUID.class)
                .single();
    }

    @Test
    void aCorrectionIsMappedAndWhatCameStaysAsItCame() {
        Answer.Done done = done(edit(MENDED, "nome conferido com a engenharia"));

        assertThat(done.changes()).containsExactly(new PayloadChange("/nome", null, "\"Costura\""));
        assertThat(done.problem()).isNull();
        assertThat(state()).isEqualTo("RESOLVED");
        assertThat(name()).isEqualTo("Costura");
        assertThat(jdbc.sql("select payload from hub.inbox_record where source_key = 'Y1' and stream_id = ?")
                        .param(stream().id())
                        .query(byte[].class)
                        .single())
                .isEqualTo(CAME.getBytes(StandardCharsets.UTF_8));
        assertThat(jdbc.sql("""
                        select e.edited_by || ' ' || e.reason || ' ' || (a.detail -> 'changed') from hub.payload_edit e
                          join hub.quarantine q on q.id = e.entry_id
                          join hub.audit_entry a on a.subject = q.public_id::text and a.action = 'quarantine.edit'
                         where q.public_id = ?
                        """).param(entry).query(String.class).single())
                .isEqualTo("ana nome conferido com a engenharia [\"/nome\"]");
    }

    @Test
    void aTrialTellsWhatWouldChangeAndKeepsNothing() {
        Answer.Done mended = done(editing.edit(entry, new Edit(version(), MENDED, "", true), it));
        Answer.Done nameless = done(editing.edit(entry, new Edit(version(), "{\"codfase\":\"Y2\"}", "", true), it));

        assertThat(mended.changes()).hasSize(1);
        assertThat(mended.problem()).isNull();
        assertThat(nameless.changes()).containsExactly(new PayloadChange("/codfase", "\"Y1\"", "\"Y2\""));
        assertThat(nameless.problem()).extracting(PayloadProblem::field).isEqualTo("nome");
        assertThat(state()).isEqualTo("OPEN");
        assertThat(count(
                        "select count(*) from hub.payload_edit e join hub.quarantine q on q.id = e.entry_id where q.public_id = ?",
                        entry))
                .isZero();
    }

    @Test
    void aNewerRecordOfTheSourceTakesOver() {
        done(edit(MENDED, "x"));

        reader.scope.put("Y1", ScriptedReader.phase("Y1", "Montagem"));
        poll();

        assertThat(name()).isEqualTo("Montagem");
        assertThat(jdbc.sql(
                                "select hub.edited_payload(r.id, r.batch_id) is null from hub.inbox_record r where source_key = 'Y1' and stream_id = ?")
                        .param(stream().id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aCorrectionThatLeavesItWrongIsTheOneThatIsReplayedAndCorrectedFurther() {
        done(edit("{\"codfase\":\"Y1\",\"nome\":\"\"}", "first"));
        assertThat(state()).isEqualTo("OPEN");

        Answer.Done further = done(edit(MENDED, "second"));

        assertThat(further.changes()).containsExactly(new PayloadChange("/nome", "\"\"", "\"Costura\""));
        assertThat(state()).isEqualTo("RESOLVED");
    }

    @Test
    void ofTwoWhoCorrectAtOnceOneIsToldSo() throws Exception {
        String seen = version();
        Callable<Answer> one = () -> editing.edit(entry, new Edit(seen, MENDED, "um", false), it);
        Callable<Answer> other =
                () -> editing.edit(entry, new Edit(seen, "{\"codfase\":\"Y1\",\"nome\":\"\"}", "outro", false), it);
        List<Answer> answers;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            answers = threads.invokeAll(List.of(one, other)).stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(answers).filteredOn(Answer.Done.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(Answer.Refused.class::isInstance)
                .singleElement()
                .satisfies(answer -> assertThat(code(answer)).isIn(Code.OTHER_VERSION.name(), Code.NOT_HELD.name()));
    }

    @Test
    void whatCameMeanwhileIsNotCorrectedUnseen() {
        String seen = version();
        reader.scope.put("Y1", "{\"codfase\":\"Y1\",\"seq\":2}");
        poll();

        assertThat(code(editing.edit(entry, new Edit(seen, MENDED, "x", false), it)))
                .isEqualTo(Code.OTHER_VERSION.name());
    }

    @Test
    void isNotDoneByOthersNorElsewhereNorWithWhatCannotBeARecord() {
        Caller elsewhere = new Caller("ana", "test", Set.of(Role.IT), Set.of(), "", Instant.MAX);
        Edit sound = new Edit(version(), MENDED, "x", false);

        assertThat(code(editing.edit(entry, sound, caller(Role.LEADER)))).isEqualTo(Code.FORBIDDEN.name());
        assertThat(code(editing.edit(entry, sound, elsewhere))).isEqualTo(Code.ENTRY_NOT_FOUND.name());
        assertThat(code(editing.edit(UUID.randomUUID(), sound, it))).isEqualTo(Code.ENTRY_NOT_FOUND.name());
        assertThat(code(edit(MENDED, " "))).isEqualTo(Code.REASON_MISSING.name());
        assertThat(code(edit("no JSON", "x"))).isEqualTo(Code.INVALID_PAYLOAD.name());
        assertThat(code(edit("{\"nome\":\"\\u0000\"}", "x"))).isEqualTo(Code.INVALID_PAYLOAD.name());
        assertThat(code(edit("{\"nome\":\"" + "x".repeat(300_000) + "\"}", "x")))
                .isEqualTo(Code.TOO_LARGE.name());
        assertThat(code(edit("{" + members(600) + "}", "x"))).isEqualTo(Code.TOO_LARGE.name());
        assertThat(code(edit(" " + CAME + "\n", "x"))).isEqualTo(Code.NOTHING_CHANGED.name());

        done(desk.discard(entry, "x", it));
        assertThat(code(editing.edit(entry, sound, it))).isEqualTo(Code.NOT_HELD.name());
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"m" + i + "\":1").collect(Collectors.joining(","));
    }

    private static void done(QuarantineDesk.Answer answer) {
        assertThat(answer).isInstanceOf(QuarantineDesk.Answer.Done.class);
    }

    private Answer edit(String payload, String reason) {
        return editing.edit(entry, new Edit(version(), payload, reason, false), it);
    }

    private String version() {
        return jdbc.sql("select hub.payload_version(inbox_id) from hub.quarantine where public_id = ?")
                .param(entry)
                .query(String.class)
                .single();
    }

    private String state() {
        return jdbc.sql("select state from hub.quarantine where public_id = ?")
                .param(entry)
                .query(String.class)
                .single();
    }

    private String name() {
        return jdbc.sql("select name from hub.phase where code = 'Y1' and deleted_at is null")
                .query(String.class)
                .single();
    }

    private static Answer.Done done(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return (Answer.Done) answer;
    }

    private static @Nullable String code(Answer answer) {
        return answer instanceof Answer.Refused refused ? refused.refusal().code() : null;
    }

    private Caller caller(Role role) {
        return new Caller("ana", "test", Set.of(role), Set.of(stream().company().id()), "", Instant.MAX);
    }
}
