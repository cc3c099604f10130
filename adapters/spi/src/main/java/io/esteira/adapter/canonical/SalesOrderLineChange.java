package io.esteira.adapter.canonical;

import java.math.BigDecimal;

/**
 * One product of a customer's order; a product may be in several lines of an order.
 *
 * @param invoiced of what was ordered
 * @param cancelled of what was ordered
 */
public record SalesOrderLineChange(
        Ref ref, Ref order, Ref item, BigDecimal ordered, BigDecimal invoiced, BigDecimal cancelled)
        implements CanonicalChange {}
