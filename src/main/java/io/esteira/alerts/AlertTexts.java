package io.esteira.alerts;

import io.esteira.alerts.AlertDesk.Code;
import io.esteira.platform.Refusal;

/** Why an alert is left as it is, for people. */
final class AlertTexts {

    private AlertTexts() {}

    static Refusal forbidden() {
        return new Refusal(
                Code.FORBIDDEN, null, "Only the role it may take up alerts.", "Só o papel it pode assumir alertas.");
    }

    static Refusal notFound() {
        return new Refusal(Code.ALERT_NOT_FOUND, "id", "There is no such alert.", "Não existe esse alerta.");
    }

    static Refusal ended() {
        return new Refusal(Code.ALREADY_ENDED, "id", "The alert has ended already.", "O alerta já terminou.");
    }

    static Refusal noteTooLong() {
        return new Refusal(
                Code.NOTE_TOO_LONG, "note", "A note has up to 500 characters.", "Uma anotação tem até 500 caracteres.");
    }
}
