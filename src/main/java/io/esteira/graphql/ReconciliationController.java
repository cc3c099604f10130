package io.esteira.graphql;

import io.esteira.platform.Callers;
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

    private final Reconciliations reconciliations;
    private final Callers callers;

    ReconciliationController(Reconciliations reconciliations, Callers callers) {
        this.reconciliations = reconciliations;
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
}
