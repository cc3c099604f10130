package io.esteira.odata;

/** How deep a query is nested, found before it is parsed: parsing takes a part of the stack for each level. */
final class Nesting {

    /** Brackets within brackets; deeper than any condition of the contract may be. */
    static final int DEEPEST = 30;

    private Nesting() {}

    /** @param query decoded */
    static boolean isTooDeep(String query) {
        int open = 0;
        int signs = 0;
        boolean quoted = false;
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            quoted ^= c == '\'';
            if (quoted) {
                continue;
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            signs = isSign(query, i) ? signs + 1 : c == '&' ? 0 : signs;
            if (open > DEEPEST || signs > DEEPEST) {
                return true;
            }
        }
        return false;
    }

    /** Each applies to all that comes after it. */
    private static boolean isSign(String query, int at) {
        return query.startsWith("not ", at)
                || query.startsWith("not(", at)
                || query.charAt(at) == '-' && at > 0 && "-( =,".indexOf(query.charAt(at - 1)) >= 0;
    }
}
