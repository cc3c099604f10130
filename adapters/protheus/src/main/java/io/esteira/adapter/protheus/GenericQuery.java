package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads any table by the service {@code genericQuery}, in the order of R_E_C_N_O_ and each page by what comes after the last row, so
 * that rows which come and go between two pages shift nothing. Rows of another branch stop the run: some services ignore the
 * tenant and answer the default branch.
 */
final class GenericQuery {

    static final String PATH = "/api/framework/v1/genericQuery";

    private final ProtheusClient client;
    private final int pageSize;

    GenericQuery(ProtheusClient client, int pageSize) {
        this.client = client;
        this.pageSize = pageSize;
    }

    /**
     * What is asked.
     *
     * @param where condition in SQL; blank for none
     * @param deleted whether rows that Protheus keeps as deleted come too
     * @param stamp whether the row's time stamp is asked for
     */
    record Question(Table table, String where, boolean deleted, boolean stamp) {

        static Question of(Table table, String where) {
            return new Question(table, where, false, false);
        }
    }

    /**
     * A row.
     *
     * @param stamp S_T_A_M_P_ as it came; blank when the row has none
     * @param fields by lower-case name, without the record number and the time stamp
     */
    record Row(long recno, String stamp, SortedMap<String, JsonNode> fields) {

        /** A field as text without padding on the right; blank when absent. */
        String text(String field) {
            JsonNode value = fields.get(Table.key(field));
            return value == null || value.isNull() ? "" : value.asString().stripTrailing();
        }

        byte[] json() {
            return ProtheusJson.write(fields);
        }
    }

    /** Some rows, and whether they are the last. */
    record Slice(List<Row> rows, boolean last) {}

    /** The rows after a record number, slice by slice, each read when it is asked for; at least one slice. */
    Iterator<Slice> slices(Company company, Question question, long afterRecno) {
        return new Iterator<>() {
            private long after = afterRecno;
            private boolean done;

            @Override
            public boolean hasNext() {
                return !done;
            }

            @Override
            public Slice next() {
                if (done) {
                    throw new NoSuchElementException();
                }
                Slice slice = client.get(company, PATH, parameters(question, after, pageSize))
                        .map(body -> slice(company, question.table(), body, after))
                        .orElseGet(() -> new Slice(List.of(), true));
                done = slice.last();
                after = done ? after : slice.rows().getLast().recno();
                return slice;
            }
        };
    }

    /** All rows at once; for questions that few rows answer. That there are none only a list without rows proves. */
    List<Row> all(Company company, Question question) {
        List<Row> rows = new ArrayList<>();
        Slice slice;
        do {
            slice = slice(company, question, rows.isEmpty() ? 0 : rows.getLast().recno(), pageSize);
            rows.addAll(slice.rows());
        } while (!slice.last());
        return rows;
    }

    /** The first rows after a record number. That there are none only a list without rows proves. */
    Slice slice(Company company, Question question, long after, int size) {
        ObjectNode body = client.data(company, PATH, parameters(question, after, size));
        return slice(company, question.table(), body, after);
    }

    /** How that question is asked. */
    static Map<String, String> parameters(Question question, long after, int size) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("tables", question.table().alias());
        parameters.put("fields", question.table().fields(question.deleted(), question.stamp()));
        parameters.put("where", after(question.where(), after));
        parameters.put("order", Table.RECNO);
        parameters.put("DeletedFilter", Boolean.toString(!question.deleted()));
        parameters.put("page", "1");
        parameters.put("pageSize", Integer.toString(size));
        return parameters;
    }

    private static String after(String where, long recno) {
        String after = Table.RECNO + " > " + recno;
        return where.isBlank() ? after : where + " AND " + after;
    }

    private static Slice slice(Company company, Table table, ObjectNode body, long after) {
        JsonNode items = ProtheusJson.field(body, "items");
        if (items == null || !items.isArray()) {
            throw new SourceUnavailable(PATH + " answers no items for " + table.alias());
        }
        List<Row> rows = new ArrayList<>();
        long last = after;
        for (JsonNode item : items) {
            Row row = row(company, table, item);
            if (row.recno() <= last) {
                throw new SourceUnavailable(
                        PATH + " does not keep the order of " + Table.RECNO + " for " + table.alias());
            }
            last = row.recno();
            rows.add(row);
        }
        return new Slice(rows, rows.isEmpty() || !ProtheusJson.hasNext(body));
    }

    private static Row row(Company company, Table table, JsonNode item) {
        TreeMap<String, JsonNode> fields = ProtheusJson.row(item);
        for (String field : table.required()) {
            if (!fields.containsKey(Table.key(field))) {
                throw leftOut(table, field);
            }
        }
        checkBranch(company, table, fields);
        JsonNode recno = fields.remove(Table.key(Table.RECNO));
        JsonNode stamp = fields.remove(Table.key(Table.STAMP));
        return new Row(
                number(recno).orElseThrow(() -> leftOut(table, Table.RECNO)),
                stamp == null || stamp.isNull() ? "" : stamp.asString().strip(),
                fields);
    }

    private static ProtheusClient.Refused leftOut(Table table, String field) {
        return new ProtheusClient.Refused(PATH + " leaves out " + field + " of " + table.alias()
                + ": check the dictionary (SX3), the access level and the data protection of the field");
    }

    /** The row's branch, blank for one of all branches; empty where the field is left out. */
    static Optional<String> branch(Table table, Map<String, JsonNode> fields) {
        return Optional.ofNullable(fields.get(Table.key(table.branchField())))
                .map(value -> value.isNull() ? "" : value.asString().stripTrailing());
    }

    private static void checkBranch(Company company, Table table, Map<String, JsonNode> fields) {
        company.check(branch(table, fields).orElseThrow(() -> leftOut(table, table.branchField())), table.alias());
    }

    private static Optional<Long> number(@org.jspecify.annotations.Nullable JsonNode value) {
        try {
            return value == null || value.isNull()
                    ? Optional.empty()
                    : Optional.of(new BigDecimal(value.asString().strip()).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A text as a literal of SQL. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
