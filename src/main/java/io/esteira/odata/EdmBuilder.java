package io.esteira.odata;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLTypeUtil;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.provider.CsdlAnnotation;
import org.apache.olingo.commons.api.edm.provider.CsdlComplexType;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationPropertyBinding;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.commons.api.edm.provider.CsdlTerm;
import org.apache.olingo.commons.api.edm.provider.annotation.CsdlConstantExpression;
import org.apache.olingo.commons.api.edm.provider.annotation.CsdlConstantExpression.ConstantExpressionType;
import org.apache.olingo.commons.api.edmx.EdmxReference;
import org.apache.olingo.commons.api.edmx.EdmxReferenceInclude;
import org.jspecify.annotations.Nullable;

/**
 * Makes an entity model of the contract: a set for each list, an entity type for what has an id, a complex type for what has none.
 * Values of enums are texts, since they gain members.
 */
final class EdmBuilder {

    private static final String DESCRIPTION = "Org.OData.Core.V1.Description";
    private static final String SKIP_SUPPORTED = "Org.OData.Capabilities.V1.SkipSupported";

    /** As PostgreSQL keeps moments. */
    private static final int MICROSECONDS = 6;

    /** More than any quantity has. */
    private static final int MOST_DECIMALS = 1_000;

    /** Where the terms of annotations are described. */
    static final List<EdmxReference> VOCABULARIES = List.of(vocabulary("Core"), vocabulary("Capabilities"));

    private final Contract contract;
    private final Set<String> readable;
    private final Map<String, String> setOfType = new LinkedHashMap<>();

    /** @param readable types that may be told */
    EdmBuilder(Contract contract, Set<String> readable) {
        this.contract = contract;
        this.readable = readable;
    }

    HubEdm build() {
        List<Contract.Listing> lists = contract.lists().stream()
                .filter(list -> readable.contains(list.type()) && contract.isIdentified(list.type()))
                .toList();
        lists.forEach(list -> setOfType.put(list.type(), list.name()));
        CsdlSchema schema = new CsdlSchema().setNamespace(HubEdm.NAMESPACE);
        List<CsdlEntityType> entities = new ArrayList<>();
        List<CsdlComplexType> complexes = new ArrayList<>();
        for (String type : reachable()) {
            if (contract.isIdentified(type)) {
                entities.add(entity(type));
            } else {
                complexes.add(new CsdlComplexType().setName(type).setProperties(properties(type)));
            }
        }
        CsdlEntityContainer container = new CsdlEntityContainer()
                .setName(HubEdm.CONTAINER.getName())
                .setEntitySets(lists.stream().map(this::set).toList());
        schema.setEntityTypes(entities).setComplexTypes(complexes).setEntityContainer(container);
        return new HubEdm(
                schema,
                Map.of(
                        DESCRIPTION,
                        term("Description", "Edm.String"),
                        SKIP_SUPPORTED,
                        term("SkipSupported", "Edm.Boolean")));
    }

    private static EdmxReference vocabulary(String name) {
        String namespace = "Org.OData." + name + ".V1";
        return new EdmxReference(
                        URI.create("https://oasis-tcs.github.io/odata-vocabularies/vocabularies/" + namespace + ".xml"))
                .addInclude(new EdmxReferenceInclude(namespace, name));
    }

    private static CsdlTerm term(String name, String type) {
        return new CsdlTerm().setName(name).setType(type);
    }

    /** Types of the lists, and those that their rows lead to. */
    private Set<String> reachable() {
        Set<String> found = new LinkedHashSet<>(setOfType.keySet());
        Deque<String> next = new ArrayDeque<>(found);
        while (!next.isEmpty()) {
            for (GraphQLFieldDefinition field : contract.type(next.pop()).getFieldDefinitions()) {
                if (isTold(field) && Contract.isObject(field) && found.add(contract.target(field))) {
                    next.add(contract.target(field));
                }
            }
        }
        return found;
    }

    private boolean isTold(GraphQLFieldDefinition field) {
        return !Contract.isObject(field) || readable.contains(contract.target(field));
    }

