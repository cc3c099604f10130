package io.esteira.canonical;

import static java.util.stream.Collectors.joining;

import io.esteira.canonical.CanonicalTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The statements that merge one described table. Names come from the description alone, never from data. */
final class TableSql {

    /** The source's own record comes before what a code mapping gave for the key, also where both are written at once. */
    private static final String OWN_KEY_FIRST = """
            on conflict (company_id, entity, source, key) do update set id = excluded.id, mapping_id = null
              where source_ref.mapping_id is not null""";

    private static final String FIXED =
            "inbox_id bigint, observed_at timestamptz, gone boolean, key text, public_id uuid";

    private final CanonicalTable<?> table;
    private final String stage;

    TableSql(CanonicalTable<?> table) {
        this.table = table;
        this.stage = "stage_" + table.type().getSimpleName().toLowerCase(Locale.ROOT);
    }

    String createStage() {
        String columns = columns(column -> switch (column) {
            case Column.Value<?> value -> value.name() + ' ' + value.sqlType();
            case Column.Told<?> told -> told.name() + ' ' + told.sqlType();
            case Column.Beside<?> beside -> beside.name() + ' ' + beside.sqlType();
            case Column.Reference<?> reference -> keyOf(reference) + " text";
        });
        return "create temp table if not exists %s (%s, %s) on commit delete rows".formatted(stage, FIXED, columns);
    }

    String copyTarget() {
        String columns = columns(column -> switch (column) {
            case Column.Value<?> value -> value.name();
            case Column.Told<?> told -> told.name();
            case Column.Beside<?> beside -> beside.name();
            case Column.Reference<?> reference -> keyOf(reference);
        });
        return "%s (inbox_id, observed_at, gone, key, public_id, %s)".formatted(stage, columns);
    }

    String analyzeStage() {
        return "analyze " + stage;
    }

    /** Inbox ids whose reference of this column finds nothing. Parameters: company, source. */
    String unresolved(Column.Reference<?> reference) {
        return """
                select s.inbox_id, s.%1$s as missing from %2$s s
                 where s.%1$s is not null and not exists (
                   select 1 from hub.source_ref r
                    where r.company_id = ? and r.entity = '%3$s' and r.source = ? and r.key = s.%1$s)
                """.formatted(keyOf(reference), stage, reference.table());
    }

    /** A transaction may merge several batches. */
    String clearStage() {
        return "truncate " + stage;
    }

    String dropStaged() {
        return "delete from " + stage + " where inbox_id = any(?)";
    }

    /** Two records of a batch that mean the same row: the later record counts. */
    String dropOvertaken() {
        String same = table.naturalKey().stream()
                .map(name -> "a.%1$s = b.%1$s".formatted(stagedName(name)))
                .collect(joining(" and "));
        return "delete from %1$s a using %1$s b where %2$s and a.inbox_id < b.inbox_id".formatted(stage, same);
    }

    /** Rows that nobody has yet; returns how many these are. Named parameters: company, source. */
    String insertNew() {
        String list = written().map(Column::name).collect(joining(", "));
        String values = written()
                .map(column -> switch (column) {
                    case Column.Told<?> told -> "coalesce(s.%s, %s)".formatted(told.name(), told.whenNew());
                    case Column.Reference<?> reference -> "ref_" + reference.name() + ".id";
                    case Column.Value<?> _, Column.Beside<?> _ -> "s." + column.name();
                })
                .collect(joining(", "));
        return """
                with inserted as (
                  insert into hub.%1$s (public_id, company_id, source, observed_at, inbox_id, %2$s)
                  select s.public_id, :company, :source, s.observed_at, s.inbox_id, %3$s
                    from %4$s s %5$s
                   where not s.gone
                  on conflict (%6$s) do nothing
                  returning id, public_id, inbox_id
                ), logged as (
                  insert into hub.change_log (entity, row_id, company_id, kind, inbox_id)
                  select '%1$s', id, :company, 'I', inbox_id from inserted
                )%7$s
                select count(*) from inserted
                """.formatted(
                        table.table(),
                        list,
                        values,
                        stage,
                        references(this::join),
                        companyFirst()
                                ? "company_id, " + String.join(", ", table.naturalKey())
                                : String.join(", ", table.naturalKey()),
                        table.keptRef() ? refs() : "");
    }

