package io.esteira.adapter.protheus;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A section of a YAML file that knows where it stands, so that each complaint names file, line and field. Keys that nobody asked for
 * are complained about as well: a misspelt key must not be silently without effect.
 */
final class YamlSection {

    private final String file;
    private final String path;
    private final Node node;
    private final Map<String, Node> children = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    YamlSection(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw mistake("", "has to be a section with keys");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw at(tuple.getKeyNode(), path, "has a key that is no text");
            }
            if (children.put(key.getValue(), tuple.getValueNode()) != null) {
                throw at(key, below(key.getValue()), "is here twice");
            }
        }
    }

    /** What is wrong with a key of this section, or with the section itself when the key is blank. */
    IllegalArgumentException mistake(String key, String reason) {
        return at(children.getOrDefault(key, node), key.isEmpty() ? path : below(key), reason);
    }

    private IllegalArgumentException at(Node place, String field, String reason) {
        return new IllegalArgumentException(
                file + ", line " + (place.getStartMark().getLine() + 1) + ", " + field + ": " + reason);
    }

    private String below(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    String text(String key) {
        return findText(key).orElseThrow(() -> mistake(key, "is missing"));
    }

    Optional<String> findText(String key) {
        return child(key).map(child -> scalar(key, child));
    }

    /** A value that is made from a text; what it throws about the text is told with its place. */
    <T> T parsed(String key, Function<String, T> parser) {
        return parse(key, text(key), parser);
    }

    <T> Optional<T> findParsed(String key, Function<String, T> parser) {
        return findText(key).map(text -> parse(key, text, parser));
    }

    <T> List<T> list(String key, Function<String, T> parser) {
        return child(key)
                .map(child -> {
                    if (!(child instanceof SequenceNode sequence)) {
                        throw mistake(key, "has to be a list");
                    }
                    return sequence.getValue().stream()
                            .map(element -> parse(key, scalar(key, element), parser))
                            .toList();
                })
                .orElse(List.of());
    }

    Optional<YamlSection> section(String key) {
        return child(key).map(child -> new YamlSection(file, below(key), child));
    }

    /** This section with one of its keys alone. */
    YamlSection only(String key) {
        if (!children.containsKey(key)) {
            throw mistake(key, "is missing");
        }
        YamlSection part = new YamlSection(file, path, node);
        part.children.keySet().retainAll(Set.of(key));
        return part;
    }

    /** Every key of this section with a text, in the order of the file. */
    <T> Map<String, T> all(Function<String, T> parser) {
        Map<String, T> all = new LinkedHashMap<>();
        for (String key : List.copyOf(children.keySet())) {
            all.put(key, parsed(key, parser));
        }
        return all;
    }

    /** What stands below a key, whatever its shape: texts, sections and lists of any depth. */
    <T> Optional<T> tree(
            String key, Function<String, T> text, Function<Map<String, T>, T> section, Function<List<T>, T> list) {
        return child(key).map(child -> tree(key, child, text, section, list));
    }

    private <T> T tree(
            String key,
            Node child,
            Function<String, T> text,
            Function<Map<String, T>, T> section,
            Function<List<T>, T> list) {
        return switch (child) {
            case MappingNode mapping -> {
                YamlSection below = new YamlSection(file, below(key), mapping);
                Map<String, T> all = new LinkedHashMap<>();
                below.children.forEach((name, node) -> all.put(name, below.tree(name, node, text, section, list)));
                yield section.apply(all);
            }
            case SequenceNode sequence ->
                list.apply(sequence.getValue().stream()
                        .map(element -> tree(key, element, text, section, list))
                        .toList());
            default -> parse(key, scalar(key, child), text);
        };
    }

    /** Complains about a key that was not asked for. */
    void done() {
        children.keySet().stream()
                .filter(key -> !asked.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw mistake(
                            key,
                            "is not known here; known are "
                                    + String.join(", ", asked.stream().sorted().toList()));
                });
    }

    private Optional<Node> child(String key) {
        asked.add(key);
        return Optional.ofNullable(children.get(key));
    }

    private String scalar(String key, Node child) {
        if (!(child instanceof ScalarNode scalar)) {
            throw mistake(key, "has to be a text");
        }
        return scalar.getValue();
    }

    private <T> T parse(String key, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw mistake(key, String.valueOf(e.getMessage()));
        }
    }
}
