package io.esteira.graphql.oracle;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValue;
import graphql.language.FieldDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.Value;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeUtil;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types that the schema files describe as tables. Immutable. */
public final class DescribedTypes {

    private final TypeDefinitionRegistry registry;
    private final Map<String, DescribedType> types = new LinkedHashMap<>();

    public DescribedTypes(List<String> files) {
        registry = new SchemaParser().parse(String.join("\n", files));
        registry.getTypes(ObjectTypeDefinition.class).stream()
                .filter(type -> type.hasDirective("collection"))
                .map(this::read)
                .forEach(type -> types.put(type.name(), type));
    }

    public Collection<DescribedType> all() {
        return types.values();
    }

    DescribedType get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name));
    }

    Optional<DescribedType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** Names of an enum's values; none where the type is no enum. */
    List<String> enumValues(String type) {
        return registry.getType(type, EnumTypeDefinition.class).stream()
                .flatMap(found -> found.getEnumValueDefinitions().stream())
                .map(value -> value.getName())
                .toList();
    }

    /** Fields by which rows that have ids are reached from the type, and whether they come in pages. */
    public Map<String, Boolean> related(DescribedType type) {
        Map<String, Boolean> related = new LinkedHashMap<>();
        type.only(DescribedType.One.class)
                .filter(one -> get(one.target()).members().containsKey("id"))
                .forEach(one -> related.put(one.name(), false));
        type.only(DescribedType.Many.class)
                .filter(many -> get(many.target()).members().containsKey("id"))
                .forEach(many -> related.put(many.name(), many.paged()));
        return related;
    }

    private DescribedType read(ObjectTypeDefinition type) {
        Directive collection = directive(type, "collection").orElseThrow();
        Map<String, DescribedType.Member> members = new LinkedHashMap<>();
        type.getFieldDefinitions().forEach(field -> members.put(field.getName(), member(field)));
        return new DescribedType(
                type.getName(),
                text(collection, "table").orElseThrow(),
                text(collection, "one").orElse(null),
                text(collection, "many").orElse(null),
                texts(collection, "readableBy"),
                argument(collection, "company")
                        .map(value -> ((EnumValue) value).getName())
                        .orElse("OWN"),
                sorts(text(collection, "orderBy").orElse("id")),
                texts(collection, "fedBy"),
                flag(collection, "logged", true),
                members);
    }

    private DescribedType.Member member(FieldDefinition field) {
        String name = field.getName();
        String target = TypeUtil.unwrapAll(field.getType()).getName();
        Optional<Directive> children = directive(field, "children");
        if (children.isPresent()) {
            return new DescribedType.Many(
                    name,
                    target,
                    text(children.get(), "by").orElseThrow(),
                    sorts(text(children.get(), "orderBy").orElse("id")),
                    flag(children.get(), "paged", false));
        }
        if (isList(field.getType())) {
            throw new IllegalArgumentException(name + " is a list that no directive describes");
        }
        if (registry.getType(target, ObjectTypeDefinition.class).isPresent()) {
            return new DescribedType.One(
                    name,
                    target,
                    directive(field, "reference")
                            .flatMap(reference -> text(reference, "by"))
                            .orElse(snakeCase(name) + "_id"));
        }
        return new DescribedType.Value(name, target, !(field.getType() instanceof NonNullType), sql(field));
    }

    private static boolean isList(Type<?> type) {
        return type instanceof NonNullType nonNull ? isList(nonNull.getType()) : type instanceof ListType;
    }

    private static String sql(FieldDefinition field) {
        Optional<Directive> lookup = directive(field, "lookup");
        if (lookup.isPresent()) {
            return "(select l.%s from hub.%s l where l.id = t.%s)"
                    .formatted(
                            text(lookup.get(), "column").orElseThrow(),
                            text(lookup.get(), "table").orElseThrow(),
                            text(lookup.get(), "by").orElseThrow());
        }
        Optional<Directive> column = directive(field, "column");
        return column.flatMap(found -> text(found, "expression"))
                .map(expression -> "(" + expression.replace("{t}", "t") + ")")
                .or(() -> column.flatMap(found -> text(found, "name")).map(name -> "t." + name))
                .orElse("t." + (field.getName().equals("id") ? "public_id" : snakeCase(field.getName())));
    }

    private static List<DescribedType.Sort> sorts(String text) {
        return Arrays.stream(text.split(",\\s*"))
                .map(part -> new DescribedType.Sort(part.replace(" DESC", ""), part.endsWith(" DESC")))
                .toList();
    }

    static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Optional<Directive> directive(DirectivesContainer<?> owner, String name) {
        return owner.getDirectives(name).stream().findFirst();
    }

    private static Optional<Value<?>> argument(Directive directive, String name) {
        return Optional.ofNullable(directive.getArgument(name)).map(Argument::getValue);
    }

    private static Optional<@Nullable String> text(Directive directive, String name) {
        return argument(directive, name).map(value -> ((StringValue) value).getValue());
    }

    private static boolean flag(Directive directive, String name, boolean otherwise) {
        return argument(directive, name)
                .map(value -> ((BooleanValue) value).isValue())
                .orElse(otherwise);
    }

    private static List<String> texts(Directive directive, String name) {
        return argument(directive, name).stream()
                .flatMap(value -> ((ArrayValue) value).getValues().stream())
                .map(value -> String.valueOf(((StringValue) value).getValue()))
                .toList();
    }
}
