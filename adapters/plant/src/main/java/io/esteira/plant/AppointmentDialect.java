package io.esteira.plant;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** How a service that makes appointments by operation words its requests and its answers; the routine behind all is one. */
interface AppointmentDialect {

    String endpoint();

    String path();

    /** The request in the fields of the service {@code mata681}; empty when it cannot be read. */
    Optional<Mata681Request> read(String body);

    /** The stop of a machine that the request tells of; empty where it tells of none, or the service takes none. */
    default Optional<StopRequest> stop(String body) {
        return Optional.empty();
    }

    Reply success(ObjectNode answer);

    Reply failure(int status, String message, String detail);

    /** Whether it hands the routine the parameter by which refused appointments are kept as pending. */
    default boolean keepsPending() {
        return false;
    }

    /** What tells a request from all others; blank where the service knows no such thing, and so posts twice what is sent twice. */
    default String messageId(String body) {
        return "";
    }

    /** What a second request of the same id is told. */
    default Reply alreadyProcessed() {
        throw new IllegalStateException(endpoint() + " knows no ids of messages");
    }
}
