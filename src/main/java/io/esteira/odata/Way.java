package io.esteira.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriParameter;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourceCount;
import org.apache.olingo.server.api.uri.UriResourceEntitySet;
import org.apache.olingo.server.api.uri.UriResourceNavigation;
import org.jspecify.annotations.Nullable;

/**
 * From the root of the contract to what an address names: {@code productionOrders('…')/steps}.
 *
 * @param set where it begins
 */
record Way(UriResourceEntitySet set, List<Step> steps) {

    /** Stands for each step in the answer. */
    private static final String AT = "at";

    /**
     * A field of the contract.
     *
     * @param owner type that has the field; the contract's Query for the first
     * @param key which row of a list; null for all of it
     */
    record Step(
            String owner,
            String field,
            EdmEntityType type,
            boolean list,
            boolean paged,
            @Nullable String key) {}

    static Way of(Contract contract, List<UriResource> parts) throws ODataApplicationException {
        if (!(parts.getFirst() instanceof UriResourceEntitySet set)) {
            throw Refusals.notServed("The path `" + parts.getFirst().getSegmentValue() + "`");
        }
        List<Step> steps = new ArrayList<>();
        steps.add(root(contract, set));
        String owner = set.getEntityType().getName();
        for (UriResource part : parts.subList(1, parts.size())) {
            switch (part) {
                case UriResourceNavigation navigation -> {
                    String field = navigation.getProperty().getName();
                    boolean list = navigation.getProperty().isCollection();
                    EdmEntityType type = navigation.getProperty().getType();
                    steps.add(new Step(
                            owner,
                            field,
                            type,
                            list,
                            contract.isPaged(owner, field),
                            key(navigation.getKeyPredicates())));
                    owner = type.getName();
                }
                case UriResourceCount count -> {}
                default -> throw Refusals.notServed("The path `" + part.getSegmentValue() + "`");
            }
        }
        return new Way(set, steps);
    }

    private static Step root(Contract contract, UriResourceEntitySet set) {
        String type = set.getEntityType().getName();
        String key = key(set.getKeyPredicates());
        String finder = key == null ? null : contract.finder(type);
        return finder == null
                ? new Step("Query", set.getEntitySet().getName(), set.getEntityType(), true, true, key)
                : new Step("Query", finder, set.getEntityType(), false, false, key);
    }

    private static @Nullable String key(List<UriParameter> given) {
        if (given.isEmpty()) {
            return null;
        }
        String literal = given.getFirst().getText();
        return literal.substring(1, literal.length() - 1).replace("''", "'");
    }

    Step last() {
        return steps.getLast();
    }

    /** It names one row, not a list. */
    boolean single() {
        return !last().list() || last().key() != null;
    }

    /** Where the row or the list stands, as context addresses have it: the set, and the fields that lead on from it. */
    @Nullable
    String beyondTheSet() {
        List<String> fields = steps.stream().skip(1).map(Step::field).toList();
        return fields.isEmpty() ? null : String.join("/", fields);
    }

    /**
     * As a query of the contract.
     *
     * @param arguments of the last list, which may be blank
     * @param inner what is asked of it
     */
    String text(Contract contract, Operation operation, String arguments, String inner)
            throws ODataApplicationException {
        String text = inner;
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            String given = i == steps.size() - 1 && !single() ? arguments : arguments(contract, operation, step);
            boolean wrapped = step.paged() && step.key() != null;
            text = AT + ": " + step.field() + given + (wrapped ? " { nodes { " + text + " } }" : " { " + text + " }");
        }
        return text;
    }

    private static String arguments(Contract contract, Operation operation, Step step)
            throws ODataApplicationException {
        if (step.key() == null) {
            return "";
        }
        if (!step.list()) {
            return "(id: " + operation.variable("ID!", step.key()) + ")";
        }
        return new ListArguments(step.type().getName(), null, null, step.key(), 1, null)
                .text(contract, operation, step.paged());
    }

    /**
     * The row or the list of an answer; null for a row that another one does not point to.
     *
     * @throws ODataApplicationException when there is no row that it leads through
     */
    @Nullable
    Object found(Map<String, Object> data) throws ODataApplicationException {
        Object at = data;
        for (Step step : steps) {
            Object value = at instanceof Map<?, ?> members ? members.get(AT) : null;
            if (step.list() && step.key() != null) {
                List<?> rows = Rows.of(value);
                value = rows.isEmpty() ? null : rows.getFirst();
            }
            if (value == null && (step.key() != null || step != last())) {
                throw Refusals.notFound();
            }
            at = value;
        }
        return at;
    }
}