    private boolean isNavigation(GraphQLFieldDefinition field) {
        return Contract.isObject(field) && isTold(field) && contract.isIdentified(contract.target(field));
    }

    private CsdlEntityType entity(String type) {
        return new CsdlEntityType()
                .setName(type)
                .setKey(List.of(new CsdlPropertyRef().setName(Contract.ID)))
                .setProperties(properties(type))
                .setNavigationProperties(contract.type(type).getFieldDefinitions().stream()
                        .filter(this::isNavigation)
                        .map(this::navigation)
                        .toList())
                .setAnnotations(description(contract.type(type).getDescription()));
    }

    private List<CsdlProperty> properties(String type) {
        return contract.type(type).getFieldDefinitions().stream()
                .filter(field -> isTold(field) && !isNavigation(field))
                .map(this::property)
                .toList();
    }

    private CsdlProperty property(GraphQLFieldDefinition field) {
        CsdlProperty property = new CsdlProperty()
                .setName(field.getName())
                .setNullable(!(field.getType() instanceof GraphQLNonNull))
                .setAnnotations(description(field.getDescription()));
        if (Contract.isObject(field)) {
            return property.setType(HubEdm.name(contract.target(field))).setCollection(Contract.isList(field));
        }
        EdmPrimitiveTypeKind kind = kind(((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(field.getType())).getName());
        property.setType(kind.getFullQualifiedName());
        return switch (kind) {
            // What is told, and what the library holds values to.
            case Decimal -> property.setScaleAsString("variable").setScale(MOST_DECIMALS);
            case DateTimeOffset -> property.setPrecision(MICROSECONDS);
            default -> property;
        };
    }

    private static EdmPrimitiveTypeKind kind(String scalar) {
        return switch (scalar) {
            case "Int" -> EdmPrimitiveTypeKind.Int32;
            case "Long" -> EdmPrimitiveTypeKind.Int64;
            case "Decimal" -> EdmPrimitiveTypeKind.Decimal;
            case "Boolean" -> EdmPrimitiveTypeKind.Boolean;
            case "Date" -> EdmPrimitiveTypeKind.Date;
            case "DateTime" -> EdmPrimitiveTypeKind.DateTimeOffset;
            default -> EdmPrimitiveTypeKind.String;
        };
    }

    private CsdlNavigationProperty navigation(GraphQLFieldDefinition field) {
        String target = contract.target(field);
        boolean many = Contract.isList(field);
        CsdlNavigationProperty navigation = new CsdlNavigationProperty()
                .setName(field.getName())
                .setType(HubEdm.name(target))
                .setCollection(many)
                .setAnnotations(description(field.getDescription()));
        if (many) {
            return navigation.setContainsTarget(!setOfType.containsKey(target));
        }
        return navigation.setNullable(!(field.getType() instanceof GraphQLNonNull));
    }

    private CsdlEntitySet set(Contract.Listing list) {
        List<CsdlAnnotation> annotations = new ArrayList<>(description(list.description()));
        annotations.add(annotation(SKIP_SUPPORTED, ConstantExpressionType.Bool, "false"));
        return new CsdlEntitySet()
                .setName(list.name())
                .setType(HubEdm.name(list.type()))
                .setNavigationPropertyBindings(contract.type(list.type()).getFieldDefinitions().stream()
                        .filter(field -> isNavigation(field) && setOfType.containsKey(contract.target(field)))
                        .map(field -> new CsdlNavigationPropertyBinding()
                                .setPath(field.getName())
                                .setTarget(setOfType.get(contract.target(field))))
                        .toList())
                .setAnnotations(annotations);
    }

    private static List<CsdlAnnotation> description(@Nullable String text) {
        return text == null ? List.of() : List.of(annotation(DESCRIPTION, ConstantExpressionType.String, text.strip()));
    }

    private static CsdlAnnotation annotation(String term, ConstantExpressionType type, String value) {
        return new CsdlAnnotation().setTerm(term).setExpression(new CsdlConstantExpression(type, value));
    }
}
