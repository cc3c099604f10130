package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {

    private static List<BigInteger> shares(int whole, Integer... weights) {
        return LargestRemainder.shares(
                BigInteger.valueOf(whole),
                List.of(weights).stream().map(BigDecimal::valueOf).toList());
    }

    private static List<BigInteger> whole(int... shares) {
        return IntStream.of(shares).mapToObj(BigInteger::valueOf).toList();
    }

    @Test
    void whoLosesMostGetsWhatIsLeft() {
        assertThat(shares(10, 7, 2, 1)).isEqualTo(whole(7, 2, 1));
        assertThat(shares(4, 7, 2, 1)).isEqualTo(whole(3, 1, 0));
        assertThat(shares(1, 1, 1, 1)).isEqualTo(whole(1, 0, 0));
    }

    @Test
    void nothingIsSharedAmongNobody() {
        assertThat(shares(0)).isEmpty();
        assertThat(shares(0, 0, 0)).isEqualTo(whole(0, 0));
    }

    @Test
    void sharesAddUpAndAreWithinOneOfTheExactShare() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int round = 0; round < 1_000; round++) {
            List<BigDecimal> weights = random.ints(random.nextInt(1, 9), 0, 500)
                    .mapToObj(BigDecimal::valueOf)
                    .toList();
            BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            int whole = sum.signum() == 0 ? 0 : random.nextInt(1_000);

            List<BigInteger> shares = LargestRemainder.shares(BigInteger.valueOf(whole), weights);

            assertThat(shares.stream().reduce(BigInteger.ZERO, BigInteger::add)).isEqualTo(BigInteger.valueOf(whole));
            for (int i = 0; i < shares.size() && sum.signum() > 0; i++) {
                BigDecimal off = new BigDecimal(shares.get(i))
                        .multiply(sum)
                        .subtract(weights.get(i).multiply(BigDecimal.valueOf(whole)))
                        .abs();
                assertThat(off).isLessThan(sum);
            }
        }
    }
}
