package io.esteira.jobs;

import java.util.Map;

/** What a job does, on a virtual thread of its own. Runs in no transaction: it commits as it goes. */
@FunctionalInterface
public interface Work {

    /** @return what came of it, as JSON would have it */
    Map<String, ?> run(Progress progress);

    /** How the work tells how far it is, and learns that it is to stop. Used by the thread of the work alone. */
    interface Progress {

        /**
         * To be called between commits, as often as the work likes: not each call reaches the database.
         *
         * @throws JobStopped when it was cancelled, or taken for lost; to be let through
         */
        void report(long done, long total);
    }
}
