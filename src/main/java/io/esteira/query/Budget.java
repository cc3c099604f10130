package io.esteira.query;

/** What one statement has asked for so far. Stops the compilation of those that ask for too much. */
final class Budget {

    private long rows;
    private int conditions;

    /**
     * Counts a list.
     *
     * @param parents rows that each have such a list
     * @return rows of all these lists together
     */
    long addRows(long parents, long each) {
        long added = parents * Math.max(1, each);
        rows += added;
        if (rows > Limits.MAX_ROWS) {
            throw ReadRefused.tooCostly(Limits.MAX_ROWS);
        }
        return added;
    }

    void addCondition(int depth) {
        conditions++;
        if (conditions > Limits.MAX_CONDITIONS) {
            throw ReadRefused.badInput("A query has at most " + Limits.MAX_CONDITIONS + " conditions.");
        }
        if (depth > Limits.MAX_CONDITION_DEPTH) {
            throw ReadRefused.badInput("Conditions are nested at most " + Limits.MAX_CONDITION_DEPTH + " deep.");
        }
    }
}
