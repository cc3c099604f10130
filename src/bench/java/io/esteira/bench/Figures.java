package io.esteira.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Collects what was measured; after each benchmark it prints the table so far, and keeps it in target/benchmarks.md. */
public final class Figures implements AfterAllCallback {

    private static final Path FILE = Path.of("target/benchmarks.md");

    private record Figure(String name, String value, String aim) {}

    private static final List<Figure> ALL = new ArrayList<>();
    private static String server = "";

    public static synchronized void add(String name, String aim, String format, Object... values) {
        ALL.add(new Figure(name, String.format(Locale.ROOT, format, values), aim));
    }

    /** What both sides of each figure ran on. */
    static synchronized void server(String description) {
        server = description;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        String table = table();
        System.out.println(table);
        Files.writeString(FILE, table);
    }

    private static synchronized String table() {
        StringBuilder table = new StringBuilder("\n| What | Measured | Aim |\n|---|---|---|\n");
        ALL.forEach(figure -> table.append("| ")
                .append(figure.name())
                .append(" | ")
                .append(figure.value())
                .append(" | ")
                .append(figure.aim())
                .append(" |\n"));
        Runtime runtime = Runtime.getRuntime();
        return table.append("\n%d processors, Java %s, heap at most %d MiB; %s%n"
                        .formatted(runtime.availableProcessors(), Runtime.version(), runtime.maxMemory() >> 20, server))
                .toString();
    }
}
