package io.esteira.odata;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourceNavigation;
import org.apache.olingo.server.api.uri.UriResourceProperty;
import org.apache.olingo.server.api.uri.queryoption.ExpandItem;
import org.apache.olingo.server.api.uri.queryoption.ExpandOption;
import org.apache.olingo.server.api.uri.queryoption.SelectItem;
import org.apache.olingo.server.api.uri.queryoption.SelectOption;
import org.jspecify.annotations.Nullable;

/**
 * What is told of each row.
 *
 * @param properties in the order of their type, the key among them
 * @param expanded rows that are told within
 */
record Selection(EdmStructuredType type, List<String> properties, List<Expanded> expanded) {

    /** Asks how a page stands in its list. */
    static final String PAGE = "pageInfo { hasNextPage endCursor }";

    static final String COUNT = "totalCount";

    /**
     * A related row, or a list of them.
     *
     * @param options that were asked for with it
     * @param written the same as the client wrote them
     */
    record Expanded(
            EdmNavigationProperty navigation, ExpandItem options, Map<String, String> written, Selection selection) {

        String name() {
            return navigation.getName();
        }

        /** How many of a list; null for the first page. */
        @Nullable
        Integer top() {
            return options.getTopOption() == null
                    ? null
                    : options.getTopOption().getValue();
        }

        boolean counted() {
            return options.getCountOption() != null && options.getCountOption().getValue();
        }
    }

    static Selection of(EdmStructuredType type, @Nullable SelectOption select, @Nullable ExpandOption expand)
            throws ODataApplicationException {
        return of(type, select, expand, expand == null ? null : expand.getText());
    }

    private static Selection of(
            EdmStructuredType type,
            @Nullable SelectOption select,
            @Nullable ExpandOption expand,
            @Nullable String written)
            throws ODataApplicationException {
        Set<String> chosen = chosen(select);
        List<String> properties = type.getPropertyNames().stream()
                .filter(name -> chosen.isEmpty() || chosen.contains(name) || name.equals(Contract.ID))
                .toList();
        List<Expanded> expanded = new ArrayList<>();
        Map<String, Map<String, String>> options = ExpandText.of(written);
        for (ExpandItem item : expand == null ? List.<ExpandItem>of() : expand.getExpandItems()) {
            expanded.add(expanded(item, options));
        }
        return new Selection(type, properties, expanded);
    }

    /** Empty for all. */
    private static Set<String> chosen(@Nullable SelectOption select) throws ODataApplicationException {
        Set<String> names = new LinkedHashSet<>();
        if (select == null) {
            return names;
        }
        for (SelectItem item : select.getSelectItems()) {
            if (item.isStar()) {
                return Set.of();
            }
            List<UriResource> parts = item.getResourcePath() == null
                    ? List.of()
                    : item.getResourcePath().getUriResourceParts();
            boolean served = parts.size() == 1
                    && (parts.getFirst() instanceof UriResourceProperty
                            || parts.getFirst() instanceof UriResourceNavigation);
            if (!served) {
                throw Refusals.notServed("$select of parts of a property");
            }
            names.add(parts.getFirst().getSegmentValue());
        }
        return names;
    }

    private static Expanded expanded(ExpandItem item, Map<String, Map<String, String>> written)
            throws ODataApplicationException {
        if (item.isStar() || item.isRef() || item.hasCountPath() || item.getLevelsOption() != null) {
            throw Refusals.notServed("$expand of *, $ref, $count or $levels");
        }
        if (item.getSkipOption() != null || item.getSearchOption() != null || item.getApplyOption() != null) {
            throw Refusals.notServed("$skip, $search or $apply within $expand");
        }
        List<UriResource> parts = item.getResourcePath().getUriResourceParts();
        if (parts.size() != 1 || !(parts.getFirst() instanceof UriResourceNavigation navigation)) {
            throw Refusals.notServed("$expand of a path");
        }
        EdmNavigationProperty property = navigation.getProperty();
        Map<String, String> options = written.getOrDefault(property.getName(), Map.of());
        return new Expanded(
                property,
                item,
                options,
                of(property.getType(), item.getSelectOption(), item.getExpandOption(), options.get("$expand")));
    }

    /** As a query of the contract asks for it. */
    String text(Contract contract, Operation operation) throws ODataApplicationException {
        List<String> fields = new ArrayList<>();
        for (String name : properties) {
            fields.add(
                    type.getStructuralProperty(name).getType() instanceof EdmComplexType complex
                            ? name + " { " + String.join(" ", complex.getPropertyNames()) + " }"
                            : name);
        }
        for (Expanded each : expanded) {
            fields.add(text(contract, operation, each));
        }
        return String.join(" ", fields);
    }

    private String text(Contract contract, Operation operation, Expanded each) throws ODataApplicationException {
        String inner = each.selection().text(contract, operation);
        if (!each.navigation().isCollection()) {
            return each.name() + " { " + inner + " }";
        }
        ListArguments arguments = new ListArguments(
                each.navigation().getType().getName(),
                each.options().getFilterOption(),
                each.options().getOrderByOption(),
                null,
                each.top(),
                null);
        boolean paged = contract.isPaged(type.getName(), each.name());
        String list = each.name() + arguments.text(contract, operation, paged);
        return paged
                ? list + " { nodes { " + inner + " } " + PAGE + (each.counted() ? ' ' + COUNT : "") + " }"
                : list + " { " + inner + " }";
    }
}
