package io.esteira.adapter.canonical;

/**
 * The key by which a source knows a thing of the same source and company.
 *
 * @param key the source's key, zeros kept, padding removed
 */
public record Ref(String key) {
    public Ref {
        if (key.isBlank()) {
            throw new IllegalArgumentException("a reference must not be blank");
        }
    }
}
