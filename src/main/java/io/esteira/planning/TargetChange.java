package io.esteira.planning;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a phase's target has changed.
 *
 * @param dailyBefore null where the phase had no window
 * @param causes those that changed anything; they add up to the difference, a daily target that is not set counting as 0
 */
public record TargetChange(
        String code,
        String name,
        BigDecimal toProduceBefore,
        BigDecimal toProduceAfter,
        @Nullable BigInteger dailyBefore,
        @Nullable BigInteger dailyAfter,
        List<Share> causes) {

    /** What one cause has changed. */
    public record Share(TargetCause cause, BigDecimal toProduce, BigInteger daily) {

        Share plus(Share other) {
            return new Share(cause, toProduce.add(other.toProduce), daily.add(other.daily));
        }

        boolean isNothing() {
            return toProduce.signum() == 0 && daily.signum() == 0;
        }
    }

    public TargetChange {
        causes = List.copyOf(causes);
    }
}
