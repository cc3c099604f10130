package io.esteira.adapter.csw;

import io.esteira.adapter.rows.SqlFiles;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The queries of CSW. The file of an entity asks for it in up to three ways: its scope, the history outside of that, and some rows by
 * their keys. A line that ends with the name of a way, as a comment, holds for that way alone.
 */
final class CswStatements {

    private static final Pattern WAY = Pattern.compile("(.+)-(history|by-key)");
    private static final Pattern MARKED_LINE = Pattern.compile("(?m)^(.*?) *--(scope|history|by-key)\\R");

    private final SqlFiles files;

    CswStatements(SqlFiles files) {
        this.files = files;
    }

    /**
     * A statement by its name: {@code <entity>} for the scope, {@code <entity>-history} or {@code <entity>-by-key}. A site's file of that
     * very name comes first.
     */
    String read(String name) {
        Matcher way = WAY.matcher(name);
        return way.matches()
                ? files.ofSite(name).orElseGet(() -> of(way.group(1), way.group(2)))
                : marked(files.read(name), "scope");
    }

    /** A site's file that knows nothing of the way replaces the scope alone. */
    private String of(String entity, String way) {
        String file = files.read(entity);
        return marked(file.contains("--" + way) ? file : files.own(entity), way);
    }

    private static String marked(String file, String way) {
        return MARKED_LINE
                .matcher(file)
                .replaceAll(line -> line.group(2).equals(way) ? Matcher.quoteReplacement(line.group(1) + "\n") : "");
    }
}
