package io.esteira.adapter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of one reader for one company.
 *
 * @param watermark where the last run ended; null on the first
 */
public record ReadRequest(
        String company, ReadMode mode, @Nullable Watermark watermark) {

    public Optional<Watermark> since() {
        return Optional.ofNullable(watermark);
    }
}
