package io.esteira.adapter.rows;

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
        return ofSite(name).orElseGet(() -> own(name));
    }

    /** The site's file of that name; empty where it has none. */
    public Optional<String> ofSite(String name) {
        Path file = folder == null ? null : folder.resolve(name + ".sql");
        try {
            return file != null && Files.isReadable(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The adapter's own file of that name, whatever the site has. */
    public String own(String name) {
        try (InputStream in = adapter.getResourceAsStream(resources + "/" + name + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("there is no query " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
