package io.esteira.reconciliation;

import io.esteira.platform.Refusal;
import io.esteira.reconciliation.Reconciliations.Code;

/** Why nothing is compared, for people. */
final class ReconciliationTexts {

    private ReconciliationTexts() {}

    static Refusal forbidden() {
        return new Refusal(
                Code.FORBIDDEN,
                null,
                "Only the role it may have routes compared with their sources.",
                "Só o papel it pode mandar comparar rotas com as origens.");
    }

    static Refusal routeNotFound() {
        return new Refusal(
                Code.ROUTE_NOT_FOUND, "source", "The company has no such route.", "A empresa não tem uma rota assim.");
    }

    static Refusal notFound() {
        return new Refusal(
                Code.RECONCILIATION_NOT_FOUND,
                "id",
                "There is no such reconciliation.",
                "Não existe uma conciliação assim.");
    }
}
