package io.esteira.graphql;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The whole schema as one file, for the generators of clients. */
@RestController
final class SchemaController {

    private final String schema;
    private final String version;
    private final Introspection introspection;

    SchemaController(GraphQlSource source, Introspection introspection) {
        this.introspection = introspection;
        schema = SchemaText.of(source.schema());
        version =
                UUID.nameUUIDFromBytes(schema.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @GetMapping("/graphql/schema.graphql")
    ResponseEntity<String> schema() {
        if (!introspection.allowed()) {
            throw new AccessDeniedException("not for these roles");
        }
        return ResponseEntity.ok()
                .eTag(version)
                .cacheControl(CacheControl.noCache())
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(schema);
    }
}
