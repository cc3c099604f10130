package io.esteira.query;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file that a request brings: the value of the scalar Upload. It is there as long as the request is.
 *
 * @param name as the client gives it; not to be trusted as a path
 */
public record Upload(String name, Content content) {

    /** The file itself. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    /** All of it; the size of requests is bounded. */
    public byte[] bytes() throws IOException {
        try (InputStream stream = content.open()) {
            return stream.readAllBytes();
        }
    }
}
