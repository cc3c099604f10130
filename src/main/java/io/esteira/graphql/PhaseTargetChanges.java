package io.esteira.graphql;

import io.esteira.planning.TargetCause;
import io.esteira.planning.TargetChange;
import io.esteira.planning.TargetChanges;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why targets are others than they were, as the contract words it. */
record PhaseTargetChanges(
        long planId, LocalDate from, Instant fromTakenAt, LocalDate to, Instant toTakenAt, List<Phase> phases) {

    static PhaseTargetChanges of(TargetChanges changes) {
        return new PhaseTargetChanges(
                changes.planId(),
                changes.from(),
                changes.fromTakenAt(),
                changes.to(),
                changes.toTakenAt(),
                changes.phases().stream().map(Phase::of).toList());
    }

    record Phase(
            String code,
            String name,
            BigDecimal toProduceBefore,
            BigDecimal toProduceAfter,
            @Nullable BigInteger dailyTargetBefore,
            @Nullable BigInteger dailyTargetAfter,
            List<CauseShare> causes) {

        record CauseShare(TargetCause cause, BigDecimal toProduce, BigInteger dailyTarget) {}

        static Phase of(TargetChange change) {
            return new Phase(
                    change.code(),
                    change.name(),
                    change.toProduceBefore(),
                    change.toProduceAfter(),
                    change.dailyBefore(),
                    change.dailyAfter(),
                    change.causes().stream()
                            .map(share -> new CauseShare(share.cause(), share.toProduce(), share.daily()))
                            .toList());
        }
    }
}
