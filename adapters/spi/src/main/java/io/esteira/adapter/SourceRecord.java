package io.esteira.adapter;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row or message of a source, as it came.
 *
 * @param source the adapter's name, such as {@code csw}
 * @param company the hub's code of the company that the row belongs to
 * @param entity what the row is, in the adapter's words, such as {@code orders}
 * @param sourceKey the key that the source itself uses, zeros and letters kept
 * @param sourceVersion the source's own version or time stamp of the row; null when it has none
 * @param observedAt when the adapter read it
 * @param payload the row as UTF-8 JSON, or the raw bytes of a message
 */
public record SourceRecord(
        String source,
        String company,
        String entity,
        String sourceKey,
        @Nullable String sourceVersion,
        Instant observedAt,
        byte[] payload) {

    public SourceRecord {
        requireText(source, "source");
        requireText(company, "company");
        requireText(entity, "entity");
        requireText(sourceKey, "sourceKey");
        Objects.requireNonNull(observedAt, "observedAt");
        Objects.requireNonNull(payload, "payload");
    }

    private static void requireText(String value, String name) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
    }
}
