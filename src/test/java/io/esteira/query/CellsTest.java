package io.esteira.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

    private static Rewriter.Slot value(Kind kind) {
        return new Rewriter.Value(name("v"), new Rewriter.Scalar(kind, true));
    }

    private static byte[] name(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static @Nullable String[] cells(List<Rewriter.Slot> slots, @Nullable String... columns) {
        byte[] @Nullable [] row = new byte[columns.length][];
        for (int i = 0; i < columns.length; i++) {
            String column = columns[i];
            row[i] = column == null ? null : column.getBytes(StandardCharsets.UTF_8);
        }
        return new Cells(slots).of(row, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "STRING, Peça, Peça",
        "ENUM, RELEASED, RELEASED",
        "INT, -7, -7",
        "LONG, 9007199254740993, 9007199254740993",
        "DECIMAL, 12.500, 12.5",
        "DECIMAL, 100, 100",
        "DECIMAL, 0.00, 0",
        "BOOLEAN, t, true",
        "BOOLEAN, f, false",
        "DATE, 2026-11-21, 2026-11-21",
        "DATE_TIME, 2026-11-21 14:30:00+00, 2026-11-21T14:30:00Z",
        "DATE_TIME, 2026-11-21 14:30:00.1234+00, 2026-11-21T14:30:00.123400Z",
        "DATE_TIME, 2026-11-21 11:30:00-03, 2026-11-21T14:30:00Z",
        "DATE_TIME, 2026-11-21 20:00:00.5+05:30, 2026-11-21T14:30:00.500Z",
        "DATE_TIME, 1900-01-01 00:00:00-02:34:04, 1900-01-01T02:34:04Z"
    })
    void areWhatTheContractWrites(Kind kind, String column, String text) {
        assertThat(cells(List.of(value(kind)), column)).containsExactly(text);
        assertThat(cells(List.of(value(kind)), (String) null)).containsExactly((String) null);
    }

    @Test
    void ofARowThatIsNotThereAreNone() {
        Rewriter.Slot inner = new Rewriter.Joined(
                name("i"), List.of(value(Kind.INT), new Rewriter.TypeName(name("t"), name("I"))), true);
        Rewriter.Slot outer = new Rewriter.Joined(name("o"), List.of(value(Kind.STRING), inner), true);
        List<Rewriter.Slot> slots = List.of(outer, value(Kind.INT));

        assertThat(cells(slots, "t", "a", "t", "1", "2")).containsExactly("a", "1", "I", "2");
        assertThat(cells(slots, "t", "a", "f", null, "2")).containsExactly("a", null, null, "2");
        assertThat(cells(slots, "f", "worked out all the same", "f", null, "2")).containsExactly(null, null, null, "2");
    }
}
