package io.esteira.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what was measured and prints one table when the JVM ends. */
final class Figures {

    private record Figure(String name, String value, String aim) {}

    private static final List<Figure> ALL = new ArrayList<>();
    private static String server = "";

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Figures::print));
    }

    private Figures() {}

    static synchronized void add(String name, String aim, String format, Object... values) {
        ALL.add(new Figure(name, String.format(Locale.ROOT, format, values), aim));
    }

    /** What both sides of each figure ran on. */
    static synchronized void server(String description) {
        server = description;
    }

    private static synchronized void print() {
        StringBuilder table = new StringBuilder("\n| What | Measured | Aim |\n|---|---|---|\n");
        ALL.forEach(figure -> table.append("| ")
                .append(figure.name())
                .append(" | ")
                .append(figure.value())
                .append(" | ")
                .append(figure.aim())
                .append(" |\n"));
        Runtime runtime = Runtime.getRuntime();
        table.append("\n%d processors, Java %s, heap at most %d MiB; %s%n"
                .formatted(runtime.availableProcessors(), Runtime.version(), runtime.maxMemory() >> 20, server));
        System.out.println(table);
    }
}
