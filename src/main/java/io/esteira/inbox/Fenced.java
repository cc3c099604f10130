package io.esteira.inbox;

/** Another node runs the stream now; this one must stop writing. */
final class Fenced extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Fenced(Stream stream, long runId) {
        super("run " + runId + " of " + stream + " lost the lead to another node");
    }
}
