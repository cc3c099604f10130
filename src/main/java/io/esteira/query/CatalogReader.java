package io.esteira.query;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.EnumValue;
import graphql.language.FieldDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeUtil;
import io.esteira.platform.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the directives of described types. */
final class CatalogReader {

    static final List<String> DIRECTIVES =
            List.of("collection", "column", "lookup", "reference", "children", "changes", "personal", "unit");

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,50}");

    private final TypeDefinitionRegistry registry;

    CatalogReader(TypeDefinitionRegistry registry) {
        this.registry = registry;
    }

    List<Entity> entities() {
        return registry.getTypes(ObjectTypeDefinition.class).stream()
                .filter(type -> type.hasDirective("collection"))
                .map(this::entity)
                .toList();
    }

    List<EmbeddedField> embeddedFields() {
        List<String> roots = List.of("Query", "Mutation", "Subscription");
        return registry.getTypes(ObjectTypeDefinition.class).stream()
                .filter(type -> !type.hasDirective("collection") && !roots.contains(type.getName()))
                .flatMap(type -> type.getFieldDefinitions().stream()
                        .filter(field -> !isList(field.getType()) && isDescribed(field))
                        .map(field -> new EmbeddedField(type.getName(), field.getName(), targetOf(field))))
                .toList();
    }

    private boolean isDescribed(FieldDefinition field) {
        return registry.getType(targetOf(field), ObjectTypeDefinition.class)
                .filter(target -> target.hasDirective("collection"))
                .isPresent();
    }

    private static String targetOf(FieldDefinition field) {
        return TypeUtil.unwrapAll(field.getType()).getName();
    }

    Map<String, List<ChangeSource>> changeSources() {
        Map<String, List<ChangeSource>> sources = new LinkedHashMap<>();
        registry.getType("Subscription", ObjectTypeDefinition.class).ifPresent(type -> {
            for (FieldDefinition field : type.getFieldDefinitions()) {
                String target = targetOf(field);
                List<ChangeSource> feeds = field.getDirectives("changes").stream()
                        .map(feed -> new ChangeSource(target, required(feed, "entity"), text(feed, "row")))
                        .toList();
                if (!feeds.isEmpty()) {
                    sources.put(field.getName(), feeds);
                }
            }
        });
        return sources;
    }

    private Entity entity(ObjectTypeDefinition type) {
        Directive collection = type.getDirectives("collection").getFirst();
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (FieldDefinition field : type.getFieldDefinitions()) {
            attributes.put(field.getName(), attribute(type, field));
        }
        return new Entity(
                type.getName(),
                identifier(required(collection, "table")),
                text(collection, "one"),
                text(collection, "many"),
                roles(texts(collection, "readableBy")),
                company(collection),
                Attribute.Sort.parse(text(collection, "orderBy", "id")),
                texts(collection, "fedBy"),
                flag(collection, "logged", true),
                text(collection, "month"),
                flag(collection, "live", false),
                attributes);
    }

    private Attribute attribute(ObjectTypeDefinition type, FieldDefinition field) {
        String name = field.getName();
        String target = targetOf(field);
        boolean nullable = !(field.getType() instanceof NonNullType);
        if (isList(field.getType())) {
            Directive children =
                    directive(field, "children").orElseThrow(() -> wrong(type, field, "is a list and needs @children"));
            return new Attribute.ToMany(
                    name,
                    target,
                    identifier(required(children, "by")),
                    Attribute.Sort.parse(text(children, "orderBy", "id")),
                    flag(children, "paged", false),
                    flag(children, "unique", false));
        }
        if (registry.getType(target, ObjectTypeDefinition.class).isPresent()) {
            String by = directive(field, "reference")
                    .map(reference -> required(reference, "by"))
                    .orElse(Texts.snakeCase(name) + "_id");
            return new Attribute.ToOne(name, target, identifier(by), nullable);
        }
        return column(field, target, nullable);
    }

    private Attribute column(FieldDefinition field, String type, boolean nullable) {
        Optional<Directive> lookup = directive(field, "lookup");
        if (lookup.isPresent()) {
            Attribute.Lookup found = new Attribute.Lookup(
                    identifier(required(lookup.get(), "by")),
                    identifier(required(lookup.get(), "table")),
                    identifier(required(lookup.get(), "column")));
            String sql = "(select l." + found.column() + " from hub." + found.table() + " l where l.id = {t}."
                    + found.by() + ")";
            return new Attribute.Column(field.getName(), type, Kind.of(type), nullable, sql, found);
        }
        return new Attribute.Column(field.getName(), type, Kind.of(type), nullable, sql(field), null);
    }

    private static String sql(FieldDefinition field) {
        Optional<Directive> column = directive(field, "column");
        String expression = column.map(found -> text(found, "expression")).orElse(null);
        if (expression != null) {
            return "(" + expression + ")";
        }
        String plain = field.getName().equals("id") ? "public_id" : Texts.snakeCase(field.getName());
        return "{t}." + identifier(column.map(found -> text(found, "name")).orElse(plain));
    }

    private static List<Role> roles(List<String> names) {
        if (names.equals(List.of("any"))) {
            return List.of(Role.values());
        }
        return names.stream()
                .map(name ->
                        Role.find(name).orElseThrow(() -> new IllegalArgumentException("no role is called " + name)))
                .toList();
    }

    private static Entity.CompanyScope company(Directive collection) {
        return argument(collection, "company")
                .map(value -> Entity.CompanyScope.valueOf(((EnumValue) value).getName()))
                .orElse(Entity.CompanyScope.OWN);
    }

    private static boolean isList(Type<?> type) {
        return switch (type) {
            case NonNullType nonNull -> isList(nonNull.getType());
            case ListType list -> true;
            case TypeName name -> false;
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    private static Optional<Directive> directive(DirectivesContainer<?> owner, String name) {
        return owner.getDirectives(name).stream().findFirst();
    }

    private static Optional<Value<?>> argument(Directive directive, String name) {
        return Optional.ofNullable(directive.getArgument(name)).map(Argument::getValue);
    }

    private static boolean flag(Directive directive, String name, boolean otherwise) {
        return argument(directive, name)
                .map(value -> ((BooleanValue) value).isValue())
                .orElse(otherwise);
    }

    private static @Nullable String text(Directive directive, String name) {
        return argument(directive, name)
                .map(value -> ((StringValue) value).getValue())
                .orElse(null);
    }

    private static String text(Directive directive, String name, String otherwise) {
        String text = text(directive, name);
        return text == null ? otherwise : text;
    }

    private static String required(Directive directive, String name) {
        String text = text(directive, name);
        if (text == null) {
            throw new IllegalArgumentException("@" + directive.getName() + " needs " + name);
        }
        return text;
    }

    private static List<String> texts(Directive directive, String name) {
        return argument(directive, name)
                .map(value -> ((ArrayValue) value)
                        .getValues().stream()
                                .map(element -> ((StringValue) element).getValue())
                                .toList())
                .orElse(List.of());
    }

    /** PostgreSQL cuts longer names in silence. */
    private static String identifier(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a table or column: " + name);
        }
        return name;
    }

    private static IllegalArgumentException wrong(ObjectTypeDefinition type, FieldDefinition field, String what) {
        return new IllegalArgumentException(type.getName() + "." + field.getName() + " " + what);
    }
}