    /** Rows that were there before and differ. Named parameters: company, source. */
    String updateKnown() {
        List<? extends Column<?>> kept =
                written().filter(column -> !isInitial(column)).toList();
        String before = kept.stream().map(column -> "t." + column.name()).collect(joining(", "));
        String now = kept.stream().map(TableSql::effective).collect(joining(", "));
        String told = kept.stream()
                .map(column -> effective(column) + " as " + column.name())
                .collect(joining(", "));
        String set = kept.stream()
                .map(column -> "%1$s = c.%1$s".formatted(column.name()))
                .collect(joining(", "));
        return """
                with resolved as (
                  select s.inbox_id, s.observed_at, s.gone, %1$s
                    from %2$s s %3$s
                ), changed as (
                  select r.inbox_id, r.observed_at, r.gone, %9$s, t.id, to_jsonb(t) as before
                    from resolved r join hub.%4$s t on %5$s
                   where t.source = :source and (t.deleted_at is not null, %6$s) is distinct from (r.gone, %7$s)
                ), updated as (
                  update hub.%4$s t
                     set %8$s, observed_at = c.observed_at, inbox_id = c.inbox_id,
                         deleted_at = case when c.gone then coalesce(t.deleted_at, now()) end
                    from changed c
                   where t.id = c.id
                  returning t.id, c.inbox_id, c.gone, c.before
                )
                insert into hub.change_log (entity, row_id, company_id, kind, inbox_id, before)
                select '%4$s', id, :company, case when gone then 'D' else 'U' end::"char", inbox_id, before from updated
                """.formatted(
                        columns(this::resolvedColumn),
                        stage,
                        references(this::join),
                        table.table(),
                        naturalKeyMatch(),
                        before,
                        now,
                        set,
                        told);
    }

    /** Rows that were there before under another key get this key too. Named parameters: company, source. */
    String linkKnownRows() {
        return """
                insert into hub.source_ref (company_id, entity, source, key, id)
                select distinct on (r.key) :company, '%1$s', :source, r.key, t.id
                  from (select s.key, s.inbox_id, %2$s from %3$s s %4$s where not s.gone) r join hub.%1$s t on %5$s
                 order by r.key, r.inbox_id desc
                %6$s
                """.formatted(
                        table.table(),
                        columns(this::resolvedColumn),
                        stage,
                        references(this::join),
                        naturalKeyMatch(),
                        OWN_KEY_FIRST);
    }

    private String refs() {
        return """
                , linked as (
                  insert into hub.source_ref (company_id, entity, source, key, id)
                  select distinct :company::smallint, '%s', :source, s.key, i.id from inserted i join %s s using (public_id)
                  %s
                )""".formatted(table.table(), stage, OWN_KEY_FIRST);
    }

    private String naturalKeyMatch() {
        String keys = table.naturalKey().stream()
                .map(name -> "t.%1$s = r.%1$s".formatted(name))
                .collect(joining(" and "));
        return companyFirst() ? "t.company_id = :company and " + keys : keys;
    }

    private boolean companyFirst() {
        return table.naturalKey().stream().noneMatch(name -> name.endsWith("_id"));
    }

    private String resolvedColumn(Column<?> column) {
        return switch (column) {
            case Column.Value<?> value -> "s." + value.name();
            case Column.Told<?> told -> "s." + told.name();
            case Column.Beside<?> beside -> "s." + beside.name();
            case Column.Reference<?> reference -> "ref_%1$s.id as %1$s".formatted(reference.name());
        };
    }

    /** What a row that was there before gets. */
    private static String effective(Column<?> column) {
        return column instanceof Column.Told<?> told
                ? "coalesce(r.%s, %s)".formatted(told.name(), told.known())
                : "r." + column.name();
    }

    private String join(Column.Reference<?> reference) {
        return """
                left join hub.source_ref ref_%1$s on ref_%1$s.company_id = :company and ref_%1$s.entity = '%2$s'
                     and ref_%1$s.source = :source and ref_%1$s.key = s.%3$s""".formatted(reference.name(), reference.table(), keyOf(reference));
    }

    private String stagedName(String column) {
        return table.columns().stream()
                .filter(each -> each.name().equals(column))
                .map(each -> each instanceof Column.Reference<?> reference ? keyOf(reference) : each.name())
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(table.table() + " has no column " + column));
    }

    /** Those that the table has. */
    private Stream<? extends Column<?>> written() {
        return table.columns().stream().filter(column -> !(column instanceof Column.Beside<?>));
    }

    private static boolean isInitial(Column<?> column) {
        return column instanceof Column.Value<?> value && value.initial();
    }

    private static String keyOf(Column.Reference<?> reference) {
        return reference.name() + "_key";
    }

    private String columns(Function<Column<?>, String> text) {
        return table.columns().stream().map(text).collect(joining(", "));
    }

    private String references(Function<Column.Reference<?>, String> text) {
        List<String> parts = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            if (column instanceof Column.Reference<?> reference) {
                parts.add(text.apply(reference));
            }
        }
        return String.join("\n", parts);
    }
}
