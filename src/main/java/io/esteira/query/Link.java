package io.esteira.query;

/** Says which rows of a table belong to a list, or which one row is meant. */
@FunctionalInterface
interface Link {

    Link ALL = (sql, row) -> sql.add("true");

    /** Appends a condition on the row of that alias. */
    void append(SqlText sql, String row);

    static Link equal(String column, String otherAlias, String otherColumn) {
        return (sql, row) -> sql.add(row)
                .add(".")
                .add(column)
                .add(" = ")
                .add(otherAlias)
                .add(".")
                .add(otherColumn);
    }
}
