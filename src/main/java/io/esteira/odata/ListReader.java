package io.esteira.odata;

import io.esteira.documents.Asker;
import io.esteira.documents.DocumentRefused;
import java.util.List;
import java.util.Map;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriInfo;
import org.jspecify.annotations.Nullable;

/** Reads a page of a list from the contract. For one request. */
final class ListReader {

    /** As long as pages of the contract may be, and what is asked for where the rows of such a page would be too many. */
    static final int LONG_PAGE = 500;

    private static final int SHORT_PAGE = 50;

    /**
     * A page.
     *
     * @param count of the whole list; null when it was not asked for
     * @param next where it goes on; null when the client has all that it asked for
     * @param rest how many more the client wants; null for all
     */
    record Page(
            List<?> rows,
            @Nullable Integer count,
            @Nullable String next,
            @Nullable Integer rest) {}

    private final Contract contract;
    private final Asker asker;
    private final Way way;
    private final UriInfo asked;

    ListReader(Contract contract, Asker asker, Way way, UriInfo asked) {
        this.contract = contract;
        this.asker = asker;
        this.way = way;
        this.asked = asked;
    }

    /** @param size how long a page may be at most */
    Page page(Selection selection, int size) throws ODataApplicationException {
        try {
            return read(selection, size);
        } catch (DocumentRefused refused) {
            if (!refused.tooCostly() || size <= SHORT_PAGE) {
                throw refused;
            }
            return read(selection, SHORT_PAGE);
        }
    }

    private Page read(Selection selection, int size) throws ODataApplicationException {
        Integer top = asked.getTopOption() == null ? null : asked.getTopOption().getValue();
        int length = top == null ? size : Math.min(top, size);
        boolean counted = Options.counted(asked);
        Operation operation = new Operation();
        String inner = selection.text(contract, operation);
        Object list = ask(
                operation,
                length,
                way.last().paged()
                        ? "nodes { " + inner + " } " + Selection.PAGE + (counted ? ' ' + Selection.COUNT : "")
                        : inner);
        List<?> rows = Rows.of(list);
        if (!way.last().paged()) {
            List<?> wanted = rows.subList(0, top == null ? rows.size() : Math.min(top, rows.size()));
            return new Page(wanted, counted ? rows.size() : null, null, null);
        }
        Integer rest = top == null ? null : top - length;
        boolean complete = rest != null && rest == 0;
        return new Page(rows, counted ? count(list) : null, complete ? null : Rows.next(list), rest);
    }

    /** How many rows the list has. */
    int count() throws ODataApplicationException {
        boolean paged = way.last().paged();
        Object list = ask(new Operation(), 0, paged ? Selection.COUNT : "__typename");
        return paged ? count(list) : Rows.of(list).size();
    }

    private static int count(@Nullable Object list) {
        return list instanceof Map<?, ?> page && page.get(Selection.COUNT) instanceof Integer count ? count : 0;
    }

    private @Nullable Object ask(Operation operation, int length, String inner) throws ODataApplicationException {
        ListArguments arguments = new ListArguments(
                way.last().type().getName(),
                asked.getFilterOption(),
                asked.getOrderByOption(),
                null,
                length,
                asked.getSkipTokenOption() == null
                        ? null
                        : asked.getSkipTokenOption().getValue());
        String given = arguments.text(contract, operation, way.last().paged());
        String selection = way.text(contract, operation, given, inner);
        return way.found(asker.ask(operation.text(selection), operation.variables()));
    }
}
