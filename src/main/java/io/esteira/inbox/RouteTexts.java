package io.esteira.inbox;

import io.esteira.inbox.RouteDesk.Code;
import io.esteira.platform.Refusal;

/** Why a route is not steered, for people. */
final class RouteTexts {

    private RouteTexts() {}

    static Refusal forbidden() {
        return new Refusal(
                Code.FORBIDDEN, null, "Only the role it may steer routes.", "Só o papel it pode comandar rotas.");
    }

    static Refusal notFound() {
        return new Refusal(Code.ROUTE_NOT_FOUND, "id", "There is no such route.", "Não existe essa rota.");
    }

    static Refusal notRead() {
        return new Refusal(
                Code.NOT_READ,
                "id",
                "Nothing reads this route: its source sends the records by itself.",
                "Nada lê esta rota: a própria origem envia os registros.");
    }

    static Refusal paused() {
        return new Refusal(
                Code.PAUSED, "id", "The route is paused: resume it first.", "A rota está pausada: retome-a primeiro.");
    }

    static Refusal underMaintenance() {
        return new Refusal(
                Code.UNDER_MAINTENANCE,
                "id",
                "The source is under maintenance: end that first.",
                "A origem está em manutenção: encerre-a primeiro.");
    }

    static Refusal pastPause() {
        return new Refusal(
                Code.INVALID_TIME, "until", "A pause has to end in the future.", "A pausa deve terminar no futuro.");
    }

    static Refusal day() {
        return new Refusal(
                Code.INVALID_DATE,
                "from",
                "The day is yet to come, or lies before 1900.",
                "O dia ainda não chegou ou é anterior a 1900.");
    }

    static Refusal cadence() {
        return new Refusal(
                Code.INVALID_CADENCE,
                "seconds",
                "A cadence lies between one second and seven days.",
                "A cadência fica entre um segundo e sete dias.");
    }
}
