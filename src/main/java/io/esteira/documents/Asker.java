package io.esteira.documents;

import java.util.Map;

/** Asks the contract as the caller of the request, within the limits of all requests. */
interface Asker {

    /**
     * Asks a document.
     *
     * @return what is below {@code data}
     * @throws DocumentRefused by the first error, whatever else was answered
     */
    Map<String, Object> ask(String document, Map<String, Object> variables);
}
