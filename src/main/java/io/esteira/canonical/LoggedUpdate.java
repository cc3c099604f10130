package io.esteira.canonical;

/** SQL that updates a table of the hub and writes each row that changed, as it was, to the change log. */
public final class LoggedUpdate {

    private LoggedUpdate() {}

    /**
     * The statement's update count is the number of rows changed.
     *
     * @param table the table, which is the entity's name as well; the row is called {@code t}
     * @param set assignments
     * @param where which rows
     */
    public static String of(String table, String set, String where) {
        return """
                with changed as (
                  update hub.%1$s t set %2$s from hub.%1$s was
                  where was.id = t.id and %3$s
                  returning t.id, t.company_id, to_jsonb(was) as before
                )
                insert into hub.change_log (entity, row_id, company_id, kind, before)
                select '%1$s', id, company_id, 'U', before from changed
                """.formatted(table, set, where);
    }
}
