package io.esteira.query;

import io.esteira.platform.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compiles what a client's copy of a list lacks: at first page by page the rows by internal id, then what the change log tells
 * since the copy was begun. The log is read only below the oldest transaction that still runs, so that none is passed over.
 */
final class ChangesCompiler {

    private static final String NOW =
            "with now as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as tx), ";

    private final Catalog catalog;
    private final SqlText sql;
    private final Conditions conditions;
    private final RowCompiler rows;

    ChangesCompiler(Catalog catalog, Caller caller, SqlText sql) {
        this.catalog = catalog;
        this.sql = sql;
        this.rows = new RowCompiler(catalog, caller, sql);
        this.conditions = rows.conditions();
    }

    /** @param scope of the copy that the caller means, for the request that is compiled */
    Rewriter append(Entity entity, Place place, String scope) {
        place.shape().belongsToThisRequest();
        Optional<Position> since = place.argument("since")
                .map(given -> given.decides(Position::parse))
                .filter(position -> position.scope().equals(scope));
        boolean restart = since.isEmpty() || since.get().whole() && !entity.logged();
        boolean copying = restart || !since.get().whole();
        Bind first = first(place);
        sql.add(NOW);
        if (copying) {
            appendCopied(entity, place, first, restart);
        } else {
            appendLog(entity, place, first);
        }
        sql.add("select row_to_json(a) from (select ").bind(scopeOf(entity)).add(" as f0, ");
        appendPosition(place, first, restart, copying);
        List<List<Rewriter.Slot>> slots = appendRows(entity, place, first);
        sql.add(", ");
        if (copying) {
            sql.add("null");
        } else {
            appendRemoved(entity);
        }
        sql.add(" as f6 from now) a");
        return new ChangesRewriter(members(place), slots, new Rewriter.Id(entity.type(), false), restart);
    }

    private static Bind scopeOf(Entity entity) {
        return new Bind("text", false, inputs -> Position.scope(entity, inputs));
    }

    private static Bind first(Place place) {
        return place.argument("first")
                .map(given -> given.bind(Kind.INT, ChangesCompiler::length))
                .orElse(Bind.number(Limits.MAX_PAGE));
    }

    private static Object length(Object value) {
        int length = (Integer) value;
        if (length < 1 || length > Limits.MAX_PAGE) {
            throw ReadRefused.badInput("`first` must be from 1 to " + Limits.MAX_PAGE + ".");
        }
        return length;
    }

    /** A member of the cursor that the client sent. */
    private static Bind since(Place place, Kind kind, Function<Position, Object> member) {
        Given given = place.argument("since").orElseThrow();
        return given.bind(kind, text -> member.apply(Position.parse(text)));
    }

    /** One more than asked for, which tells whether there are more. */
    private void appendCopied(Entity entity, Place place, Bind first, boolean restart) {
        String row = sql.newAlias();
        sql.add("shown as materialized (select ").add(row).add(".* from hub.").add(entity.table());
        sql.add(" ").add(row).add(" where ");
        if (!restart) {
            sql.add(row)
                    .add(".id > ")
                    .bind(since(place, Kind.LONG, Position::copiedTo))
                    .add(" and ");
        }
        conditions.appendList(entity, row, place.argument("where"));
        sql.add(" order by ").add(row).add(".id limit ").bind(first).add("::int + 1) ");
    }

    private void appendLog(Entity entity, Place place, Bind first) {
        List<ChangeSource> feeds = catalog.feeds(entity);
        sql.add("log as materialized (select l.* from hub.change_log l where (l.tx, l.seq) > (")
                .bind(since(place, Kind.STRING, Position::tx))
                .add("::xid8, ")
                .bind(since(place, Kind.LONG, Position::seq))
                .add(") and l.tx < (select tx from now) and l.entity = any(")
                .bind(Bind.texts(
                        feeds.stream().map(ChangeSource::entity).distinct().toList()))
                .add(") and l.company_id = any(")
                .bind(Bind.COMPANIES)
                .add(") order by l.tx, l.seq limit ")
                .bind(first)
                .add("), changed as materialized (");
        List<String> told = new ArrayList<>();
        for (ChangeSource feed : feeds) {
            String entries = "(select * from log where entity = '" + feed.entity() + "')";
            String ids = feed.rows();
            told.add(ids == null ? "select row_id as id from " + entries + " c" : ids.replace("{changed}", entries));
        }
        sql.add(String.join(" union ", told)).add("), ");
        String row = sql.newAlias();
        sql.add("shown as materialized (select ").add(row).add(".* from hub.").add(entity.table());
        sql.add(" ").add(row).add(" where ").add(row).add(".id in (select id from changed) and ");
        conditions.appendList(entity, row, place.argument("where"));
        sql.add(") ");
    }

