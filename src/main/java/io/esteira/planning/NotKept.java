package io.esteira.planning;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** No targets of the plan were kept on a day. */
public final class NotKept extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotKept(LocalDate day, @Nullable LocalDate first) {
        super(
                first == null
                        ? "No targets of this plan have been kept yet."
                        : "No targets of this plan were kept on " + day + "; the first are of " + first + ".");
    }
}
