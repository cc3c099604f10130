package io.esteira.graphql.oracle;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Ids as clients see them: the type and the public id, encoded. */
final class GlobalIds {

    private GlobalIds() {}

    static String of(String type, Object publicId) {
        byte[] bytes = (type + ":" + publicId).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
