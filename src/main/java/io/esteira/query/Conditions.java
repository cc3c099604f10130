package io.esteira.query;

import io.esteira.platform.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Compiles {@code where}. A comparison with no value does not hold, and then {@code not} of it does. */
final class Conditions {

    private static final UUID NO_ROW = new UUID(0, 0);

    private final Catalog catalog;
    private final Caller caller;
    private final SqlText sql;
    private final Budget budget;

    Conditions(Catalog catalog, Caller caller, SqlText sql, Budget budget) {
        this.catalog = catalog;
        this.caller = caller;
        this.sql = sql;
        this.budget = budget;
    }

    /** Rows of companies that do not exist for the caller are not there for any part of a statement. */
    void appendCompany(Entity entity, String alias) {
        sql.expression(entity.company().condition(), alias);
    }

    /** What a list of rows holds: the caller's companies, without deleted rows unless these are asked about. */
    void appendList(Entity entity, String alias, Optional<Given> where) {
        appendList(entity, alias, where, 0);
    }

    private void appendList(Entity entity, String alias, Optional<Given> where, int depth) {
        appendCompany(entity, alias);
        if (entity.marksDeleted() && where.filter(Conditions::mentionsDeleted).isEmpty()) {
            sql.add(" and ").add(alias).add(".deleted_at is null");
        }
        where.ifPresent(given -> {
            sql.add(" and ");
            append(entity, alias, given, depth);
        });
    }

    /** What the condition, and all that it joins by {@code and}, says of the company; of a row of another table that has one too. */
    void appendCompanyAsked(Entity entity, String alias, Given where) {
        for (String name : where.names()) {
            if (name.equals("and")) {
                where.member(name).elements().forEach(part -> appendCompanyAsked(entity, alias, part));
            } else if (name.equals("company") && entity.attribute(name) instanceof Attribute.Column company) {
                sql.add(" and ");
                appendColumn(entity, company, alias, where.member(name), 0);
            }
        }
    }

    /** Rows for which the condition holds, deleted or not. */
    void append(Entity entity, String alias, Given where) {
        append(entity, alias, where, 0);
    }

    private static boolean mentionsDeleted(Given where) {
        return where.names().stream().anyMatch(name -> switch (name) {
            case Entity.DELETED_AT -> true;
            case "not" -> mentionsDeleted(where.member(name));
            case "and", "or" -> where.member(name).elements().stream().anyMatch(Conditions::mentionsDeleted);
            default -> false;
        });
    }

    private void append(Entity entity, String alias, Given where, int depth) {
        budget.addCondition(depth);
        sql.add("(true");
        for (String name : where.names()) {
            sql.add(" and ");
            Given member = where.member(name);
            switch (name) {
                case "and" -> appendAll(entity, alias, member.elements(), " and ", "true", depth);
                case "or" -> appendAll(entity, alias, member.elements(), " or ", "false", depth);
                case "not" -> {
                    append(entity, alias, member, depth + 1);
                    sql.add(" is not true");
                }
                default -> appendAttribute(entity, entity.attribute(name), alias, member, depth);
            }
        }
        sql.add(")");
    }

    private void appendAll(Entity entity, String alias, List<Given> parts, String operator, String none, int depth) {
        sql.add("(");
        String separator = "";
        for (Given part : parts) {
            sql.add(separator);
            append(entity, alias, part, depth + 1);
            separator = operator;
        }
        sql.add(parts.isEmpty() ? none : "").add(")");
    }

    private void appendAttribute(Entity entity, Attribute attribute, String alias, Given given, int depth) {
        switch (attribute) {
            case Attribute.Column column -> appendColumn(entity, column, alias, given, depth);
            case Attribute.ToOne one -> {
                Entity target = related(one.target());
                appendExists(target, row -> row + ".id = " + alias + "." + one.by(), row -> {
                    appendCompany(target, row);
                    sql.add(" and ");
                    append(target, row, given, depth + 1);
                });
            }
            case Attribute.ToMany many -> {
                Entity target = related(many.target());
                appendExists(
                        target,
                        row -> row + "." + many.by() + " = " + alias + ".id",
                        row -> appendList(target, row, Optional.of(given), depth + 1));
            }
        }
    }

    private Entity related(String type) {
        return catalog.entity(type).requireReadableBy(caller);
    }

    private void appendExists(Entity target, UnaryOperator<String> link, Consumer<String> conditions) {
        String row = sql.newAlias();
        sql.add("exists (select from hub.").add(target.table()).add(" ").add(row);
        sql.add(" where ").add(link.apply(row)).add(" and ");
        conditions.accept(row);
        sql.add(")");
    }

