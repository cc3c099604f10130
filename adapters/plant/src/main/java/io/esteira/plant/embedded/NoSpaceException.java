package io.esteira.plant.embedded;

import java.nio.file.Path;

/** A folder has not the room that a first start takes. The message is one sentence in each language, fit for a person. */
public final class NoSpaceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param least bytes that are needed
     * @param free bytes that there are
     */
    NoSpaceException(Path folder, long least, long free) {
        super(("Em %s há %d MB livres, e o primeiro início precisa de %d MB: libere espaço ou escolha outra pasta com"
                        + " ESTEIRA_DEMO_DIR. / In %1$s there are %2$d MB free, and a first start needs %3$d MB: make room, or"
                        + " choose another folder with ESTEIRA_DEMO_DIR.")
                .formatted(folder, free >> 20, least >> 20));
    }
}
