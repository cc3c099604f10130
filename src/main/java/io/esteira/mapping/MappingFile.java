package io.esteira.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A file of mappings as a person hands it over. */
public sealed interface MappingFile {

    /** The code page of Windows in the west. */
    Charset EXCEL = Charset.forName("windows-1252");

    /** How a file is written. */
    enum Format {
        CSV,
        XLSX
    }

    /** A file as it was saved: a workbook, else text in UTF-8 or, where it is none, as Excel in Brazil saves it. */
    static MappingFile of(byte[] bytes) {
        if (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K') {
            return new Xlsx(Base64.getEncoder().encodeToString(bytes));
        }
        try {
            return new Csv(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Csv(new String(bytes, EXCEL));
        }
    }

    record Csv(String text) implements MappingFile {}

    /** A workbook of a spreadsheet, in base64. */
    record Xlsx(String base64) implements MappingFile {}
}
