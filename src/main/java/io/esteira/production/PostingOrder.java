package io.esteira.production;

import io.esteira.platform.Refusal;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order with its steps, as it stands while the transaction holds it. */
record PostingOrder(
        long id,
        String source,
        String sourceKey,
        String number,
        String status,
        boolean blocked,
        @Nullable BigDecimal quantity,
        String itemCode,
        List<Step> steps) {

    static final String ORDER_COLUMNS =
            "o.id, o.source, o.source_key, o.number, o.status, o.posting_blocked, o.quantity, i.code as item_code";
    static final String STEP_COLUMNS = "s.id, s.sequence, s.operation, f.code as phase, s.status, "
            + "s.good_in_erp + s.scrap_in_erp as in_erp, s.good_pending + s.scrap_pending as pending";

    /** A step and what has been posted on it, good and scrap together. */
    record Step(
            long id,
            int sequence,
            String operation,
            @Nullable String phase,
            String status,
            BigDecimal inErp,
            BigDecimal pending) {}

    /** What {@link #find} found: one step, or how many fit instead. */
    record Match(@Nullable Step step, int matches) {}

    static PostingOrder read(ResultSet row, ResultSet stepRows) throws SQLException {
        List<Step> steps = new ArrayList<>();
        while (stepRows.next()) {
            steps.add(new Step(
                    stepRows.getLong("id"),
                    stepRows.getInt("sequence"),
                    stepRows.getString("operation"),
                    stepRows.getString("phase"),
                    stepRows.getString("status"),
                    stepRows.getBigDecimal("in_erp"),
                    stepRows.getBigDecimal("pending")));
        }
        return new PostingOrder(
                row.getLong("id"),
                row.getString("source"),
                row.getString("source_key"),
                row.getString("number"),
                row.getString("status"),
                row.getBoolean("posting_blocked"),
                row.getBigDecimal("quantity"),
                row.getString("item_code"),
                steps);
    }

    Match find(@Nullable Integer sequence, @Nullable String operation, @Nullable String phase) {
        List<Step> fit = steps.stream()
                .filter(step -> sequence == null || sequence == step.sequence())
                .filter(step -> operation == null || operation.equals(step.operation()))
                .filter(step -> phase == null || Objects.equals(phase, step.phase()))
                .toList();
        return new Match(fit.size() == 1 ? fit.getFirst() : null, fit.size());
    }

    /** Why nothing may be posted on this order. */
    Optional<Refusal> closedForPostings() {
        PostingRefusalCode code =
                switch (status) {
                    case "PLANNED" -> PostingRefusalCode.ORDER_PLANNED;
                    case "SUSPENDED" -> PostingRefusalCode.ORDER_SUSPENDED;
                    case "CLOSED" -> PostingRefusalCode.ORDER_CLOSED;
                    default -> blocked ? PostingRefusalCode.ORDER_BLOCKED : null;
                };
        return Optional.ofNullable(code).map(refused -> PostingTexts.orderState(refused, number));
    }

    /**
     * Why this quantity may not be posted on the step. A step that a posting completed takes nothing more; one that is full
     * takes what the tolerance leaves.
     *
     * @param tolerance percent of the ordered quantity
     */
    Optional<Refusal> full(Step step, BigDecimal posted, BigDecimal tolerance) {
        if (step.status().equals("COMPLETED") && !isReached(step)) {
            return Optional.of(PostingTexts.stepCompleted(number, step.sequence()));
        }
        if (quantity == null || posted.signum() == 0) {
            return Optional.empty();
        }
        BigDecimal allowed = quantity.add(quantity.multiply(tolerance).movePointLeft(2));
        BigDecimal with = step.inErp().add(step.pending()).add(posted);
        return with.compareTo(allowed) > 0 ? Optional.of(PostingTexts.overProduction(with, allowed)) : Optional.empty();
    }

    /** Whether a posting may complete the step; one that does not only adds to what is pending. */
    boolean mayComplete(Step step, boolean completes) {
        return completes || isReached(step) && !step.status().equals("COMPLETED");
    }

    private boolean isReached(Step step) {
        return quantity != null && step.inErp().compareTo(quantity) >= 0;
    }
}
