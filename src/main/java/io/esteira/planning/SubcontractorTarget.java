package io.esteira.planning;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one subcontractor has to make of a category.
 *
 * @param share its part of what is shared out, in percent
 * @param pieces its part of what is shared out; whole where that is
 * @param moved pieces that others should take off it since they are over its capacity (negative), or that it should take off others
 * @param dailyTarget for each of its days; null without a window. Those of a category add up
 */
public record SubcontractorTarget(
        Shop shop,
        BigDecimal share,
        Pieces pieces,
        BigDecimal moved,
        @Nullable BigInteger dailyTarget) {

    /** Code of what nobody has free capacity for. */
    public static final String SURPLUS = "EXCEDENTE";

    /**
     * One who may make pieces of the category.
     *
     * @param capacity pieces for each day that it works; null where nothing was agreed: it is given nothing, and keeps what it holds
     * @param leadTimeDays days of the calendar that were agreed; null where none were
     * @param days business days that are left by its own calendar; null where the plan has no window for the phase
     * @param load pieces that it holds
     * @param sent pieces that it was sent in the period
     * @param returned pieces that it gave back in the period
     */
    public record Shop(
            String code,
            String name,
            @Nullable BigDecimal capacity,
            @Nullable Integer leadTimeDays,
            @Nullable BigDecimal days,
            BigDecimal load,
            BigDecimal sent,
            BigDecimal returned) {

        /** Pieces that it can make in its days. */
        BigDecimal room() {
            return capacity == null || days == null ? BigDecimal.ZERO : capacity.multiply(days);
        }

        BigDecimal free() {
            return room().subtract(load).max(BigDecimal.ZERO);
        }
    }

    /**
     * What is shared out.
     *
     * @param unassigned pieces that stand at the phase and that no subcontractor holds
     */
    public record Pieces(BigDecimal unassigned, BigDecimal queue, BigDecimal toSchedule) {

        public BigDecimal sum() {
            return unassigned.add(queue).add(toSchedule);
        }
    }

    /** Whether it is no subcontractor, but what nobody has free capacity for. */
    public boolean surplus() {
        return shop.code().equals(SURPLUS);
    }

    /** What it has to make. */
    public BigDecimal toProduce() {
        return shop.load().add(pieces.sum()).add(moved);
    }

    SubcontractorTarget move(BigDecimal by) {
        return new SubcontractorTarget(shop, share, pieces, by, dailyTarget);
    }

    SubcontractorTarget daily(BigInteger target) {
        return new SubcontractorTarget(shop, share, pieces, moved, target);
    }
}
