package io.esteira.odata;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.commons.api.http.HttpStatusCode;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ODataServerError;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.DefaultProcessor;
import org.apache.olingo.server.api.processor.ErrorProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives what the library refuses by itself a code, and keeps it from repeating long texts of the client. What is our fault is logged, and
 * told by its trace alone.
 */
final class Errors implements ErrorProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final String INTERNAL = "INTERNAL";
    private static final int LONGEST_MESSAGE = 300;

    private final DefaultProcessor library = new DefaultProcessor();

    private final Supplier<String> traceId;
    private final BooleanSupplier understood;

    /** @param understood whether the library has parsed the request, and handed it over */
    Errors(Supplier<String> traceId, BooleanSupplier understood) {
        this.traceId = traceId;
        this.understood = understood;
    }

    @Override
    public void init(OData odata, ServiceMetadata metadata) {
        library.init(odata, metadata);
    }

    @Override
    public void processError(ODataRequest request, ODataResponse response, ODataServerError error, ContentType format) {
        if (error.getStatusCode() == HttpStatusCode.INTERNAL_SERVER_ERROR.getStatusCode()) {
            if (understood.getAsBoolean()) {
                tellInternal(error);
            } else {
                tellUnreadable(error);
            }
        }
        String message = Objects.requireNonNullElse(error.getMessage(), "");
        if (error.getCode() == null) {
            error.setCode(code(error.getStatusCode()));
        }
        error.setMessage(message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…");
        library.processError(request, response, error, format);
    }

    /** The contract has logged its own already. */
    private void tellInternal(ODataServerError error) {
        String trace = traceId.get();
        if (!INTERNAL.equals(error.getCode())) {
            LOG.error("OData failed, traceId={}", trace, error.getException());
        }
        error.setCode(INTERNAL).setMessage("Something went wrong in the hub: tell IT the trace id " + trace + ".");
    }

    /** The library's parser falls over addresses that make no sense, such as groups of {@code $metadata}. */
    private static void tellUnreadable(ODataServerError error) {
        LOG.warn("OData address is not understood: {}", String.valueOf(error.getException()));
        error.setStatusCode(HttpStatusCode.BAD_REQUEST.getStatusCode())
                .setCode("BAD_USER_INPUT")
                .setMessage("The address is not understood.");
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "NOT_FOUND";
            case 405 -> "METHOD_NOT_ALLOWED";
            case 406 -> "NOT_ACCEPTABLE";
            case 501 -> "NOT_IMPLEMENTED";
            default -> "BAD_USER_INPUT";
        };
    }
}
