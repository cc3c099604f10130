package io.esteira.documents;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the contract as the caller of the request, within the limits of all requests. */
public interface Asker {

    /**
     * Asks a document.
     *
     * @return what is below {@code data}
     * @throws DocumentRefused by the first error, whatever else was answered
     */
    Map<String, Object> ask(String document, Map<String, Object> variables);

    /** Takes the elements of a list. */
    interface Taker {
        void element(Object element) throws IOException;

        /** An element without lists in it, as the texts of its values; the array is used again for the next one. */
        void cells(@Nullable String[] cells) throws IOException;
    }

    /**
     * Asks a document for all elements of its list at once, from the cursor of the variables to the end.
     *
     * @return false when they are to be asked for page by page; nothing was taken then
     */
    default boolean askAll(String document, Map<String, Object> variables, Taker taker) throws IOException {
        return false;
    }
}
