package io.esteira.mapping;

/** What a code stands for. */
public enum MappingKind {
    ITEM,
    EQUIPMENT,
    PHASE,
    SCRAP_REASON,
    STOP_REASON,
    UNIT,
    WAREHOUSE,
    OPERATOR
}
