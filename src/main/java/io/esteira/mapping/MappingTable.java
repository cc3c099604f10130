package io.esteira.mapping;

import io.esteira.mapping.MappingTexts.Code;
import io.esteira.platform.Refusal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Mappings as a table, whatever kind of file holds it: a line of column names in any order, then a line for each. */
final class MappingTable {

    static final int MOST_LINES = 100_000;
    static final int MOST_CHARACTERS = 10_000_000;

    static final List<String> COLUMNS =
            List.of("kind", "from_source", "from_code", "to_source", "to_code", "valid_from", "valid_to");

    private static final List<String> FIELDS =
            List.of("kind", "fromSource", "fromCode", "toSource", "toCode", "validFrom", "validTo");
    private static final int NEEDED = 5;
    private static final int END = 6;

    /** What a line says, or why it says nothing. */
    sealed interface Line {

        long number();

        /** @param tellsEnd whether the file says until when mappings hold; where it does not, what is known stays */
        record Sound(long number, CodeMapping mapping, boolean tellsEnd) implements Line {}

        record Bad(long number, Refusal refusal) implements Line {}
    }

    /** The file as a whole cannot be used. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.message());
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    private final int[] places;

    private MappingTable(int[] places) {
        this.places = places;
    }

    /**
     * @param header the names of the columns, in their order
     * @param file the input at fault where they are not what they should be
     */
    static MappingTable of(List<String> header, String file) throws Refused {
        List<String> names = header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        List<String> strange = names.stream()
                .filter(name -> !name.isEmpty() && !COLUMNS.contains(name))
                .toList();
        int[] places = COLUMNS.stream().mapToInt(names::indexOf).toArray();
        if (Arrays.stream(places, 0, NEEDED).anyMatch(place -> place < 0)) {
            String columns = String.join(", ", COLUMNS);
            throw new Refused(unreadable(
                    file,
                    "The first line has to name the columns: " + columns + ".",
                    "A primeira linha deve trazer os nomes das colunas: " + columns + "."));
        }
        if (!strange.isEmpty()) {
            String columns = String.join(", ", COLUMNS);
            throw new Refused(unreadable(
                    file,
                    "The column " + strange.getFirst() + " is not known: there are " + columns + ".",
                    "A coluna " + strange.getFirst() + " não é conhecida: existem " + columns + "."));
        }
        return new MappingTable(places);
    }

    /** Where each of {@link #COLUMNS} is; -1 for those that are not there. */
    int place(int column) {
        return places[column];
    }

    /** The name that the input has for a column. */
    static String field(int column) {
        return FIELDS.get(column);
    }

    static boolean isDay(int column) {
        return column >= NEEDED;
    }

    /** @param values by {@link #COLUMNS}; blank for those that are not there */
    Line line(long number, List<String> values) {
        Optional<MappingKind> kind = kind(values.get(0).strip());
        if (kind.isEmpty()) {
            return new Line.Bad(number, badKind());
        }
        try {
            CodeMapping mapping = new CodeMapping(
                            kind.get(),
                            values.get(1),
                            values.get(2),
                            values.get(3),
                            values.get(4),
                            day(values.get(5).strip()),
                            day(values.get(6).strip()))
                    .stripped();
            return MappingRules.check(mapping)
                    .<Line>map(refusal -> new Line.Bad(number, refusal))
                    .orElseGet(() -> new Line.Sound(number, mapping, places[END] >= 0));
        } catch (DateTimeParseException e) {
            return new Line.Bad(number, badDay());
        }
    }

    /** A mapping by {@link #COLUMNS}. */
    static List<String> values(CodeMapping mapping) {
        return List.of(
                mapping.kind().name(),
                mapping.fromSource(),
                mapping.fromCode(),
                mapping.toSource(),
                mapping.toCode(),
                text(mapping.validFrom()),
                text(mapping.validTo()));
    }

    private static String text(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    private static Optional<MappingKind> kind(String text) {
        return Arrays.stream(MappingKind.values())
                .filter(kind -> kind.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static @Nullable LocalDate day(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    private static Refusal badKind() {
        return new Refusal(
                Code.INVALID_KIND,
                "kind",
                "The kind is none of " + Arrays.toString(MappingKind.values()) + ".",
                "O tipo não é nenhum de " + Arrays.toString(MappingKind.values()) + ".");
    }

    static Refusal badDay() {
        return new Refusal(
                Code.INVALID_VALIDITY,
                "validFrom",
                "A day of the validity is none: write it as 2026-11-22.",
                "Um dia da vigência é inválido: escreva como 2026-11-22.");
    }

    static Refusal unreadable(String file, String en, String pt) {
        return new Refusal(Code.UNREADABLE_FILE, file, en, pt);
    }

    /** Of mappings that would make a file which is not taken in again. */
    static Refusal tooMany() {
        return new Refusal(
                Code.FILE_TOO_LARGE,
                "kind",
                "A file holds at most " + MOST_LINES + " lines and " + MOST_CHARACTERS
                        + " characters: ask for one kind, or page through codeMappings.",
                "Um arquivo comporta no máximo " + MOST_LINES + " linhas e " + MOST_CHARACTERS
                        + " caracteres: peça um só tipo, ou percorra codeMappings por páginas.");
    }

    static Refusal tooLarge(String file) {
        return new Refusal(
                Code.FILE_TOO_LARGE,
                file,
                "At most " + MOST_LINES + " lines and " + MOST_CHARACTERS + " characters are taken at once.",
                "São aceitas no máximo " + MOST_LINES + " linhas e " + MOST_CHARACTERS + " caracteres por vez.");
    }
}
