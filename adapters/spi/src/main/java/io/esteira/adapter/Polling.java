package io.esteira.adapter;

/** The hub's side of a polled route. */
public interface Polling {

    /**
     * Runs the reader once for each of its companies, if it is due here and now: this node leads the route, what it comes
     * after has been read, and a source that failed has had its pause. Pages go to the inbox; deletions are found after a
     * snapshot.
     *
     * @throws SourceUnavailable when the source was away for at least one company, after the others have been read
     */
    void poll(SourceReader reader);
}
