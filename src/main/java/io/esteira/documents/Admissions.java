package io.esteira.documents;

import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Counts requests for all that limits how often one may ask. */
@Component
public final class Admissions {

    private final ObjectProvider<Admission> limits;

    Admissions(ObjectProvider<Admission> limits) {
        this.limits = limits;
    }

    /**
     * Counts the current request.
     *
     * @throws DocumentRefused when its caller asks too often
     */
    public void require() {
        limits.orderedStream()
                .map(Admission::ask)
                .filter(Duration::isPositive)
                .findFirst()
                .ifPresent(wait -> {
                    throw DocumentRefused.tooOften(wait.plusMillis(999).toSeconds());
                });
    }
}
