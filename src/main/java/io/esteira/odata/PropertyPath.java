package io.esteira.odata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourceNavigation;
import org.apache.olingo.server.api.uri.UriResourcePrimitiveProperty;

/**
 * A value of a row, or of a row that it points to.
 *
 * @param navigation the way to that row, empty for the row itself
 * @param owner type of the row that has the value
 */
record PropertyPath(List<String> navigation, String owner, String property) {

    /** @param root type of the rows that the path begins at */
    static PropertyPath of(String root, List<UriResource> parts) throws ODataApplicationException {
        List<String> navigation = new ArrayList<>();
        String owner = root;
        for (UriResource part : parts.subList(0, Math.max(0, parts.size() - 1))) {
            if (!(part instanceof UriResourceNavigation step) || step.isCollection()) {
                throw Refusals.notServed("The path through `" + part.getSegmentValue() + "`");
            }
            navigation.add(step.getProperty().getName());
            owner = step.getProperty().getType().getName();
        }
        if (parts.isEmpty() || !(parts.getLast() instanceof UriResourcePrimitiveProperty value)) {
            throw Refusals.notServed("A path that ends in no value of its own");
        }
        return new PropertyPath(
                List.copyOf(navigation), owner, value.getProperty().getName());
    }

    /** The value of the property, wrapped in the objects that lead to it. */
    Map<String, Object> of(Object value) {
        return within(navigation, Map.of(property, value));
    }

    static Map<String, Object> within(List<String> way, Map<String, Object> inner) {
        Map<String, Object> wrapped = inner;
        for (String step : way.reversed()) {
            wrapped = new HashMap<>(Map.of(step, wrapped));
        }
        return wrapped;
    }

    /** As an address has it. */
    String text() {
        return navigation.isEmpty() ? property : String.join("/", navigation) + '/' + property;
    }
}
