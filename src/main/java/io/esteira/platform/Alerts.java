package io.esteira.platform;

import org.jspecify.annotations.Nullable;

/** Things that a person of IT has to look at. One is open per code and subject; raising it again counts it up. */
public interface Alerts {

    /** Committed at once, also when the caller's transaction rolls back. */
    void raise(@Nullable Short companyId, String code, String subject, String message);

    /** Ends it, if it is open. */
    void end(String code, String subject);
}
