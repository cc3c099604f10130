package io.esteira.planning;

/** What a plan is to make. */
public enum DemandModel {
    /** What its lots forecast (LoteProducao). */
    LOT_FORECAST,
    /** What customers have ordered of it (Vendas). */
    SALES
}
