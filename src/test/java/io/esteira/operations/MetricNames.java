package io.esteira.operations;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of metrics and of their labels: those that a hub tells, and those that expressions ask for. */
final class MetricNames {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ASKED =
            Pattern.compile("\\b((?:esteira|http|jvm|process|hikaricp|up)(?:_[a-z_]+)?)\\b(?!\\s*=)");
    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");

    /** What Prometheus adds to each sample. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    private final Map<String, Set<String>> labels = new HashMap<>();
    private final Map<String, Set<String>> values = new HashMap<>();

    /** @param scraped in Prometheus' text format */
    static MetricNames of(String scraped) {
        MetricNames names = new MetricNames();
        SAMPLE.matcher(scraped).results().forEach(sample -> {
            Set<String> ofMetric = names.labels.computeIfAbsent(sample.group(1), name -> new HashSet<>());
            if (sample.group(2) != null) {
                LABEL.matcher(sample.group(2)).results().forEach(label -> {
                    ofMetric.add(label.group(1));
                    names.values
                            .computeIfAbsent(sample.group(1) + "/" + label.group(1), key -> new TreeSet<>())
                            .add(label.group(2));
                });
            }
        });
        return names;
    }

    Set<String> labels(String metric) {
        return labels.getOrDefault(metric, Set.of());
    }

    Set<String> all() {
        return labels.keySet();
    }

    Set<String> values(String metric, String label) {
        return values.getOrDefault(metric + "/" + label, Set.of());
    }

    /** Metrics that a PromQL expression asks for. */
    static Set<String> asked(String expression) {
        String bare = expression.replaceAll("\"[^\"]*\"", "\"\"");
        return ASKED.matcher(GROUPED.matcher(bare).replaceAll(""))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What of an expression no metric of the hub answers: metrics, and labels that none of its metrics has. */
    List<String> unknown(String expression) {
        Set<String> asked = asked(expression);
        asked.remove("up");
        Set<String> known = new HashSet<>(OF_PROMETHEUS);
        asked.forEach(metric -> known.addAll(labels(metric)));
        Set<String> unknown = new TreeSet<>(asked);
        unknown.removeAll(all());
        Set<String> used = LABEL.matcher(expression)
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Matcher grouped = GROUPED.matcher(expression);
        while (grouped.find()) {
            used.addAll(List.of(grouped.group(1).split("\\s*,\\s*")));
        }
        used.removeAll(known);
        unknown.addAll(used);
        return List.copyOf(unknown);
    }
}
