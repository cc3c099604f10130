package io.esteira.planning;

import java.math.BigDecimal;

/**
 * Pieces of a phase, or of a part of it; those of the parts add up to those of the whole.
 *
 * @param forecast to be made in all (previsão)
 * @param toSchedule of the forecast, what is neither invoiced nor cancelled, in stock or in an order (falta programar)
 * @param load in released orders that stand at the phase (carga)
 * @param queueNext in orders whose next phase it is
 * @param queue in orders that still have to pass it, the next ones too (fila)
 * @param achieved that left it in the period asked for (realizado)
 * @param achievedToday that left it on the day for which targets are computed
 */
public record Measures(
        BigDecimal forecast,
        BigDecimal toSchedule,
        BigDecimal load,
        BigDecimal queueNext,
        BigDecimal queue,
        BigDecimal achieved,
        BigDecimal achievedToday) {

    static final Measures NONE = new Measures(
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO);

    /** What the phase has to make (falta produzir): load, the whole queue, and what is still to be scheduled. */
    public BigDecimal toProduce() {
        return load.add(queue).add(toSchedule);
    }

    Measures plus(Measures other) {
        return new Measures(
                forecast.add(other.forecast),
                toSchedule.add(other.toSchedule),
                load.add(other.load),
                queueNext.add(other.queueNext),
                queue.add(other.queue),
                achieved.add(other.achieved),
                achievedToday.add(other.achievedToday));
    }
}
