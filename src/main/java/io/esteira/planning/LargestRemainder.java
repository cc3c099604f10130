package io.esteira.planning;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whole shares that add up to a whole (Hamilton's method): each gets its share rounded down, and what is left goes one by one to those
 * who lost most; of equals to the earlier.
 */
final class LargestRemainder {

    private LargestRemainder() {}

    /**
     * @param whole not negative
     * @param weights none negative; where all are 0 so are the shares, but for a whole that then has nowhere to go but to the first
     */
    static List<BigInteger> shares(BigInteger whole, List<BigDecimal> weights) {
        BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        List<BigDecimal> exact = weights.stream()
                .map(weight -> sum.signum() == 0
                        ? BigDecimal.ZERO
                        : weight.multiply(new BigDecimal(whole)).divide(sum, MathContext.DECIMAL128))
                .toList();
        List<BigInteger> shares =
                new ArrayList<>(exact.stream().map(BigDecimal::toBigInteger).toList());
        BigInteger left = whole.subtract(shares.stream().reduce(BigInteger.ZERO, BigInteger::add));
        // The sort keeps equals in their order.
        List<Integer> byLoss = IntStream.range(0, shares.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> exact.get(i).subtract(new BigDecimal(shares.get(i))))
                        .reversed())
                .toList();
        for (int i = 0; i < left.intValueExact() && !byLoss.isEmpty(); i++) {
            int place = byLoss.get(i % byLoss.size());
            shares.set(place, shares.get(place).add(BigInteger.ONE));
        }
        return shares;
    }
}
