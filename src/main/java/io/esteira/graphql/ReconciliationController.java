package io.esteira.graphql;

import io.esteira.platform.Callers;
import io.esteira.reconciliation.Healing;
import io.esteira.reconciliation.Reconciliations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class ReconciliationController {

    /** The reconciliation is read by the engine, by its internal id. */
    record AskedReconciliation(long reconciliationId) {}

    record ReconcilePayload(List<AskedReconciliation> asked) {}

    /** The reconciliation is read by the engine, by its internal id. */
    record HealReconciliationPayload(int remapped, boolean readAnew, long reconciliationId) {}

    private static final String RECONCILIATION = "Reconciliation";

    private final Reconciliations reconciliations;
    private final Healing healing;
    private final Callers callers;

    ReconciliationController(Reconciliations reconciliations, Healing healing, Callers callers) {
        this.reconciliations = reconciliations;
        this.healing = healing;
        this.callers = callers;
    }

    @MutationMapping
    Object reconcile(@Argument String company, @Argument @Nullable String source, @Argument @Nullable String entity) {
        return switch (reconciliations.reconcile(callers.current(), company, source, entity)) {
            case Reconciliations.Answer.Done done ->
                new ReconcilePayload(done.reconciliations().stream()
                        .map(AskedReconciliation::new)
                        .toList());
            case Reconciliations.Answer.Refused refused -> refused.refusal();
        };
    }

    @MutationMapping
    Object healReconciliation(@Argument String id) {
        return PublicId.find(id, RECONCILIATION)
                .map(reconciliation -> answer(healing.heal(callers.current(), reconciliation)))
                .orElseGet(Healing::notFound);
    }

    private static Object answer(Healing.Answer answer) {
        return switch (answer) {
            case Healing.Answer.Done done ->
                new HealReconciliationPayload(done.remapped(), done.readAnew(), done.reconciliation());
            case Healing.Answer.Refused refused -> refused.refusal();
        };
    }
}
