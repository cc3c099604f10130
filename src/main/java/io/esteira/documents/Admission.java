package io.esteira.documents;

import java.time.Duration;

/** Whether the caller of the current request may ask now: what limits how often the contract is asked limits documents as well. */
public interface Admission {

    /** Counts the request; zero when it may go on, else how long to wait before another one. */
    Duration ask();
}
