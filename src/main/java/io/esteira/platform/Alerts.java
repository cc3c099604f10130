package io.esteira.platform;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Things that a person of IT has to look at. One is open per code and subject; raising it again counts it up. */
public interface Alerts {

    /** Committed at once, also when the caller's transaction rolls back. */
    void raise(@Nullable Short companyId, String code, String subject, String message);

    /** Subjects of those that are open under a code. */
    List<String> open(String code);

    /** An open alert. */
    record Open(String code, String subject) {}

    /** Those that are open under any of the codes. */
    default List<Open> open(List<String> codes) {
        return codes.stream()
                .flatMap(code -> open(code).stream().map(subject -> new Open(code, subject)))
                .toList();
    }

    /** Ends it, if it is open. */
    void end(String code, String subject);

    /** Ends those under a code that are over; {@code stillSo} gives, of the open subjects, those of which it still holds. */
    default void endOver(String code, UnaryOperator<List<String>> stillSo) {
        List<String> open = open(code);
        if (!open.isEmpty()) {
            Set<String> over = new HashSet<>(open);
            stillSo.apply(open).forEach(over::remove);
            over.forEach(subject -> end(code, subject));
        }
    }
}
