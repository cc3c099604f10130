package io.esteira.platform;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Things that a person of IT has to look at. One is open per code and subject. Whoever watches alerts is told within five seconds: a signal
 * from here would reach those who raise them.
 */
public interface Alerts {

    /** What happened, for people. */
    record Words(String en, String pt) {}

    /**
     * Something that holds now.
     *
     * @param companyId that it concerns; null when it concerns none in particular
     * @param subject what it is about, unique below its code
     */
    record Found(@Nullable Short companyId, String subject, Words words) {}

    /** Committed at once, also when the caller's transaction rolls back. One that is open is counted up. */
    void raise(@Nullable Short companyId, String code, String subject, Words words);

    /**
     * Says what holds now under a code: what is new is raised, what is no longer found ends, the rest stays open with its latest words.
     *
     * @param instance of the hub that looked, where each has its own; null where all see the same
     */
    void hold(String code, @Nullable String instance, List<Found> found);

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
