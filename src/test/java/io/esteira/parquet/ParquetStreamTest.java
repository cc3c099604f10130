package io.esteira.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetStreamTest {

    private static byte[] written(List<ParquetColumn> columns, List<@Nullable Object[]> rows) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ParquetStream stream = new ParquetStream(file, columns)) {
            for (@Nullable Object[] row : rows) {
                stream.row(row);
            }
        }
        return file.toByteArray();
    }

    private static ParquetColumn column(ParquetColumn.Kind kind) {
        return new ParquetColumn("item." + kind.name().toLowerCase(java.util.Locale.ROOT), kind);
    }

    @Test
    void anotherReaderFindsEachKindOfCell() throws IOException {
        Instant moment = Instant.parse("1969-12-31T23:59:59.123456Z");
        List<ParquetColumn> columns = java.util.Arrays.stream(ParquetColumn.Kind.values())
                .map(ParquetStreamTest::column)
                .toList();
        @Nullable
        Object[] full = {
            "Ação 😀",
            "{\"a\":1}",
            new byte[] {0, -1},
            Long.MIN_VALUE,
            new BigDecimal("-12.5"),
            true,
            LocalDate.of(1969, 12, 31),
            moment
        };

        List<Map<String, @Nullable Object>> rows = ParquetRows.read(written(columns, List.of(full, new Object[8])));

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst())
                .containsEntry("item.text", "Ação 😀")
                .containsEntry("item.json", "{\"a\":1}")
                .containsEntry("item.bytes", new byte[] {0, -1})
                .containsEntry("item.whole", Long.MIN_VALUE)
                .containsEntry("item.decimal", new BigDecimal("-12.500000000000"))
                .containsEntry("item.boolean", true)
                .containsEntry("item.date", LocalDate.of(1969, 12, 31))
                .containsEntry("item.moment", moment);
        assertThat(rows.getLast().values()).containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.000000000000",
        "99999999999999999999999999.999999999999, 99999999999999999999999999.999999999999",
        "-99999999999999999999999999.999999999999, -99999999999999999999999999.999999999999",
        "3.33333333333333333, 3.333333333333",
        "1E+3, 1000.000000000000"
    })
    void decimalsKeepTwelveDigitsBehindThePoint(BigDecimal number, BigDecimal told) throws IOException {
        byte[] file = written(
                List.of(column(ParquetColumn.Kind.DECIMAL)), List.<@Nullable Object[]>of(new Object[] {number}));

        assertThat(ParquetRows.read(file).getFirst()).containsEntry("item.decimal", told);
    }

    @Test
    void numbersThatAreTooLongAreRefusedRatherThanCut() {
        BigDecimal number = new BigDecimal("1E26");

        assertThatThrownBy(() -> written(
                        List.of(column(ParquetColumn.Kind.DECIMAL)),
                        List.<@Nullable Object[]>of(new Object[] {number})))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aTableWithoutRowsHasItsColumns() throws IOException {
        assertThat(ParquetRows.read(written(List.of(column(ParquetColumn.Kind.TEXT)), List.of())))
                .isEmpty();
    }

    /** What does not fit into memory goes out as a group, long before the end. */
    @Test
    void rowsLeaveMemoryInGroups() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Random random = new Random(1);
        int before;
        try (ParquetStream stream = new ParquetStream(file, List.of(column(ParquetColumn.Kind.BYTES)))) {
            for (int i = 0; i < 24_000; i++) {
                byte[] bytes = new byte[1_000];
                random.nextBytes(bytes);
                stream.row(new Object[] {bytes});
            }
            before = file.size();
        }

        assertThat(before).isGreaterThan(8_000_000);
        assertThat(ParquetRows.groups(file.toByteArray())).isGreaterThan(1);
        assertThat(ParquetRows.read(file.toByteArray())).hasSize(24_000);
    }
}
