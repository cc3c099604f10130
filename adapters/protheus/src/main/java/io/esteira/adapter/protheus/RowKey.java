package io.esteira.adapter.protheus;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row as the hub knows it: by its record number where it is one of SH6, which the sync reads, and otherwise by table and record
 * number, since those of two tables may be the same.
 *
 * @param table alias of its table
 */
record RowKey(String table, long recno) {

    private static final String DEFAULT = "SH6";
    private static final Pattern KEY = Pattern.compile("(?:([A-Za-z0-9]{3})/)?(\\d{1,18})");

    /** Empty where the text is no key of a row. */
    static Optional<RowKey> read(String text) {
        return read(text, DEFAULT);
    }

    /** @param table of a record number alone */
    static Optional<RowKey> read(String text, String table) {
        Matcher key = KEY.matcher(text.strip());
        if (!key.matches()) {
            return Optional.empty();
        }
        String named = Optional.ofNullable(key.group(1)).orElse(table);
        return Optional.of(new RowKey(named.toUpperCase(Locale.ROOT), Long.parseLong(key.group(2))));
    }

    boolean isOf(String alias) {
        return table.equals(alias);
    }

    boolean isOfSh6() {
        return isOf(DEFAULT);
    }

    @Override
    public String toString() {
        return isOfSh6() ? Long.toString(recno) : table + "/" + recno;
    }
}
