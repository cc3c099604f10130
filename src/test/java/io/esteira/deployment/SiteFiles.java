package io.esteira.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads what sites deploy by. */
final class SiteFiles {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** {@code NAME=value}; with # in front it is the default, which a site may change. */
    private static final Pattern ASSIGNMENT = Pattern.compile("(#?)([A-Z][A-Z0-9_]*)=(.*)");

    private SiteFiles() {}

    static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> parse(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    /** The variables of .env.example by their names, in the file's order. */
    static Map<String, Variable> variables() {
        Map<String, Variable> found = new LinkedHashMap<>();
        List<String> lines = read(".env.example").lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            Matcher line = ASSIGNMENT.matcher(lines.get(i));
            if (line.matches()) {
                found.put(
                        line.group(2),
                        new Variable(line.group(3), !line.group(1).isEmpty(), lines.get(i - 1)));
            }
        }
        return found;
    }

    /** The first of numbered ones, which the example shows. */
    static String first(String variable) {
        return variable.replaceAll("_\\d+_", "_0_").replaceAll("_\\d+$", "_1");
    }

    /**
     * @param isDefault shown for what the hub does without it
     * @param before the line above
     */
    record Variable(String value, boolean isDefault, String before) {}
}
