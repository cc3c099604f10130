package io.esteira.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The files that describe the contract. */
public final class SchemaFiles {

    private SchemaFiles() {}

    public static List<Resource> all() {
        try {
            return List.of(
                    new PathMatchingResourcePatternResolver().getResources("classpath*:graphql/schema/*.graphqls"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> texts() {
        return all().stream().map(SchemaFiles::text).toList();
    }

    public static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
