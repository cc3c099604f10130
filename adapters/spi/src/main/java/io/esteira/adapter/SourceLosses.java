package io.esteira.adapter;

import java.time.Instant;
import java.util.List;

/** What a source has lost on its way to the hub and nobody can read again, such as messages that a broker has forgotten. Thread-safe. */
public interface SourceLosses {

    /**
     * One loss.
     *
     * @param subject what it is about, such as the client at a broker
     * @param at when it was noticed
     * @param en what was lost, in English
     * @param pt what was lost, in Portuguese
     */
    record Loss(String subject, Instant at, String en, String pt) {}

    /** Those that were noticed since the start, possibly the latest alone. */
    List<Loss> losses();
}
