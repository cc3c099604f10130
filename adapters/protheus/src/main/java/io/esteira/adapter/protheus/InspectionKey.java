package io.esteira.adapter.protheus;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An inspection as the hub knows it: the record number of its row of QPK, and its operation where it is told by operation.
 *
 * @param operation blank where all operations are told together
 */
record InspectionKey(long recno, String operation) {

    private static final Pattern KEY = Pattern.compile("(?:QPK/)?(\\d{1,18})(?:/(.+))?");

    /** Empty where the text is no key of an inspection. */
    static Optional<InspectionKey> read(String text) {
        Matcher key = KEY.matcher(text.strip());
        return key.matches()
                ? Optional.of(new InspectionKey(
                        Long.parseLong(key.group(1)),
                        Optional.ofNullable(key.group(2)).orElse("")))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "QPK/" + recno + (operation.isEmpty() ? "" : "/" + operation);
    }
}
