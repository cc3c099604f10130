package io.esteira.lineage;

import io.esteira.query.GlobalId;
import io.esteira.query.LoggedType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says changes of columns as the contract does: names of fields, and ids that clients know. */
@Component
class FieldNames {

    private final JdbcClient jdbc;

    FieldNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param lines all lines of a change follow one another */
    List<Lineage.Change> changes(LoggedType type, List<ChangedField> lines) {
        Map<String, Map<String, String>> ids = ids(type, lines);
        Map<Long, List<ChangedField>> changes = new LinkedHashMap<>();
        lines.forEach(line ->
                changes.computeIfAbsent(line.change(), id -> new ArrayList<>()).add(line));
        return changes.values().stream()
                .map(change -> change(type, change, ids))
                .toList();
    }

    private static Lineage.Change change(
            LoggedType type, List<ChangedField> lines, Map<String, Map<String, String>> ids) {
        ChangedField first = lines.getFirst();
        return new Lineage.Change(
                first.at(),
                kind(first.kind()),
                first.source(),
                first.sourceKey(),
                lines.stream().flatMap(line -> field(type, line, ids)).toList());
    }

    private static Stream<Lineage.Field> field(
            LoggedType type, ChangedField line, Map<String, Map<String, String>> ids) {
        String column = line.field();
        if (column == null) {
            return Stream.empty();
        }
        Map<String, String> known = ids.getOrDefault(column, Map.of());
        return Stream.of(new Lineage.Field(
                type.fields().getOrDefault(column, camel(column)),
                told(line.before(), known),
                told(line.after(), known)));
    }

    /** An id whose row is not there any more is told as it is. */
    private static @Nullable String told(@Nullable String value, Map<String, String> ids) {
        return value == null ? null : ids.getOrDefault(value, value);
    }

    private static Lineage.Kind kind(String kind) {
        return switch (kind) {
            case "I" -> Lineage.Kind.INSERTED;
            case "D" -> Lineage.Kind.DELETED;
            default -> Lineage.Kind.UPDATED;
        };
    }

    /** By column, and internal id as text, the id that clients know. */
    private Map<String, Map<String, String>> ids(LoggedType type, List<ChangedField> lines) {
        Map<String, Map<String, String>> ids = new HashMap<>();
        type.references().forEach((column, target) -> {
            Long[] rows = lines.stream()
                    .filter(line -> column.equals(line.field()))
                    .flatMap(line -> Stream.of(line.before(), line.after())
                            .flatMap(Stream::ofNullable)
                            .map(Long::valueOf))
                    .distinct()
                    .toArray(Long[]::new);
            if (rows.length > 0) {
                ids.put(column, publicIds(target, rows));
            }
        });
        return ids;
    }

    private Map<String, String> publicIds(LoggedType.Target target, Long[] rows) {
        Map<String, String> ids = new HashMap<>();
        jdbc.sql("select id, public_id from hub.%s where id = any(?)".formatted(target.table()))
                .param(rows)
                .query(row -> {
                    GlobalId id = new GlobalId(target.type(), row.getObject("public_id", UUID.class));
                    ids.put(row.getString("id"), id.text());
                });
        return ids;
    }

    private static String camel(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.split("_")) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}