    /** The next position, and whether there is more: {@code f1} to {@code f4}. */
    private void appendPosition(Place place, Bind first, boolean restart, boolean copying) {
        if (!copying) {
            sql.add("(select coalesce((select row_to_json(p) from (select tx::text as f0, seq as f1 from log ")
                    .add("order by tx desc, seq desc limit 1) p where (select count(*) from log) = ")
                    .bind(first)
                    .add("), json_build_object('f0', now.tx::text, 'f1', -1))) as f1, ")
                    .add(Position.WHOLE + " as f2, (select count(*) from log) = ")
                    .bind(first)
                    .add(" as f3, ");
            return;
        }
        sql.add("json_build_object('f0', ");
        if (restart) {
            sql.add("now.tx::text");
        } else {
            sql.bind(since(place, Kind.STRING, Position::tx)).add("::text");
        }
        sql.add(", 'f1', -1) as f1, (select case when count(*) > ")
                .bind(first)
                .add(" then (select max(id) from (select id from shown order by id limit ")
                .bind(first)
                .add(") s) else " + Position.WHOLE + " end from shown) as f2, (select count(*) > ")
                .bind(first)
                .add(" from shown) as f3, ");
    }

    private List<List<Rewriter.Slot>> appendRows(Entity entity, Place place, Bind first) {
        String row = sql.newAlias();
        List<List<Rewriter.Slot>> nodes = new ArrayList<>();
        sql.add("(select json_agg(r) from (select ");
        Columns columns = new Columns(sql);
        for (Place part : place.children("nodes")) {
            nodes.add(rows.appendColumns(entity, row, part.children(), rowsOf(place), columns));
        }
        sql.add(" from (select * from shown order by id limit ")
                .bind(first)
                .add(") ")
                .add(row);
        columns.appendJoins();
        sql.add(" order by ").add(row).add(".id) r) as f5");
        return nodes;
    }

    private static List<ChangesRewriter.Member> members(Place place) {
        List<ChangesRewriter.Member> members = new ArrayList<>();
        int nodes = 0;
        for (Place child : place.children()) {
            ChangesRewriter.Content content =
                    switch (child.field()) {
                        case "nodes" -> new ChangesRewriter.Nodes(nodes++);
                        case "removed" -> ChangesRewriter.Plain.REMOVED;
                        case "cursor" -> ChangesRewriter.Plain.CURSOR;
                        case "hasMore" -> ChangesRewriter.Plain.HAS_MORE;
                        case "restart" -> ChangesRewriter.Plain.RESTART;
                        case "__typename" ->
                            new ChangesRewriter.Type(JsonText.ascii(child.here().owner()));
                        default -> throw new IllegalStateException(child.field());
                    };
            members.add(new ChangesRewriter.Member(Rewriter.name(child), content));
        }
        return members;
    }

    private static long rowsOf(Place place) {
        return place.argument("first")
                .map(given -> given.decides(value -> (long) (Integer) length(value)))
                .orElse((long) Limits.MAX_PAGE);
    }

    /** Public ids of told rows that the list does not hold; those of rows that are no more are found in the log. */
    private void appendRemoved(Entity entity) {
        sql.add("""
                (select json_agg(coalesce(t.public_id, (
                    select (l.before ->> 'public_id')::uuid from hub.change_log l
                    where l.entity = '%1$s' and l.row_id = c.id and l.before is not null and l.company_id = any(""".formatted(entity.table())).bind(Bind.COMPANIES).add("""
                )
                    order by l.tx desc, l.seq desc limit 1)))
                  from changed c left join hub.%1$s t on t.id = c.id
                  where c.id not in (select id from shown) and (t.id is null or\s""".formatted(entity.table()));
        conditions.appendCompany(entity, "t");
        sql.add("))");
    }
}
