package io.esteira.documents;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
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

        /** How many there are, before the first of them; not called where there are none. */
        void total(long elements) throws IOException;

        void element(Object element) throws IOException;

        /** An element without lists in it, as the texts of its values; the array is used again for the next one. */
        void cells(@Nullable String[] cells) throws IOException;
    }

    /**
     * Asks a document for all elements of its list at once.
     *
     * @return empty when they were taken; else nothing was, and this is what {@link #ask} answers: they are to be asked for page by page
     */
    default Optional<Map<String, Object>> askAll(String document, Map<String, Object> variables, Taker taker)
            throws IOException {
        return Optional.of(ask(document, variables));
    }
}
