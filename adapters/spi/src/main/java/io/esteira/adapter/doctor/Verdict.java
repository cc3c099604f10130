package io.esteira.adapter.doctor;

/** What a finding means for the use of the source. */
public enum Verdict {
    /** Answers as it should. */
    OK,
    /** Worth knowing; the hub works with it and without it. */
    INFO,
    /** Is not there, or cannot be reached. */
    MISSING,
    /** Is there, and refuses this user. */
    FORBIDDEN,
    /** Answers, and not what the hub needs. */
    WRONG,
    /** Could not be found out in the time given. */
    UNKNOWN;

    /** Whether the source can be used as far as this goes. */
    public boolean isUsable() {
        return this == OK || this == INFO;
    }
}
