package io.esteira.plant;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A report of production on one operation of an order, as Protheus keeps it in SH6. Texts are blank when not given.
 *
 * @param order C2_OP without its padding
 * @param total whether it ends the operation
 * @param comments H6_OBSERVA, at most 60 characters
 */
record Appointment(
        String branch,
        String order,
        String operation,
        String resource,
        LocalDateTime start,
        LocalDateTime end,
        LocalDate reported,
        BigDecimal good,
        BigDecimal scrap,
        boolean total,
        String operator,
        String lot,
        String comments) {}
