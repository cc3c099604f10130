package io.esteira.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ContentVersionStrategy;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Files of the class path as they were when the hub started, found in memory. A request that reads a jar may be taken from its carrier
 * while it has the jar's lock, for which others wait without leaving theirs: they load classes.
 */
public final class KeptFiles extends PathResourceResolver {

    private static final ContentVersionStrategy DIGESTS = new ContentVersionStrategy();

    private final String addresses;
    private final Map<String, Resource> files;

    private KeptFiles(String addresses, Map<String, Resource> files) {
        this.addresses = addresses;
        this.files = files;
    }

    /**
     * The files that a page names, and no others.
     *
     * @param addresses with what the addresses begin that the page has them at, such as {@code /console/assets/}
     * @param folder of the class path where they are, such as {@code console/assets/}
     */
    public static KeptFiles namedBy(String page, String addresses, String folder) {
        return new KeptFiles(
                addresses,
                Pattern.compile('"' + Pattern.quote(addresses) + "([^\"]+)\"")
                        .matcher(page)
                        .results()
                        .map(name -> name.group(1))
                        .distinct()
                        .collect(Collectors.toUnmodifiableMap(name -> name, name -> read(folder + name))));
    }

    /** A text whose addresses of these files carry digests of their content, as {@code VersionResourceResolver} understands them. */
    public String withDigests(String text) {
        String result = text;
        for (Map.Entry<String, Resource> file : files.entrySet()) {
            String digest = DIGESTS.getResourceVersion(file.getValue());
            result = result.replace(quoted(file.getKey()), quoted(DIGESTS.addVersion(file.getKey(), digest)));
        }
        return result;
    }

    private String quoted(String name) {
        return '"' + addresses + name + '"';
    }

    /** The text of a file of the class path. */
    public static String text(String path) {
        return new String(read(path).getByteArray(), StandardCharsets.UTF_8);
    }

    private static KeptFile read(String path) {
        try {
            return new KeptFile(new ClassPathResource(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected @Nullable Resource getResource(String path, Resource location) {
        return files.get(path);
    }

    /** Known by its description to Spring's caches, which take files without one of their own for the same. */
    private static final class KeptFile extends ByteArrayResource {

        private final ClassPathResource file;
        private final long changed;

        KeptFile(ClassPathResource file) throws IOException {
            super(file.getContentAsByteArray(), file.getPath());
            this.file = file;
            this.changed = file.lastModified();
        }

        @Override
        public @Nullable String getFilename() {
            return file.getFilename();
        }

        @Override
        public long lastModified() {
            return changed;
        }
    }
}
