package io.esteira.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Compiles a connection: a page, its length, the number of all rows, how fresh they are; each only when asked for. */
final class ConnectionCompiler {

    /** Fields of a list's freshness. */
    private static final Map<String, Freshness> FRESHNESS = Map.of(
            "source", new Freshness("s.source", Kind.STRING),
            "company", new Freshness("c.code", Kind.STRING),
            "asOf",
                    new Freshness(
                            "case when bool_and(st.read_as_of is not null) then min(st.read_as_of) end",
                            Kind.DATE_TIME),
            "oldestEntity",
                    new Freshness(
                            "(array_agg(s.entity order by st.read_as_of nulls first, s.entity collate \"C\"))[1]",
                            Kind.STRING),
            "stale",
                    new Freshness(
                            "bool_or(st.read_as_of is null or st.read_as_of + coalesce(st.stale_after, interval '1 day') < {now})",
                            Kind.BOOLEAN));

    private record Freshness(String sql, Kind kind) {

        boolean nullable() {
            return kind == Kind.DATE_TIME;
        }
    }

    private static final String FRESHNESS_ROWS = """
             from hub.stream s
            join hub.company c on c.id = s.company_id
            left join hub.stream_state st on st.stream_id = s.id
            where s.company_id = any(""";

    private static final Map<String, ConnectionRewriter.Plain> PLAIN = Map.of(
            "cursor", ConnectionRewriter.Plain.CURSOR,
            "totalCount", ConnectionRewriter.Plain.COUNT,
            "hasNextPage", ConnectionRewriter.Plain.HAS_NEXT,
            "hasPreviousPage", ConnectionRewriter.Plain.HAS_PREVIOUS,
            "startCursor", ConnectionRewriter.Plain.START_CURSOR,
            "endCursor", ConnectionRewriter.Plain.END_CURSOR);

    private final SqlText sql;
    private final Budget budget;
    private final Conditions conditions;
    private final RowCompiler rows;

    ConnectionCompiler(SqlText sql, Budget budget, Conditions conditions, RowCompiler rows) {
        this.sql = sql;
        this.budget = budget;
        this.conditions = conditions;
        this.rows = rows;
    }

    /** @param link which rows belong to the list, by their alias */
    Rewriter append(Entity entity, Place place, long parents, Order order, Link link) {
        sql.add("(select row_to_json(c) from (select ");
        String separator = "";
        PageLength length = PageLength.of(place);
        ConnectionRewriter.Page page = null;
        Parts parts = Parts.of(place);
        boolean pageInfo = !place.children("pageInfo").isEmpty();
        if (!parts.rows().isEmpty() || pageInfo) {
            page = appendPage(entity, place, parts.rows(), parents, order, link, length);
            sql.add(" as f0");
            separator = ", ";
        }
        boolean count = !place.children("totalCount").isEmpty();
        if (count) {
            sql.add(separator);
            appendCount(entity, place, link);
            sql.add(" as f1");
            separator = ", ";
        }
        List<Rewriter> freshness = new ArrayList<>();
        for (Place child : parts.freshness()) {
            sql.add(separator);
            freshness.add(appendFreshness(entity, child, place.argument("where")));
            sql.add(" as f" + (1 + freshness.size()));
            separator = ", ";
        }
        sql.add(") c)");
        return new ConnectionRewriter(members(place, parts), page, count, freshness);
    }

    /** Rows that are counted as many as a page has: each is gone when the next one is read. */
    Rewriter appendEach(Entity entity, Place place, Order order, boolean json) {
        String row = sql.newAlias();
        PageLength length = PageLength.of(place);
        long count = budget.addRows(1, length.rows());
        sql.add("select ");
        appendCount(entity, place, Link.ALL);
        sql.add(" as total, ").add(json ? "row_to_json(r) from (select " : "");
        Columns columns = new Columns(sql);
        List<Rewriter.Slot> slots = rows.appendColumns(
                entity, row, place.children("nodes").getFirst().children(), count, columns);
        sql.add(" from (select * from hub.")
                .add(entity.table())
                .add(" ")
                .add(row)
                .add(" where ");
        conditions.appendList(entity, row, place.argument("where"));
        appendBeyond(order, row, place.argument("after"));
        sql.add(") ").add(row);
        columns.appendJoins();
        order.appendOrderBy(sql, row);
        sql.add(json ? ") r" : "");
        return new Rewriter.Row(slots, false);
    }

    /** How many rows of the list, and from which end. Another number is another statement, whose plan it decides. */
    private record PageLength(int rows, boolean fromEnd) {

        static PageLength of(Place place) {
            Optional<Given> first = place.argument("first");
            Optional<Given> last = place.argument("last");
            if (first.isPresent() && last.isPresent()) {
                throw ReadRefused.badInput("Give `first` or `last`, not both.");
            }
            return new PageLength(
                    last.or(() -> first)
                            .map(given -> given.decides(PageLength::checked))
                            .orElse(Limits.DEFAULT_PAGE),
                    last.isPresent());
        }

        private static int checked(Object value) {
            int length = (Integer) value;
            if (length < 0 || length > Limits.MAX_PAGE) {
                throw ReadRefused.badInput("`first` and `last` must be from 0 to " + Limits.MAX_PAGE + ".");
            }
            return length;
        }
    }

    /**
     * What has columns of its own.
     *
     * @param rows selections that are made of each row: {@code nodes}, and {@code node} of {@code edges}
     */
    private record Parts(List<Place> rows, List<Place> freshness) {

        static Parts of(Place place) {
            List<Place> rows = new ArrayList<>(place.children("nodes"));
            place.children("edges").forEach(edges -> rows.addAll(edges.children("node")));
            place.children("edges").stream()
                    .filter(edges -> edges.children("node").isEmpty())
                    .forEach(rows::add);
            return new Parts(rows, place.children("freshness"));
        }

