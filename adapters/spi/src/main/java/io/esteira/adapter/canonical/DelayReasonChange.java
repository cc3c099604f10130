package io.esteira.adapter.canonical;

/**
 * Why an order is late at a phase, as people have said in another planning system.
 *
 * @param order the number that people use, which is that of the ERP
 * @param phase the code that people use, or what they call it
 */
public record DelayReasonChange(Ref ref, String order, String phase, String reason) implements CanonicalChange {}
