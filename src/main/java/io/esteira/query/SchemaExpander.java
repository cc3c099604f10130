package io.esteira.query;

import graphql.language.Description;
import graphql.language.Directive;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.List;
import java.util.TreeSet;

/** Adds to the schema what follows from the described types: connections, conditions, orders, root fields. */
final class SchemaExpander {

    private final Catalog catalog;
    private final TypeDefinitionRegistry registry;

    SchemaExpander(Catalog catalog, TypeDefinitionRegistry registry) {
        this.catalog = catalog;
        this.registry = registry;
    }

    void expand() {
        addRoot("Query", "What can be read.");
        if (registry.objectTypeExtensions().containsKey("Mutation")) {
            addRoot("Mutation", "What can be done.");
        }
        GeneratedSdl generated = new GeneratedSdl();
        for (Entity entity : catalog.entities()) {
            ObjectTypeDefinition type = type(entity.type());
            generated.add(entity, plain(type.getDescription().getContent()), catalog.isPaged(entity));
            replace(type, rewritten(type, entity));
        }
        enums().forEach(generated::addEnumFilter);
        registry.getTypes(ObjectTypeDefinition.class).forEach(type -> replace(type, withoutDirectives(type)));
        registry.merge(new SchemaParser().parse(generated.text()));
        removeDirectiveDefinitions();
    }

    /** Topics extend the root types; none of them owns one. */
    private void addRoot(String name, String description) {
        if (!registry.types().containsKey(name)) {
            registry.merge(new SchemaParser().parse("\"%s\" type %s".formatted(description, name)));
        }
    }

    private ObjectTypeDefinition type(String name) {
        return registry.getType(name, ObjectTypeDefinition.class).orElseThrow();
    }

    private void replace(ObjectTypeDefinition before, ObjectTypeDefinition after) {
        registry.remove(before);
        registry.add(after).ifPresent(problem -> {
            throw new IllegalArgumentException(problem.getMessage());
        });
    }

    private static ObjectTypeDefinition rewritten(ObjectTypeDefinition type, Entity entity) {
        List<FieldDefinition> fields = type.getFieldDefinitions().stream()
                .map(field -> entity.attribute(field.getName()) instanceof Attribute.ToMany many
                        ? listField(withoutDirectives(field), many)
                        : withoutDirectives(field))
                .toList();
        return withoutDirectives(type).transform(builder -> builder.fieldDefinitions(fields));
    }

    private static FieldDefinition listField(FieldDefinition field, Attribute.ToMany many) {
        return field.transform(builder -> {
            if (many.paged()) {
                builder.type(new NonNullType(new TypeName(many.target() + "Connection")));
                builder.inputValueDefinition(argument(
                        "first",
                        new TypeName("Int"),
                        "How many at most; up to " + Limits.MAX_PAGE + ", without it " + Limits.DEFAULT_PAGE + "."));
                builder.inputValueDefinition(argument(
                        "after", new TypeName("String"), "Go on after this cursor of the same list and order."));
                builder.inputValueDefinition(argument(
                        "last",
                        new TypeName("Int"),
                        "The last ones instead of the first, in the same order; up to " + Limits.MAX_PAGE + "."));
                builder.inputValueDefinition(argument(
                        "before", new TypeName("String"), "Only those before this cursor of the same list and order."));
            }
            builder.inputValueDefinition(
                    argument("where", new TypeName(many.target() + "Where"), "Only those for which this holds."));
            builder.inputValueDefinition(argument(
                    "orderBy",
                    new ListType(new NonNullType(new TypeName(many.target() + "OrderBy"))),
                    "In this order; the first entry weighs most."));
        });
    }

    private static InputValueDefinition argument(String name, graphql.language.Type<?> type, String description) {
        return InputValueDefinition.newInputValueDefinition()
                .name(name)
                .type(type)
                .description(new Description(description, null, false))
                .build();
    }

    private static FieldDefinition withoutDirectives(FieldDefinition field) {
        return field.transform(builder -> builder.directives(kept(field.getDirectives())));
    }

    private static ObjectTypeDefinition withoutDirectives(ObjectTypeDefinition type) {
        return type.transform(builder -> builder.directives(kept(type.getDirectives()))
                .fieldDefinitions(type.getFieldDefinitions().stream()
                        .map(SchemaExpander::withoutDirectives)
                        .toList()));
    }

    private static List<Directive> kept(List<Directive> directives) {
        return directives.stream()
                .filter(directive -> !CatalogReader.DIRECTIVES.contains(directive.getName()))
                .toList();
    }

    private void removeDirectiveDefinitions() {
        for (String name : CatalogReader.DIRECTIVES) {
            registry.getDirectiveDefinition(name).ifPresent(registry::remove);
        }
        registry.getType("CompanyScope", EnumTypeDefinition.class).ifPresent(registry::remove);
    }

    private TreeSet<String> enums() {
        TreeSet<String> names = new TreeSet<>();
        for (Entity entity : catalog.entities()) {
            for (Attribute attribute : entity.attributes().values()) {
                if (attribute instanceof Attribute.Column column && column.kind() == Kind.ENUM) {
                    names.add(column.type());
                }
            }
        }
        return names;
    }

    /** The first sentence, without the Portuguese terms in brackets. */
    private static String plain(String description) {
        String sentence = description.strip().split("[:.](\\s|$)", 2)[0];
        return sentence.replaceAll("\\s*\\([^)]*\\)", "");
    }
}
