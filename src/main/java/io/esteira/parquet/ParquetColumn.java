package io.esteira.parquet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A column of a table. Any cell of it may be missing. */
public record ParquetColumn(String name, Kind kind) {

    /** Digits of a decimal, and those of them that stand behind the point; Spark, Trino and DuckDB know no more digits. */
    static final int PRECISION = 38;

    static final int SCALE = 12;

    /** What its cells hold. */
    public enum Kind {
        /** String, in UTF-8. */
        TEXT,
        /** String that is JSON. */
        JSON,
        /** Bytes, as they are. */
        BYTES,
        /** Long. */
        WHOLE,
        /** BigDecimal, told as decimal(38, 12): further digits are rounded. */
        DECIMAL,
        BOOLEAN,
        /** LocalDate. */
        DATE,
        /** Instant, told in UTC to the microsecond. */
        MOMENT
    }

    Type type() {
        return switch (kind) {
            case TEXT -> logical(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType());
            case JSON -> logical(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.jsonType());
            case BYTES -> Types.optional(PrimitiveTypeName.BINARY).named(name);
            case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(name);
            case DECIMAL ->
                Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(Decimals.BYTES)
                        .as(LogicalTypeAnnotation.decimalType(SCALE, PRECISION))
                        .named(name);
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
            case DATE -> logical(PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType());
            case MOMENT -> logical(PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS));
        };
    }

    private Type logical(PrimitiveTypeName primitive, LogicalTypeAnnotation meaning) {
        return Types.optional(primitive).as(meaning).named(name);
    }

    void write(Object cell, RecordConsumer to) {
        switch (kind) {
            case TEXT, JSON -> to.addBinary(Binary.fromString((String) cell));
            case BYTES -> to.addBinary(Binary.fromConstantByteArray((byte[]) cell));
            case WHOLE -> to.addLong((Long) cell);
            case DECIMAL -> to.addBinary(Binary.fromConstantByteArray(Decimals.bytes((BigDecimal) cell)));
            case BOOLEAN -> to.addBoolean((Boolean) cell);
            case DATE -> to.addInteger(Math.toIntExact(((LocalDate) cell).toEpochDay()));
            case MOMENT -> to.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) cell));
        }
    }

    private static final class Decimals {

        /** As many as 38 digits need. */
        private static final int BYTES = 16;

        /** Whole units of the last digit, the highest byte first. */
        static byte[] bytes(BigDecimal number) {
            BigDecimal told = number.setScale(SCALE, RoundingMode.HALF_EVEN);
            if (told.precision() > PRECISION) {
                throw new ArithmeticException(
                        "a number has more than " + (PRECISION - SCALE) + " digits before its point");
            }
            byte[] digits = told.unscaledValue().toByteArray();
            byte[] bytes = new byte[BYTES];
            Arrays.fill(bytes, 0, BYTES - digits.length, (byte) (told.signum() < 0 ? -1 : 0));
            System.arraycopy(digits, 0, bytes, BYTES - digits.length, digits.length);
            return bytes;
        }
    }
}