        static int indexOf(Place place, List<Place> parts) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).here() == place.here()) {
                    return i;
                }
            }
            throw new IllegalStateException("not a part: " + place.key());
        }
    }

    private ConnectionRewriter.Page appendPage(
            Entity entity, Place place, List<Place> parts, long parents, Order order, Link link, PageLength length) {
        String row = sql.newAlias();
        long count = budget.addRows(parents, length.rows());
        boolean cursors = needsCursors(place);
        sql.add("(select json_agg(r) from (select ");
        Columns columns = new Columns(sql);
        if (cursors) {
            order.keys()
                    .forEach(
                            key -> columns.add(() -> sql.expression(key.column().sql(), row)));
            columns.add(() -> sql.add(row).add(".id"));
        }
        List<List<Rewriter.Slot>> slots = new ArrayList<>();
        for (Place part : parts) {
            List<Place> fields = part.field().equals("edges") ? List.of() : part.children();
            slots.add(rows.appendColumns(entity, row, fields, count, columns));
        }
        Order shown = length.fromEnd() ? order.reversed() : order;
        appendPageRows(entity, place, order, link, row, length);
        columns.appendJoins();
        if (columns.hasJoins()) {
            shown.appendOrderBy(sql, row);
        }
        sql.add(") r)");
        return new ConnectionRewriter.Page(
                cursors ? order : null,
                slots,
                length.rows(),
                length.fromEnd(),
                place.argument("after").isPresent(),
                place.argument("before").isPresent());
    }

    private void appendPageRows(Entity entity, Place place, Order order, Link link, String row, PageLength length) {
        sql.add(" from (select * from hub.").add(entity.table()).add(" ").add(row);
        sql.add(" where ");
        link.append(sql, row);
        sql.add(" and ");
        conditions.appendList(entity, row, place.argument("where"));
        Order fromEnd = order.reversed();
        appendBeyond(order, row, place.argument("after"));
        appendBeyond(fromEnd, row, place.argument("before"));
        (length.fromEnd() ? fromEnd : order).appendOrderBy(sql, row);
        sql.add(" limit " + (length.rows() + (needsNext(place, length) ? 1 : 0)) + ") ")
                .add(row);
    }

    private void appendBeyond(Order order, String row, Optional<Given> cursor) {
        cursor.ifPresent(given -> {
            sql.add(" and ");
            order.appendAfter(sql, row, given);
        });
    }

    private void appendCount(Entity entity, Place place, Link link) {
        String row = sql.newAlias();
        sql.add("(select count(*) from hub.").add(entity.table()).add(" ").add(row);
        sql.add(" where ");
        link.append(sql, row);
        sql.add(" and ");
        conditions.appendList(entity, row, place.argument("where"));
        sql.add(")");
    }

    /** Of the companies that the list may have rows of. */
    private Rewriter appendFreshness(Entity entity, Place place, Optional<Given> where) {
        List<Rewriter.Slot> slots = new ArrayList<>();
        Columns columns = new Columns(sql);
        sql.add("(select json_agg(r) from (select ");
        for (Place field : place.children()) {
            slots.add(field.field().equals("__typename") ? Rewriter.typeName(field) : freshness(field, columns));
        }
        sql.add(FRESHNESS_ROWS).bind(Bind.COMPANIES).add(") and s.entity = any(");
        sql.bind(Bind.texts(entity.fedBy())).add(")");
        where.ifPresent(given -> conditions.appendCompanyAsked(entity, "s", given));
        sql.add(" group by s.source, c.code order by c.code, s.source) r)");
        return new Rewriter.Rows(new Rewriter.Row(slots, false), "sources");
    }

    private Rewriter.Slot freshness(Place field, Columns columns) {
        Freshness freshness = Objects.requireNonNull(FRESHNESS.get(field.field()));
        columns.add(() -> sql.expression(freshness.sql(), "s"));
        return Rewriter.value(field, new Rewriter.Scalar(freshness.kind(), freshness.nullable()));
    }

    private static boolean needsCursors(Place place) {
        return place.children("edges").stream()
                        .anyMatch(edges -> !edges.children("cursor").isEmpty())
                || pageInfoAsks(place, "startCursor")
                || pageInfoAsks(place, "endCursor");
    }

    /** Whether there are more rows the way that the page goes. */
    private static boolean needsNext(Place place, PageLength length) {
        return pageInfoAsks(place, length.fromEnd() ? "hasPreviousPage" : "hasNextPage");
    }

    private static boolean pageInfoAsks(Place place, String field) {
        return place.children("pageInfo").stream()
                .anyMatch(info -> !info.children(field).isEmpty());
    }

    private static List<ConnectionRewriter.Member> members(Place place, Parts parts) {
        return place.children().stream()
                .map(child -> new ConnectionRewriter.Member(Rewriter.name(child), content(child, parts)))
                .toList();
    }

    private static ConnectionRewriter.Content content(Place place, Parts parts) {
        return switch (place.field()) {
            case "nodes" -> new ConnectionRewriter.Nodes(Parts.indexOf(place, parts.rows()));
            case "node" -> new ConnectionRewriter.Node(Parts.indexOf(place, parts.rows()));
            case "edges" -> new ConnectionRewriter.Edges(members(place, parts));
            case "pageInfo" -> new ConnectionRewriter.Info(members(place, parts));
            case "freshness" -> new ConnectionRewriter.Freshness(Parts.indexOf(place, parts.freshness()));
            case "__typename" ->
                new ConnectionRewriter.Type(JsonText.ascii(place.here().owner()));
            default -> Objects.requireNonNull(PLAIN.get(place.field()), place.field());
        };
    }
}
