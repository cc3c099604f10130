package io.esteira.adapter.protheus;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Finds and reads mapping files: first in the site's folder, then among the built-in ones. */
final class WriterMappings {

    private static final String BUILT_IN = "/protheus/writers/";

    private WriterMappings() {}

    /**
     * The mapping of this name, which may be put together of several files, such as {@code mata681+lossAppointment}, and of single
     * sections of files, such as {@code mata681+ours:reversal}: so each kind of delivery may have a writer of its own. Empty when the
     * name is blank.
     *
     * @throws IllegalArgumentException it does not exist or is wrong: the message names file, line, field and reason
     */
    static Optional<WriterMapping> load(String name, @Nullable Path folder) {
        if (name.isBlank()) {
            return Optional.empty();
        }
        List<YamlSection> files = Arrays.stream(name.split("\\+", -1))
                .map(part -> part(part.strip(), folder))
                .toList();
        return Optional.of(WriterMapping.of(name, files));
    }

    private static YamlSection part(String name, @Nullable Path folder) {
        int colon = name.indexOf(':');
        return colon < 0
                ? file(name, folder)
                : file(name.substring(0, colon).strip(), folder)
                        .only(name.substring(colon + 1).strip());
    }

    private static YamlSection file(String name, @Nullable Path folder) {
        String file = name + ".yml";
        Path own = folder == null ? null : folder.resolve(file);
        try {
            return own != null && Files.isRegularFile(own) ? fromFolder(own) : builtIn(name, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static YamlSection fromFolder(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return section(file.toString(), reader);
        }
    }

    private static YamlSection builtIn(String name, String file) throws IOException {
        try (InputStream stream = WriterMappings.class.getResourceAsStream(BUILT_IN + file)) {
            if (stream == null) {
                throw new IllegalArgumentException("esteira.adapters.protheus.writer names " + name
                        + ", and there is no such mapping, neither built in nor in the folder of writers");
            }
            return section(file, new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
    }

    static WriterMapping read(String name, String file, Reader reader) {
        return WriterMapping.of(name, List.of(section(file, reader)));
    }

    private static YamlSection section(String file, Reader reader) {
        try {
            @Nullable Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
            if (root == null) {
                throw new IllegalArgumentException(file + ", line 1: the file is empty");
            }
            return new YamlSection(file, "", root);
        } catch (YAMLException e) {
            String said = e.getCause() instanceof CharacterCodingException ? "is not written in UTF-8" : e.getMessage();
            throw new IllegalArgumentException(file + ": " + said, e);
        }
    }
}
