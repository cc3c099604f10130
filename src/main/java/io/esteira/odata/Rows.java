package io.esteira.odata;

import io.esteira.documents.CellKind;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.Constants;
import org.apache.olingo.commons.api.data.ComplexValue;
import org.apache.olingo.commons.api.data.Entity;
import org.apache.olingo.commons.api.data.EntityCollection;
import org.apache.olingo.commons.api.data.Link;
import org.apache.olingo.commons.api.data.Property;
import org.apache.olingo.commons.api.data.ValueType;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.jspecify.annotations.Nullable;

/** Makes entities of answers of the contract. */
final class Rows {

    private final Contract contract;

    Rows(Contract contract) {
        this.contract = contract;
    }

    /** The rows of a list, be it with pages or not. */
    static List<?> of(@Nullable Object list) {
        return switch (list) {
            case Map<?, ?> page when page.get("nodes") instanceof List<?> rows -> rows;
            case List<?> rows -> rows;
            case null, default -> List.of();
        };
    }

    /** Where the list goes on after this page; null when it ends. */
    static @Nullable String next(@Nullable Object list) {
        return list instanceof Map<?, ?> page
                        && page.get("pageInfo") instanceof Map<?, ?> info
                        && Boolean.TRUE.equals(info.get("hasNextPage"))
                ? String.valueOf(info.get("endCursor"))
                : null;
    }

    /** @param address of the row, from the service's root on */
    Entity entity(Map<?, ?> row, Selection selection, String address) {
        EdmStructuredType type = selection.type();
        Entity entity = new Entity();
        entity.setType(type.getFullQualifiedName().getFullQualifiedNameAsString());
        entity.setId(URI.create(address));
        for (String name : selection.properties()) {
            entity.addProperty(property(type, name, row.get(name)));
        }
        for (Selection.Expanded each : selection.expanded()) {
            entity.getNavigationLinks().add(link(each, row.get(each.name()), address + '/' + each.name(), type));
        }
        return entity;
    }

    private Property property(EdmStructuredType owner, String name, @Nullable Object value) {
        if (owner.getStructuralProperty(name).getType() instanceof EdmComplexType complex) {
            List<ComplexValue> values = new ArrayList<>();
            for (Object each : Rows.of(value)) {
                ComplexValue one = new ComplexValue();
                complex.getPropertyNames()
                        .forEach(field -> one.getValue().add(property(complex, field, ((Map<?, ?>) each).get(field))));
                values.add(one);
            }
            return new Property(null, name, ValueType.COLLECTION_COMPLEX, values);
        }
        CellKind kind = CellKind.of(contract.field(owner.getName(), name).getType());
        return new Property(null, name, ValueType.PRIMITIVE, kind.cell(value));
    }

    private Link link(Selection.Expanded each, @Nullable Object value, String address, EdmStructuredType owner) {
        Link link = new Link();
        link.setTitle(each.name());
        link.setRel(Constants.NS_NAVIGATION_LINK_REL + each.name());
        if (!each.navigation().isCollection()) {
            link.setType(Constants.ENTITY_NAVIGATION_LINK_TYPE);
            if (value instanceof Map<?, ?> row) {
                link.setInlineEntity(entity(row, each.selection(), address));
            }
            return link;
        }
        link.setType(Constants.ENTITY_SET_NAVIGATION_LINK_TYPE);
        boolean paged = contract.isPaged(owner.getName(), each.name());
        link.setInlineEntitySet(collection(each, value, address, paged));
        return link;
    }

    private EntityCollection collection(
            Selection.Expanded each, @Nullable Object value, String address, boolean paged) {
        EntityCollection collection = new EntityCollection();
        List<?> rows = of(value);
        Integer top = each.top();
        rows.stream().limit(top == null ? Long.MAX_VALUE : top).forEach(row -> collection
                .getEntities()
                .add(entity((Map<?, ?>) row, each.selection(), keyed(address, row))));
        if (each.counted()) {
            collection.setCount(value instanceof Map<?, ?> page ? (Integer) page.get(Selection.COUNT) : rows.size());
        }
        String next = next(value);
        if (paged && top == null && next != null) {
            collection.setNext(URI.create(address + '?' + options(each.written()) + "$skiptoken=" + encoded(next)));
        }
        return collection;
    }

    /** Address of a row of a list. */
    static String keyed(String list, Object row) {
        return list + "('" + ((Map<?, ?>) row).get(Contract.ID) + "')";
    }

    /** What was asked for with a list, for whoever goes on reading it. */
    private static String options(Map<String, String> written) {
        StringBuilder text = new StringBuilder();
        written.forEach((name, value) -> {
            if (!NextLink.ANEW.contains(name)) {
                text.append(name).append('=').append(encoded(value)).append('&');
            }
        });
        return text.toString();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
