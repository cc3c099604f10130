package io.esteira.mapping;

import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a code of one source means in another.
 *
 * @param fromCode as the source writes it, zeros kept; where records refer to things, the key by which they do
 * @param validFrom first business day on which it holds; null: since ever
 * @param validTo last business day on which it holds; null: for good
 */
public record CodeMapping(
        MappingKind kind,
        String fromSource,
        String fromCode,
        String toSource,
        String toCode,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo) {

    private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Z}\\p{Cf}]+|[\\s\\p{Z}\\p{Cf}]+$");

    /**
     * Codes stand for one thing at a time within this.
     *
     * @param toSource null for kinds that lead to one thing of the hub, by whatever source's code
     */
    record Code(
            MappingKind kind,
            String fromSource,
            String fromCode,
            @Nullable String toSource) {}

    Code code() {
        return new Code(kind, fromSource, fromCode, kind.leadsToOneThing() ? null : toSource);
    }

    /** Without the blanks that people leave around codes, and what pasting from a sheet or page leaves there that nobody sees. */
    CodeMapping stripped() {
        return new CodeMapping(
                kind, bare(fromSource), bare(fromCode), bare(toSource), bare(toCode), validFrom, validTo);
    }

    private static String bare(String text) {
        return AROUND.matcher(text).replaceAll("");
    }

    CodeMapping until(@Nullable LocalDate end) {
        return new CodeMapping(kind, fromSource, fromCode, toSource, toCode, validFrom, end);
    }

    boolean overlaps(CodeMapping other) {
        return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
    }

    private boolean startsBeforeEndOf(CodeMapping other) {
        return validFrom == null || other.validTo == null || !validFrom.isAfter(other.validTo);
    }

    /** For the audit. */
    Map<String, Object> detail() {
        return Map.of(
                "kind", kind,
                "from", fromSource + ":" + fromCode,
                "to", toSource + ":" + toCode,
                "validity", (validFrom == null ? "" : validFrom) + ".." + (validTo == null ? "" : validTo));
    }
}
