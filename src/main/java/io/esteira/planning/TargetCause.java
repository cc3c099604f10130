package io.esteira.planning;

/** Why a target is another than it was, in the order in which causes are told apart. */
public enum TargetCause {
    DAYS_PASSED,
    CALENDAR,
    WINDOWS,
    RULES,
    PLAN,
    ROUTINGS,
    FORECAST,
    SALES,
    STOCK,
    ORDERS
}