    private void appendColumn(Entity entity, Attribute.Column column, String alias, Given filter, int depth) {
        budget.addCondition(depth);
        Operand operand = Operand.of(entity, column);
        sql.add("(true");
        for (String operator : filter.names()) {
            sql.add(" and ");
            appendOperator(operand, column, alias, operator, filter.member(operator));
        }
        sql.add(")");
    }

    /**
     * Conditions on a value that is worked out.
     *
     * @param value appends its expression; called once for each operator
     */
    void appendFilter(Runnable value, Kind kind, Given filter, int depth) {
        budget.addCondition(depth);
        Operand operand = Operand.of(kind);
        sql.add("(true");
        for (String operator : filter.names()) {
            sql.add(" and ");
            value.run();
            appendComparison(operand, operator, filter.member(operator));
        }
        sql.add(")");
    }

    /** Values of another table are compared there, so that the row's own column can be found by index. */
    private void appendOperator(Operand operand, Attribute.Column column, String alias, String operator, Given given) {
        Attribute.Lookup lookup = column.lookup();
        if (lookup == null || operator.equals("isNull")) {
            sql.expression(column.sql(), alias);
            appendComparison(operand, operator, given);
            return;
        }
        boolean other = operator.equals("ne");
        sql.add("(")
                .add(alias)
                .add(".")
                .add(lookup.by())
                .add(" in (select l.id from hub.")
                .add(lookup.table());
        sql.add(" l where l.").add(lookup.column());
        appendComparison(operand, other ? "eq" : operator, given);
        sql.add("))").add(other ? " is not true" : "");
    }

    private void appendComparison(Operand operand, String operator, Given given) {
        switch (operator) {
            case "eq" -> sql.add(" = ").bind(operand.value(given));
            case "ne" -> sql.add(" is distinct from ").bind(operand.value(given));
            case "gt" -> sql.add(" > ").bind(operand.value(given));
            case "gte" -> sql.add(" >= ").bind(operand.value(given));
            case "lt" -> sql.add(" < ").bind(operand.value(given));
            case "lte" -> sql.add(" <= ").bind(operand.value(given));
            case "in" -> sql.add(" = any(").bind(operand.values(given)).add(")");
            case "between" ->
                sql.add(" between ")
                        .bind(operand.value(given.member("from")))
                        .add(" and ")
                        .bind(operand.value(given.member("to")));
            case "contains" -> sql.add(" ilike ").bind(pattern("%", given));
            case "startsWith" -> sql.add(" ilike ").bind(pattern("", given));
            case "isNull" -> sql.add(given.decides(Boolean.TRUE::equals) ? " is null" : " is not null");
            default -> throw new IllegalStateException("unknown operator " + operator);
        }
    }

    private static Bind pattern(String before, Given given) {
        return given.bind(Kind.STRING, text -> Texts.pattern(before, Operand.requireBrief(text), "%"));
    }

    /** What a value is compared with. */
    private record Operand(Kind kind, UnaryOperator<Object> convert) {

        static Operand of(Entity entity, Attribute.Column column) {
            return column.kind() == Kind.ID ? new Operand(Kind.ID, text -> publicId(entity, text)) : of(column.kind());
        }

        static Operand of(Kind kind) {
            return new Operand(kind, kind == Kind.STRING ? Operand::requireBrief : UnaryOperator.identity());
        }

        /** It is compared with each row, letter by letter. */
        static Object requireBrief(Object text) {
            if (((String) text).length() > Limits.MAX_TEXT) {
                throw ReadRefused.badInput("A text in a condition has at most " + Limits.MAX_TEXT + " characters.");
            }
            return text;
        }

        Bind value(Given given) {
            return given.bind(kind, convert);
        }

        Bind values(Given given) {
            given.decides(list -> requireShort((List<?>) list));
            return given.bindAll(kind, convert);
        }

        private static boolean requireShort(List<?> list) {
            if (list.size() > Limits.MAX_IN) {
                throw ReadRefused.badInput("A list of values holds at most " + Limits.MAX_IN + ".");
            }
            return true;
        }
    }

    /** Ids of another type are ids of no row here. */
    static UUID publicId(Entity entity, Object text) {
        GlobalId id = GlobalId.parse(text);
        return id.type().equals(entity.type()) ? id.publicId() : NO_ROW;
    }
}
