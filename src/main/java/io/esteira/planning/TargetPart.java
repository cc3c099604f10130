package io.esteira.planning;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a phase's target: a category, a style or a product.
 *
 * @param code the category; the style's or the product's code
 * @param dailyTarget pieces for each day that is left; those of the parts add up to that of the whole. Null where the phase has no window
 * @param parts the next level, as far as it was asked for
 */
public record TargetPart(
        String code,
        String name,
        Measures measures,
        @Nullable BigInteger dailyTarget,
        List<TargetPart> parts) {

    public TargetPart {
        parts = List.copyOf(parts);
    }

    TargetPart of(@Nullable BigInteger share) {
        return new TargetPart(code, name, measures, share, apportioned(share, parts));
    }

    /** The parts, each with its share of a daily target by what it has to produce. */
    static List<TargetPart> apportioned(@Nullable BigInteger whole, List<TargetPart> parts) {
        if (whole == null) {
            return parts;
        }
        List<BigDecimal> weights =
                parts.stream().map(part -> part.measures().toProduce()).toList();
        List<BigInteger> shares = LargestRemainder.shares(whole, weights);
        return java.util.stream.IntStream.range(0, parts.size())
                .mapToObj(i -> parts.get(i).of(shares.get(i)))
                .toList();
    }
}
