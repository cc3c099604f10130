package io.esteira.odata;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How deep a query is nested, found before it is parsed: parsing takes a part of the stack for each level. */
final class Nesting {

    /** Brackets within brackets; deeper than any condition of the contract may be. */
    static final int DEEPEST = 30;

    private Nesting() {}

    /** @param query as it was sent: what ends an option does so before it is decoded, within quotes as well */
    static boolean isTooDeep(String query) {
        return Arrays.stream(query.split("&")).map(Nesting::decoded).anyMatch(Nesting::isDeep);
    }

    private static String decoded(String option) {
        try {
            return URLDecoder.decode(option, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // The library says what is wrong with it.
            return "";
        }
    }

    private static boolean isDeep(String option) {
        int open = 0;
        int signs = 0;
        boolean quoted = false;
        for (int i = 0; i < option.length(); i++) {
            char c = option.charAt(i);
            quoted ^= c == '\'';
            if (quoted) {
                continue;
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            signs += isSign(option, i) ? 1 : 0;
            if (open > DEEPEST || signs > DEEPEST) {
                return true;
            }
        }
        return false;
    }

    /** Each applies to all that comes after it. */
    private static boolean isSign(String option, int at) {
        return option.startsWith("not ", at)
                || option.startsWith("not\t", at)
                || option.startsWith("not(", at)
                || option.charAt(at) == '-' && at > 0 && "-( =,".indexOf(option.charAt(at - 1)) >= 0;
    }
}
