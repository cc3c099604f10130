package io.esteira.mapping;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes of mappings give keys, as records that are read do at the same time in another order: who loses to the other goes again. */
@Component
class MappingTransaction {

    private static final RetryTemplate AFTER_DEADLOCK = new RetryTemplate(RetryPolicy.builder()
            .includes(ConcurrencyFailureException.class)
            .delay(Duration.ofMillis(50))
            .jitter(Duration.ofMillis(50))
            .build());

    private final TransactionTemplate transaction;

    MappingTransaction(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /** @param work may be done more than once, of which the last counts */
    <T> T run(Supplier<T> work) {
        return Objects.requireNonNull(
                AFTER_DEADLOCK.<T>invoke(() -> Objects.requireNonNull(transaction.execute(status -> work.get()))));
    }
}
