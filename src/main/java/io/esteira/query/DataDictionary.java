package io.esteira.query;

import static java.util.Objects.requireNonNull;

import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.Description;
import graphql.language.EnumValue;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeUtil;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each field of the contract means and where it comes from, as the schema says. Immutable. */
public final class DataDictionary {

    /** Kinds of personal data, by the contract's names. */
    public enum PersonalData {
        NAME,
        CONTACT,
        OPERATOR,
        CUSTOMER,
        ACCOUNT,
        FREE_TEXT
    }

    /**
     * A field.
     *
     * @param entity GraphQL type that has it
     * @param collection root field that lists rows of the type; null when there is none
     * @param unit what a number counts; null where it is no quantity, or {@code unitField} names it
     * @param table with its schema; null for what is computed when asked for
     * @param column null where an {@code expression} makes the value
     * @param refersTo GraphQL type of related rows; null for values
     */
    public record Entry(
            String entity,
            @Nullable String collection,
            String field,
            String meaning,
            String type,
            @Nullable String unit,
            @Nullable String unitField,
            @Nullable String table,
            @Nullable String column,
            @Nullable String expression,
            @Nullable String refersTo,
            @Nullable PersonalData personalData) {}

    private record Place(
            @Nullable String table,
            @Nullable String column,
            @Nullable String expression) {
        static final Place NONE = new Place(null, null, null);
    }

    private static final String ROW = "{t}.";

    private final TypeDefinitionRegistry registry;
    private final Map<String, Entity> entities = new LinkedHashMap<>();
    private final List<Entry> entries;

    private DataDictionary(TypeDefinitionRegistry registry) {
        this.registry = registry;
        new CatalogReader(registry).entities().forEach(entity -> entities.put(entity.type(), entity));
        this.entries = types().stream()
                .flatMap(type -> type.getFieldDefinitions().stream().map(field -> entry(type, field)))
                .toList();
    }

    /** Reads schema files, as {@link Catalog#of} does. */
    public static DataDictionary of(Collection<String> sdl) {
        return new DataDictionary(new SchemaParser().parse(String.join("\n", sdl)));
    }

    /** All of them, by type, fields in the order of the schema. */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * Some of them.
     *
     * @param entity a type or the root field that lists its rows; null for all
     * @param field null for all
     */
    public List<Entry> find(@Nullable String entity, @Nullable String field) {
        return entries.stream()
                .filter(entry -> entity == null || entity.equals(entry.entity()) || entity.equals(entry.collection()))
                .filter(entry -> field == null || field.equals(entry.field()))
                .toList();
    }

    /** The entry tells a column of its own type's table as it stands. */
    boolean isOwnColumn(Entry entry) {
        Entity entity = entities.get(entry.entity());
        return entity != null
                && entry.column() != null
                && table(entity).equals(entry.table())
                && !(entity.attribute(entry.field()) instanceof Attribute.ToMany);
    }

    /** Those described as tables, and what queries answer besides. */
    private List<ObjectTypeDefinition> types() {
        Set<String> reached = new LinkedHashSet<>(entities.keySet());
        Deque<ObjectTypeDefinition> open =
                new ArrayDeque<>(registry.objectTypeExtensions().getOrDefault("Query", List.of()));
        while (!open.isEmpty()) {
            for (FieldDefinition field : open.removeFirst().getFieldDefinitions()) {
                object(targetOf(field))
                        .filter(target -> reached.add(target.getName()))
                        .ifPresent(open::addLast);
            }
        }
        return registry.getTypes(ObjectTypeDefinition.class).stream()
                .filter(type -> reached.contains(type.getName()))
                .sorted(Comparator.comparing(ObjectTypeDefinition::getName))
                .toList();
    }

    private Optional<ObjectTypeDefinition> object(String name) {
        return registry.getType(name, ObjectTypeDefinition.class);
    }

    private static String targetOf(FieldDefinition field) {
        return TypeUtil.unwrapAll(field.getType()).getName();
    }

    private Entry entry(ObjectTypeDefinition type, FieldDefinition field) {
        Entity entity = entities.get(type.getName());
        Place place = entity == null ? Place.NONE : place(entity, entity.attribute(field.getName()));
        return new Entry(
                type.getName(),
                entity == null ? null : entity.many(),
                field.getName(),
                meaning(field),
                AstPrinter.printAst(field.getType()),
                argument(field, "unit", "name"),
                argument(field, "unit", "by"),
                place.table(),
                place.column(),
                place.expression(),
                object(targetOf(field)).map(ObjectTypeDefinition::getName).orElse(null),
                personalData(field));
    }

    private Place place(Entity entity, Attribute attribute) {
        return switch (attribute) {
            case Attribute.Column column -> place(entity, column);
            case Attribute.ToOne one -> new Place(table(entity), one.by(), null);
            case Attribute.ToMany many ->
                new Place(table(requireNonNull(entities.get(many.target()))), many.by(), null);
        };
    }

    private static Place place(Entity entity, Attribute.Column column) {
        Attribute.Lookup lookup = column.lookup();
        if (lookup != null) {
            return new Place("hub." + lookup.table(), lookup.column(), null);
        }
        return column.sql().startsWith(ROW)
                ? new Place(table(entity), column.sql().substring(ROW.length()), null)
                : new Place(
                        table(entity),
                        null,
                        oneLine(column.sql().substring(1, column.sql().length() - 1)));
    }

    private static String table(Entity entity) {
        return "hub." + entity.table();
    }

    private static String meaning(FieldDefinition field) {
        Description description = field.getDescription();
        return description == null ? "" : oneLine(description.getContent());
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static @Nullable PersonalData personalData(FieldDefinition field) {
        String named = argument(field, "personal", "class");
        return named == null ? null : PersonalData.valueOf(named);
    }

    private static @Nullable String argument(FieldDefinition field, String directive, String name) {
        return field.getDirectives(directive).stream()
                .flatMap(found -> Optional.ofNullable(found.getArgument(name)).stream())
                .map(Argument::getValue)
                .map(DataDictionary::text)
                .findFirst()
                .orElse(null);
    }

    private static String text(Value<?> value) {
        return switch (value) {
            case EnumValue named -> named.getName();
            case StringValue text -> requireNonNull(text.getValue());
            default -> throw new IllegalArgumentException("neither a name nor a text: " + value);
        };
    }
}
