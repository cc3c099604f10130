package io.esteira.adapter;

import java.util.List;
import java.util.regex.Pattern;

/** What drivers and servers say, fit for logs and people: on one line, without secrets, not too long. Immutable. */
public final class Redaction {

    private static final Pattern PASSWORD_IN_ADDRESS =
            Pattern.compile("(?i)((?:password|pwd)=)[^&;\\s]*|(//[^/:@\\s]*:)[^/\\s]+@");

    /** Line ends, escapes of terminals, and signs that turn the direction of what follows. */
    private static final Pattern NO_TEXT = Pattern.compile("[\\s\\p{Cc}\\p{Cf}]+");

    private static final int LONGEST_QUOTE = 200;

    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        this.secrets = secrets;
    }

    /** @param secrets what nothing may show, wherever it came from; blank ones are left out */
    public static Redaction of(String... secrets) {
        return new Redaction(
                List.of(secrets).stream().filter(secret -> !secret.isBlank()).toList());
    }

    /** The message of a failure, or of the first of its causes that has one. */
    public String quote(Throwable failure) {
        Throwable cause = failure;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return quote(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }

    /** A text of whatever origin. */
    public String quote(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        String line = address(NO_TEXT.matcher(masked).replaceAll(" ").strip());
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }

    /** An address as it is, but for the password that stands where addresses have theirs. */
    public static String address(String configured) {
        return PASSWORD_IN_ADDRESS.matcher(configured).replaceAll(found -> found.group(1) == null ? "$2***@" : "$1***");
    }
}
