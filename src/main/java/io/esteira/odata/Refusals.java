package io.esteira.odata;

import io.esteira.documents.DocumentRefused;
import java.util.Locale;
import org.apache.olingo.server.api.ODataApplicationException;

/** Requests that are not answered, as OData tells them. */
final class Refusals {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_IMPLEMENTED = 501;

    private Refusals() {}

    /** What OData knows and the contract cannot do. */
    static ODataApplicationException notServed(String what) {
        return refusal("NOT_IMPLEMENTED", what + " is not served here.", NOT_IMPLEMENTED);
    }

    static ODataApplicationException badInput(String message) {
        return refusal("BAD_USER_INPUT", message, BAD_REQUEST);
    }

    static ODataApplicationException notFound() {
        return refusal("NOT_FOUND", "There is no such row for you.", NOT_FOUND);
    }

    static ODataApplicationException readOnly() {
        return refusal(
                "METHOD_NOT_ALLOWED",
                "OData is for reading here: change things by mutations of GraphQL.",
                METHOD_NOT_ALLOWED);
    }

    static ODataApplicationException of(DocumentRefused refused) {
        return refusal(refused.code(), String.valueOf(refused.getMessage()), refused.status());
    }

    private static ODataApplicationException refusal(String code, String message, int status) {
        return new ODataApplicationException(message, status, Locale.ENGLISH, code);
    }
}
