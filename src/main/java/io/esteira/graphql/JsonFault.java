package io.esteira.graphql;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says where a text stops being JSON, and why. */
final class JsonFault {

    private static final Pattern LINE_BREAK = Pattern.compile("CTRL-CHAR, code 1[03]\\)");

    /** What the parser adds of its own settings and of where something began. */
    private static final Pattern OF_THE_PARSER = Pattern.compile(" \\((?:start marker|for |from `).*");

    private JsonFault() {}

    static String sentence(String what, JacksonException fault) {
        TokenStreamLocation place = fault.getLocation();
        String where = place == null ? "" : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ";
        return "The " + what + " cannot be read as JSON: " + where + reason(fault) + ".";
    }

    private static String reason(JacksonException fault) {
        String message = String.valueOf(fault.getOriginalMessage());
        return switch (fault) {
            case UnexpectedEndOfInputException early -> "it ends too early";
            case StreamConstraintsException large -> "it is nested too deep, or a number in it is too long";
            default ->
                LINE_BREAK.matcher(message).find()
                        ? "a line break within a string, where \\n is meant"
                        : OF_THE_PARSER.matcher(message).replaceFirst("");
        };
    }
}
