package io.esteira.mapping;

import io.esteira.platform.Refusal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a mapping must be by itself, whatever others there are. */
final class MappingRules {

    private static final int LONGEST = 100;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;

    private MappingRules() {}

    static Optional<Refusal> check(CodeMapping mapping) {
        return text("fromSource", mapping.fromSource())
                .or(() -> text("fromCode", mapping.fromCode()))
                .or(() -> text("toSource", mapping.toSource()))
                .or(() -> text("toCode", mapping.toCode()))
                .or(() -> leadsToItself(mapping) ? Optional.of(MappingTexts.sameCode()) : Optional.empty())
                .or(() -> validity(mapping) ? Optional.empty() : Optional.of(MappingTexts.badValidity()));
    }

    private static Optional<Refusal> text(String field, String value) {
        boolean sound = !value.isBlank()
                && value.length() <= LONGEST
                && value.codePoints().allMatch(MappingRules::storable);
        return sound ? Optional.empty() : Optional.of(MappingTexts.badText(field));
    }

    /** Half a character, which a workbook can hold, is none; what looks like nothing, or like a blank and is none, would match no code. */
    private static boolean storable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> character == ' ';
            default -> true;
        };
    }

    private static boolean leadsToItself(CodeMapping mapping) {
        return mapping.fromSource().equals(mapping.toSource())
                && mapping.fromCode().equals(mapping.toCode());
    }

    private static boolean validity(CodeMapping mapping) {
        LocalDate from = mapping.validFrom();
        LocalDate to = mapping.validTo();
        return inRange(from) && inRange(to) && (from == null || to == null || !to.isBefore(from));
    }

    private static boolean inRange(@Nullable LocalDate day) {
        return day == null || day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
    }
}
