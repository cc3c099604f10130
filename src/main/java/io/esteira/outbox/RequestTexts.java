package io.esteira.outbox;

import static io.esteira.outbox.RefusalCode.FORBIDDEN;
import static io.esteira.outbox.RefusalCode.IDEMPOTENCY_KEY_REUSED;
import static io.esteira.outbox.RefusalCode.INVALID_ID;
import static io.esteira.outbox.RefusalCode.ORDER_NOT_FOUND;

import io.esteira.platform.Refusal;

/** The texts of refusals of whatever kind, in English and Portuguese. */
public final class RequestTexts {

    private RequestTexts() {}

    public static Refusal forbidden() {
        return new Refusal(FORBIDDEN, null, "Your role may not do this.", "Seu perfil não permite esta ação.");
    }

    public static Refusal notVersion7() {
        return Refusal.notVersion7(INVALID_ID);
    }

    static Refusal badKey() {
        return new Refusal(
                INVALID_ID,
                "idempotencyKey",
                "The idempotency key is blank or too long.",
                "A chave de idempotência está em branco ou é longa demais.");
    }

    public static Refusal noKey() {
        return new Refusal(
                INVALID_ID,
                "idempotencyKey",
                "An operation of a queue needs a key of its own.",
                "Uma operação da fila precisa de uma chave própria.");
    }

    static Refusal keyReused() {
        return new Refusal(
                IDEMPOTENCY_KEY_REUSED,
                "idempotencyKey",
                "This key was used for another request.",
                "Esta chave já foi usada em outra solicitação.");
    }

    public static Refusal orderNotFound(String field) {
        return new Refusal(
                ORDER_NOT_FOUND, field, "There is no such production order.", "Esta ordem de produção não existe.");
    }
}
