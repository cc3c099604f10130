package io.esteira.graphql;

import io.esteira.inbox.PayloadChange;
import io.esteira.inbox.PayloadProblem;
import io.esteira.inbox.QuarantineDesk;
import io.esteira.inbox.QuarantineEditing;
import io.esteira.inbox.QuarantineFilter;
import io.esteira.platform.Callers;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Entries and jobs within the answers are read by the engine, by their internal ids. */
@Controller
class QuarantineController {

    private static final String TYPE = "QuarantineEntry";

    record ReplayQuarantinePayload(long entryId) {}

    record ReplayQuarantineMatchingPayload(
            long matching, long replayable, @Nullable Long jobId) {}

    record ChangeQuarantinePayload(long entryId) {}

    record ChangeQuarantineMatchingPayload(long changed) {}

    record EditQuarantinePayload(
            long entryId,
            List<PayloadChange> changes,
            @Nullable PayloadProblem problem) {}

    private final QuarantineDesk desk;
    private final QuarantineEditing editing;
    private final Callers callers;

    QuarantineController(QuarantineDesk desk, QuarantineEditing editing, Callers callers) {
        this.desk = desk;
        this.editing = editing;
        this.callers = callers;
    }

    @MutationMapping
    Object replayQuarantine(@Argument String id) {
        return one(id, entry -> desk.replay(entry, callers.current()), ReplayQuarantinePayload::new);
    }

    @MutationMapping
    Object editQuarantine(
            @Argument String id,
            @Argument String version,
            @Argument String payload,
            @Argument String reason,
            @Argument boolean dryRun) {
        QuarantineEditing.Edit edit = new QuarantineEditing.Edit(version, payload, reason, dryRun);
        return PublicId.find(id, TYPE)
                .map(entry -> switch (editing.edit(entry, edit, callers.current())) {
                    case QuarantineEditing.Answer.Done done ->
                        new EditQuarantinePayload(done.entryId(), done.changes(), done.problem());
                    case QuarantineEditing.Answer.Refused refused -> refused.refusal();
                })
                .orElseGet(QuarantineDesk::notFound);
    }

    @MutationMapping
    Object discardQuarantine(@Argument String id, @Argument String reason) {
        return one(id, entry -> desk.discard(entry, reason, callers.current()), ChangeQuarantinePayload::new);
    }

    @MutationMapping
    Object reopenQuarantine(@Argument String id) {
        return one(id, entry -> desk.reopen(entry, callers.current()), ChangeQuarantinePayload::new);
    }

    @MutationMapping
    Object replayQuarantineMatching(@Argument QuarantineFilter where, @Argument boolean dryRun) {
        return many(desk.replay(where, dryRun, callers.current()));
    }

    @MutationMapping
    Object discardQuarantineMatching(@Argument QuarantineFilter where, @Argument String reason, @Argument int count) {
        return many(desk.discard(where, reason, count, callers.current()));
    }

    @MutationMapping
    Object reopenQuarantineMatching(@Argument QuarantineFilter where, @Argument int count) {
        return many(desk.reopen(where, count, callers.current()));
    }

    private interface Payload {
        Object of(long entryId);
    }

    private static Object one(String id, Function<UUID, QuarantineDesk.Answer> act, Payload payload) {
        return PublicId.find(id, TYPE)
                .map(entry -> switch (act.apply(entry)) {
                    case QuarantineDesk.Answer.Done done -> payload.of(done.entryId());
                    case QuarantineDesk.Answer.Refused refused -> refused.refusal();
                })
                .orElseGet(QuarantineDesk::notFound);
    }

    private static Object many(QuarantineDesk.ManyAnswer answer) {
        return switch (answer) {
            case QuarantineDesk.ManyAnswer.Done done -> new ChangeQuarantineMatchingPayload(done.entries());
            case QuarantineDesk.ManyAnswer.Replaying replaying ->
                new ReplayQuarantineMatchingPayload(replaying.matching(), replaying.replayable(), replaying.jobId());
            case QuarantineDesk.ManyAnswer.Refused refused -> refused.refusal();
        };
    }
}
