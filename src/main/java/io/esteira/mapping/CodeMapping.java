package io.esteira.mapping;

import java.time.LocalDate;
import java.util.Map;
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

    /** Without the blanks that people leave around codes. */
    CodeMapping stripped() {
        return new CodeMapping(
                kind, fromSource.strip(), fromCode.strip(), toSource.strip(), toCode.strip(), validFrom, validTo);
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
