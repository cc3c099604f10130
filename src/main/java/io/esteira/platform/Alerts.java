package io.esteira.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Things that a person of IT has to look at. One is open per code and subject; raising it again counts it up. */
public interface Alerts {

    /** Committed at once, also when the caller's transaction rolls back. */
    void raise(@Nullable Short companyId, String code, String subject, String message);

    /** Subjects of those that are open under a code. */
    List<String> open(String code);

    /** Ends it, if it is open. */
    void end(String code, String subject);
}
