package io.esteira.graphql;

import io.esteira.inbox.QuarantineDesk;
import io.esteira.platform.Callers;
import io.esteira.query.GlobalId;
import java.util.Optional;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class QuarantineController {

    private static final String TYPE = "QuarantineEntry";

    /** The entry is read by the engine, by its internal id. */
    record ReplayQuarantinePayload(long entryId) {}

    record ReplayRefused(QuarantineDesk.Refusal code, String message, String messagePt) {}

    private final QuarantineDesk desk;
    private final Callers callers;

    QuarantineController(QuarantineDesk desk, Callers callers) {
        this.desk = desk;
        this.callers = callers;
    }

    @MutationMapping
    Object replayQuarantine(@Argument String id) {
        Optional<GlobalId> entry =
                GlobalId.find(id).filter(found -> found.type().equals(TYPE));
        if (entry.isEmpty()) {
            return refused(QuarantineDesk.Refusal.ENTRY_NOT_FOUND);
        }
        return switch (desk.replay(entry.get().publicId(), callers.current())) {
            case QuarantineDesk.Replayed.Done done -> new ReplayQuarantinePayload(done.entryId());
            case QuarantineDesk.Replayed.Refused refused -> refused(refused.refusal());
        };
    }

    private static ReplayRefused refused(QuarantineDesk.Refusal refusal) {
        return switch (refusal) {
            case FORBIDDEN ->
                new ReplayRefused(
                        refusal, "Only the role it may replay records.", "Só o papel it pode reprocessar registros.");
            case ENTRY_NOT_FOUND ->
                new ReplayRefused(
                        refusal, "There is no such quarantine entry.", "Não existe esse registro na quarentena.");
            case NOT_REPLAYABLE ->
                new ReplayRefused(
                        refusal,
                        "This message was never stored as a record; it can only come again from its source.",
                        "Esta mensagem não chegou a ser guardada como registro; só a origem pode enviá-la de novo.");
        };
    }
}
