package io.esteira.reconciliation;

/** How far a comparison is. */
enum Step {
    /** The source shows its rows. */
    READING,
    /** What it has shown is held against what the hub has. */
    COMPARING,
    /** What differs may be on its way: the route's next run tells. */
    CONFIRMING,
    /** Whether the canonical rows say what the records say. */
    CHECKING
}
