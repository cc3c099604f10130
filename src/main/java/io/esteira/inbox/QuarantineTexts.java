package io.esteira.inbox;

import io.esteira.inbox.QuarantineDesk.Code;
import io.esteira.platform.Refusal;

/** Why nothing is done with a record of the quarantine, for people. */
final class QuarantineTexts {

    private QuarantineTexts() {}

    static Refusal forbidden() {
        return new Refusal(
                Code.FORBIDDEN,
                null,
                "Only the role it may decide about records of the quarantine.",
                "Só o papel it pode decidir sobre registros da quarentena.");
    }

    static Refusal notFound() {
        return new Refusal(
                Code.ENTRY_NOT_FOUND,
                "id",
                "There is no such quarantine entry.",
                "Não existe esse registro na quarentena.");
    }

    static Refusal notReplayable() {
        return new Refusal(
                Code.NOT_REPLAYABLE,
                "id",
                "This message was never stored as a record; it can only come again from its source.",
                "Esta mensagem não chegou a ser guardada como registro; só a origem pode enviá-la de novo.");
    }

    static Refusal notHeld(String state) {
        return new Refusal(
                Code.NOT_HELD,
                "id",
                "Only what is held can be discarded or corrected; this entry is " + state + ".",
                "Só se descarta ou corrige o que está na quarentena; este registro está como " + state + ".");
    }

    static Refusal notDiscarded(String state) {
        return new Refusal(
                Code.NOT_DISCARDED,
                "id",
                "Only what was discarded can be taken back; this entry is " + state + ".",
                "Só se retoma o que foi descartado; este registro está como " + state + ".");
    }

    static Refusal notEditable() {
        return new Refusal(
                Code.NOT_EDITABLE,
                "id",
                "This was never stored as a record, so that there is nothing to correct: mend it at its source.",
                "Isto não chegou a ser guardado como registro, então não há o que corrigir: acerte na origem.");
    }

    static Refusal otherVersion() {
        return new Refusal(
                Code.OTHER_VERSION,
                "version",
                "The record has another version by now: its source has sent it again, or somebody has corrected it. Look again.",
                "O registro já tem outra versão: a origem o enviou de novo ou alguém o corrigiu. Confira de novo.");
    }

    static Refusal invalidPayload(String why) {
        return new Refusal(
                Code.INVALID_PAYLOAD,
                "payload",
                "This is no JSON that can be used: " + why,
                "Este JSON não pode ser usado: " + why);
    }

    static Refusal tooLarge() {
        return new Refusal(
                Code.TOO_LARGE,
                "payload",
                "A record has at most 262,144 characters.",
                "Um registro tem no máximo 262.144 caracteres.");
    }

    static Refusal tooManyChanges() {
        return new Refusal(
                Code.TOO_LARGE,
                "payload",
                "A correction changes at most 500 values.",
                "Uma correção altera no máximo 500 valores.");
    }

    static Refusal nothingChanged() {
        return new Refusal(
                Code.NOTHING_CHANGED, "payload", "Nothing differs from the record.", "Nada difere do registro.");
    }

    static Refusal reasonMissing() {
        return new Refusal(Code.REASON_MISSING, "reason", "Say why.", "Informe o motivo.");
    }

    static Refusal otherCount(long found, long said) {
        return new Refusal(
                Code.OTHER_COUNT,
                "count",
                found + " entries are meant by now, not " + said + ": look again.",
                "O filtro já alcança " + found + " registros, e não " + said + ": confira de novo.");
    }

    static Refusal tooManyJobs() {
        return new Refusal(
                Code.TOO_MANY_JOBS,
                null,
                "Too many jobs wait already: see jobs, and replay once one has ended.",
                "Já há trabalhos demais na fila: veja jobs e reprocesse quando um deles terminar.");
    }
}
