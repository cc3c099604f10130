package io.esteira.adapter.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queries of an adapter, one a file, which a file of the same name in the site's folder replaces. */
public final class SqlFiles {

    private final Class<?> adapter;
    private final String resources;
    private final @Nullable Path folder;

    /**
     * @param adapter a class of the adapter's module
     * @param resources where the adapter's own files lie, such as {@code /csw/sql}
     * @param folder of the site; null where it replaces none
     */
    public SqlFiles(Class<?> adapter, String resources, @Nullable Path folder) {
        this.adapter = adapter;
        this.resources = resources;
        this.folder = folder;
    }

    /** The site's file of that name, or the adapter's own; the name is without {@code .sql}. */
    public String read(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("there is no query " + name));
    }

    /** As {@link #read}; empty where neither has one. */
    public Optional<String> find(String name) {
        String file = name + ".sql";
        Path override = folder == null ? null : folder.resolve(file);
        try {
            return override != null && Files.isReadable(override) ? Optional.of(Files.readString(override)) : own(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> own(String file) throws IOException {
        try (InputStream in = adapter.getResourceAsStream(resources + "/" + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
