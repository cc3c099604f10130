package io.esteira.outbox;

import io.esteira.platform.Caller;
import io.esteira.platform.Refusal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request by its idempotency key.
 *
 * @param client whose key it is
 * @param operation the mutation's name
 * @param hash tells another request under the same key apart
 */
public record RequestKey(String client, String operation, String key, UUID hash) {

    private static final int LONGEST = 200;

    /** @param request its values as the client gave them: what the hub fills in may differ the next time */
    public static RequestKey of(Caller caller, String operation, String key, @Nullable Object... request) {
        return new RequestKey(caller.client(), operation, key, RequestHash.of(request));
    }

    Optional<Refusal> check() {
        return key.isBlank() || key.length() > LONGEST ? Optional.of(RequestTexts.badKey()) : Optional.empty();
    }
}
