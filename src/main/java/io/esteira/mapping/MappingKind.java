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
    OPERATOR;

    /** Whether the hub follows the code to one thing, so that a second meaning, also in another source, could have no effect. */
    boolean leadsToOneThing() {
        return switch (this) {
            case ITEM, EQUIPMENT, PHASE -> true;
            case SCRAP_REASON, STOP_REASON, UNIT, WAREHOUSE, OPERATOR -> false;
        };
    }
}
