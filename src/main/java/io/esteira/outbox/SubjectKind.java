package io.esteira.outbox;

import java.util.Locale;

/** What is accepted and delivered. Its rows lie in a table of its name, which is the entity's as well; deliveries refer to them. */
public enum SubjectKind {
    POSTING("order_id", "order_id, step_id"),
    DOWNTIME("equipment_id", "equipment_id");

    private final String turn;
    private final String turns;

    SubjectKind(String turn, String turns) {
        this.turn = turn;
        this.turns = turns;
    }

    /** Name of the table. */
    public String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mutation that takes a row back. */
    String reversal() {
        return "reverse" + name().charAt(0) + table().substring(1);
    }

    /**
     * A statement about rows of this kind.
     *
     * @param template {@code %1$s} is the table, {@code %2$s} the kind of its deliveries, {@code %3$s} the column by which whoever changes
     *     its rows takes turns, {@code %4$s} those by which deliveries do
     */
    public String sql(String template) {
        return template.formatted(table(), name(), turn, turns);
    }
}
