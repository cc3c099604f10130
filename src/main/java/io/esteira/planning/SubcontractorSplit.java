package io.esteira.planning;

import io.esteira.planning.SubcontractorTarget.Pieces;
import io.esteira.planning.SubcontractorTarget.Shop;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Shares a category out among subcontractors by the capacity that each has free: capacity × days − load. Where the daily target is over
 * the capacity of all, the rest is a contender of its own, the surplus, which also gets all that nobody has room for.
 */
final class SubcontractorSplit {

    private static final BigInteger HUNDRED_PERCENT = BigInteger.valueOf(10_000);
    private static final int PERCENT_SCALE = 2;
    private static final BigDecimal NONE = BigDecimal.ZERO;

    private final Pieces pieces;
    private final @Nullable BigDecimal days;
    private final List<Shop> shops;
    private final BigDecimal load;
    private final BigDecimal capacity;
    private final @Nullable BigInteger dailyTarget;
    private final @Nullable BigDecimal surplus;

    private SubcontractorSplit(Pieces pieces, @Nullable BigDecimal days, List<Shop> shops) {
        this.pieces = pieces;
        this.days = days;
        this.shops = shops;
        this.load = sum(shops, Shop::load);
        this.capacity = sum(shops, shop -> Objects.requireNonNullElse(shop.capacity(), NONE));
        this.dailyTarget = days == null ? null : rounded(rate(load.add(pieces.sum()), days));
        this.surplus = dailyTarget == null
                ? null
                : new BigDecimal(dailyTarget).subtract(capacity).max(NONE);
    }

    /** @param days of the phase; null without a window */
    static SubcontractedCategory of(String category, Pieces pieces, @Nullable BigDecimal days, List<Shop> shops) {
        SubcontractorSplit split = new SubcontractorSplit(pieces, days, shops);
        return new SubcontractedCategory(
                category, split.load, pieces, split.capacity, split.surplus, split.dailyTarget, split.targets());
    }

    private List<SubcontractorTarget> targets() {
        List<SubcontractorTarget> balanced = balanced(shared());
        SubcontractorTarget rest = balanced.getLast();
        boolean matters = rest.share().signum() > 0 || rest.toProduce().signum() > 0;
        return withDailyTargets(matters ? balanced : balanced.subList(0, shops.size()));
    }

    /** The shares of all, that of the surplus last. */
    private List<SubcontractorTarget> shared() {
        List<Shop> all = new ArrayList<>(shops);
        all.add(new Shop(SubcontractorTarget.SURPLUS, "", surplus, null, days, NONE, NONE, NONE));
        List<BigDecimal> weights = weights();
        boolean weighed = sum(weights, Function.identity()).signum() > 0;
        List<BigInteger> percents = LargestRemainder.shares(weighed ? HUNDRED_PERCENT : BigInteger.ZERO, weights);
        List<BigDecimal> unassigned = shares(pieces.unassigned(), weights);
        List<BigDecimal> queue = shares(pieces.queue(), weights);
        List<BigDecimal> toSchedule = shares(pieces.toSchedule(), weights);
        return each(
                all.size(),
                i -> new SubcontractorTarget(
                        all.get(i),
                        new BigDecimal(percents.get(i), PERCENT_SCALE),
                        new Pieces(unassigned.get(i), queue.get(i), toSchedule.get(i)),
                        NONE,
                        null));
    }

    /** Where nobody has room and something is to be shared out, the surplus weighs alone. */
    private List<BigDecimal> weights() {
        List<BigDecimal> weights =
                new ArrayList<>(shops.stream().map(Shop::free).toList());
        BigDecimal rest = surplus == null || days == null ? NONE : surplus.multiply(days);
        boolean nobody = rest.signum() == 0 && sum(weights, Function.identity()).signum() == 0;
        weights.add(nobody && pieces.sum().signum() > 0 ? BigDecimal.ONE : rest);
        return weights;
    }

    /** What one has over its capacity goes to those with room, by their room, and then to the surplus. */
    private List<SubcontractorTarget> balanced(List<SubcontractorTarget> targets) {
        if (days == null || days.signum() == 0) {
            return targets;
        }
        List<BigDecimal> over = each(shops.size(), i -> over(targets.get(i)));
        List<BigDecimal> room = each(shops.size(), i -> shops.get(i)
                .room()
                .subtract(targets.get(i).toProduce())
                .max(NONE)
                .setScale(0, RoundingMode.FLOOR));
        BigDecimal homeless = sum(over, Function.identity());
        BigDecimal housed = homeless.min(sum(room, Function.identity()));
        List<BigDecimal> received = shares(housed, room);
        return each(targets.size(), i -> targets.get(i)
                .move(
                        i == shops.size()
                                ? homeless.subtract(housed)
                                : received.get(i).subtract(over.get(i))));
    }

    /** Whole pieces, of one whose capacity is known. */
    private static BigDecimal over(SubcontractorTarget target) {
        BigDecimal over = target.toProduce().subtract(target.shop().room());
        return target.shop().capacity() == null || over.signum() < 0
                ? NONE
                : over.setScale(0, RoundingMode.CEILING).min(target.toProduce());
    }

    private List<SubcontractorTarget> withDailyTargets(List<SubcontractorTarget> targets) {
        BigDecimal usual = days;
        if (usual == null || dailyTarget == null) {
            return targets;
        }
        List<BigDecimal> theirs = each(
                targets.size(),
                i -> Objects.requireNonNullElse(targets.get(i).shop().days(), usual));
        List<BigDecimal> rates = each(targets.size(), i -> rate(targets.get(i).toProduce(), theirs.get(i)));
        boolean alike = theirs.stream().allMatch(each -> each.compareTo(usual) == 0);
        BigInteger whole = alike ? dailyTarget : rounded(sum(rates, Function.identity()));
        List<BigInteger> shares = LargestRemainder.shares(whole, rates);
        return each(targets.size(), i -> targets.get(i).daily(shares.get(i)));
    }

    /** Whole pieces, or the smallest part that the whole is told in. */
    private static List<BigDecimal> shares(BigDecimal whole, List<BigDecimal> weights) {
        int scale = Math.max(0, whole.stripTrailingZeros().scale());
        BigInteger units = whole.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
        return LargestRemainder.shares(units, weights).stream()
                .map(share -> new BigDecimal(share, scale))
                .toList();
    }

    private static BigDecimal rate(BigDecimal pieces, BigDecimal days) {
        return days.signum() == 0 ? pieces : pieces.divide(days, MathContext.DECIMAL64);
    }

    private static BigInteger rounded(BigDecimal exact) {
        return exact.setScale(0, RoundingMode.HALF_UP).toBigInteger();
    }

    private static <T> BigDecimal sum(List<T> of, Function<T, BigDecimal> pieces) {
        return of.stream().map(pieces).reduce(NONE, BigDecimal::add);
    }

    private static <T> List<T> each(int count, IntFunction<T> make) {
        return IntStream.range(0, count).mapToObj(make).toList();
    }
}
