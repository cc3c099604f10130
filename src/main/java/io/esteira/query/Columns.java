package io.esteira.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The columns of one select, each named {@code f} and its number, and the tables that they are found in besides the select's own. */
final class Columns {

    /** The planner tries all orders of so many tables, which takes longer than it saves. */
    private static final int MAX_JOINS = 6;

    /** PostgreSQL's select has at most 1,664. */
    private static final int MAX_JOINED_COLUMNS = 500;

    private final SqlText sql;
    private final List<Runnable> joins = new ArrayList<>();
    private int count;

    Columns(SqlText sql) {
        this.sql = sql;
    }

    /** @param expression appends the column */
    <T> T add(Supplier<T> expression) {
        sql.add(count == 0 ? "" : ", ");
        T appended = expression.get();
        sql.add(" as f" + count);
        count++;
        return appended;
    }

    /** Whether rows that others point to are better joined than read one by one. */
    boolean hasRoom() {
        return joins.size() < MAX_JOINS && count < MAX_JOINED_COLUMNS;
    }

    boolean hasJoins() {
        return !joins.isEmpty();
    }

    /**
     * Joins the one row that another points to, if there is one.
     *
     * @param condition of the joined row, by its alias
     * @return its alias
     */
    String join(String table, String alias, String by, Link condition) {
        String joined = sql.newAlias();
        joins.add(() -> {
            sql.add(" left join hub.").add(table).add(" ").add(joined).add(" on ");
            Link.equal("id", alias, by).append(sql, joined);
            sql.add(" and ");
            condition.append(sql, joined);
        });
        return joined;
    }

    /** After the select's own table. */
    void appendJoins() {
        joins.forEach(Runnable::run);
    }
}
