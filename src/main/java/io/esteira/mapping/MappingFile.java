package io.esteira.mapping;

/** A file of mappings as a person hands it over. */
public sealed interface MappingFile {

    /** How a file is written. */
    enum Format {
        CSV,
        XLSX
    }

    record Csv(String text) implements MappingFile {}

    /** A workbook of a spreadsheet, in base64. */
    record Xlsx(String base64) implements MappingFile {}
}
