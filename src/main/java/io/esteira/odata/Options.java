package io.esteira.odata;

import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriInfo;
import org.jspecify.annotations.Nullable;

/** System query options of a request. */
final class Options {

    private Options() {}

    /** What is not understood is refused: an answer that leaves out a condition is a wrong one. */
    static void requireServed(UriInfo asked) throws ODataApplicationException {
        if (asked.getSkipOption() != null) {
            throw Refusals.notServed("$skip: follow @odata.nextLink instead; it");
        }
        if (asked.getSearchOption() != null) {
            throw Refusals.notServed("$search");
        }
        if (asked.getDeltaTokenOption() != null) {
            throw Refusals.notServed("$deltatoken");
        }
        if (!asked.getCustomQueryOptions().isEmpty()) {
            String name = asked.getCustomQueryOptions().getFirst().getName();
            throw Refusals.badInput("`" + name + "` is no option here; options of OData begin with $.");
        }
    }

    static boolean counted(UriInfo asked) {
        return asked.getCountOption() != null && asked.getCountOption().getValue();
    }

    /** Null for all. */
    static @Nullable Integer top(UriInfo asked) {
        return asked.getTopOption() == null ? null : asked.getTopOption().getValue();
    }
}
