package io.esteira.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL writes is answered as Java's own numbers and moments would be. */
class ScalarsTest {

    private static final int TIMES = 20_000;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Test
    void aNumberIsAnsweredWithoutTheZerosThatPadIt() {
        Random random = new Random(1);
        for (int i = 0; i < TIMES; i++) {
            BigInteger digits = new BigInteger(random.nextInt(60), random);
            BigDecimal number = new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(9))
                    .setScale(random.nextInt(9, 14));

            assertThat(text(Scalars.plain(bytes(number.toPlainString()))))
                    .isEqualTo(number.stripTrailingZeros().toPlainString());
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "0, 0", "0.000, 0", "-1.0, -1", "10.0, 10", "1.05, 1.05", "1.5e3, 1500", "2e-3, 0.002"})
    void anExponentIsWrittenOut(String number, String answered) {
        assertThat(text(Scalars.plain(bytes(number)))).isEqualTo(answered);
    }

    @Test
    void aMomentIsAnsweredInUtcWithNoThreeOrSixDigits() {
        Random random = new Random(2);
        for (int i = 0; i < TIMES; i++) {
            Instant moment = Instant.ofEpochSecond(
                    random.nextLong(Instant.parse("0001-01-02T00:00:00Z").getEpochSecond(), 253_402_214_400L),
                    random.nextBoolean() ? 0 : micros(random) * 1_000L);
            ZoneOffset zone = random.nextInt(3) > 0
                    ? ZoneOffset.UTC
                    : ZoneOffset.ofHoursMinutes(random.nextInt(15), 30 * random.nextInt(2));
            String answered = DateTimeFormatter.ISO_INSTANT.format(moment);

            assertThat(text(Scalars.instant(bytes(written(moment, zone, 'T'))))).isEqualTo(answered);
            assertThat(text(Scalars.instantOfColumn(
                            bytes(written(moment, zone, ' ').replaceFirst(":00$", "")))))
                    .isEqualTo(answered);
        }
    }

    private static int micros(Random random) {
        int unit = (int) Math.pow(10, random.nextInt(6));
        return random.nextInt(1_000_000) / unit * unit;
    }

    /** As PostgreSQL does: as many digits of the second as are needed. */
    private static String written(Instant moment, ZoneOffset zone, char between) {
        OffsetDateTime local = moment.atOffset(zone);
        String fraction = local.getNano() == 0
                ? ""
                : "." + "%06d".formatted(local.getNano() / 1_000).replaceFirst("0+$", "");
        String offset = zone.equals(ZoneOffset.UTC) ? "+00:00" : zone.getId();
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'" + between + "'HH:mm:ss")
                        .format(local)
                + fraction
                + offset;
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01", "9999-12-31", "2024-02-29"})
    void aDayOfFourDigitsIsTaken(String day) {
        assertThat(Scalars.date(day)).hasToString(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-12-31", "+10000-01-01", "-0001-01-01", "2026-02-29", "21/11/2026"})
    void anotherIsNot(String day) {
        assertThatThrownBy(() -> Scalars.date(day)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void aMomentIsOfAYearThatItsUtcHas() {
        assertThat(Scalars.dateTime("0001-01-01T00:00:00Z")).hasToString("0001-01-01T00:00:00Z");
        assertThat(Scalars.dateTime("9999-12-31T20:59:59-03:00")).hasToString("9999-12-31T23:59:59Z");
        assertThatThrownBy(() -> Scalars.dateTime("0001-01-01T00:00:00+01:00")).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> Scalars.dateTime("9999-12-31T23:59:59-03:00")).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 59, 60})
    void aNumberHasUpToSixtyDigitsBeforeAndAfterThePoint(int digits) {
        String nines = "9".repeat(digits);

        assertThat(Scalars.decimal(nines)).isEqualByComparingTo(new BigInteger(nines).toString());
        assertThat(Scalars.decimal("0." + "0".repeat(digits - 1) + "1").scale()).isEqualTo(digits);
        assertThat(Scalars.decimal("1e" + digits).scale()).isEqualTo(-digits);
    }

    @Test
    void aShortTextBecomesNoLongNumber() {
        for (String text : new String[] {"9".repeat(61), "1e61", "1e-61", "0".repeat(130) + "1", "1e2147483647"}) {
            assertThatThrownBy(() -> Scalars.decimal(text)).isInstanceOf(NumberFormatException.class);
        }
        assertThat(Scalars.decimal("0".repeat(129) + "1")).isEqualByComparingTo("1");
    }
}
